#include "parse.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "quillport/tags/grammar.hpp"

namespace quillport::tags {
namespace {

constexpr std::size_t kMaxRole = 60;
constexpr std::size_t kMaxHashRole = 40;

ParseFault fault(std::string code, std::string explanation, std::string guess = {}) {
    return {std::move(code), std::move(explanation), std::move(guess), {}};
}

std::vector<Units> split(Units units, char32_t separator) {
    std::vector<Units> out;
    std::size_t begin = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < units.size(); ++i) {
        if (quoted) {
            if (units[i].c == U'\\')
                ++i;
            else if (units[i].c == U'"' && (i + 1 == units.size() || units[i + 1].c == separator))
                quoted = false;
        } else if (units[i].c == U'"' && i > begin && units[i - 1].c == U'=') {
            // A quote that is never closed is an ordinary character.
            for (std::size_t k = i + 1; k < units.size() && !quoted; ++k) {
                if (units[k].c == U'\\')
                    ++k;
                else
                    quoted = units[k].c == U'"' && (k + 1 == units.size() || units[k + 1].c == separator);
            }
        } else if (units[i].c == separator) {
            out.push_back(units.subspan(begin, i - begin));
            begin = i + 1;
        }
    }
    out.push_back(units.subspan(begin));
    return out;
}

bool is_identifier(std::u32string_view text) {
    return !text.empty() && text.size() <= kMaxRole && std::all_of(text.begin(), text.end(), [](char32_t c) {
        return is_letter_or_digit(c) || c == U' ' || c == U'_' || c == U'-';
    });
}

bool all_in(std::string_view list, std::string_view joined) {
    for (std::size_t at = 0; at <= joined.size();) {
        const std::size_t end = std::min(joined.find('+', at), joined.size());
        if (!is_word_of(list, joined.substr(at, end - at))) return false;
        at = end + 1;
    }
    return true;
}

class Parser {
  public:
    Parser(TagForm form, const Vocabulary& words) : form_(form), words_(words) {}

    ParseOutcome run(Units inner);

  private:
    /// Empty when all is well.
    std::optional<ParseFault> head(Units units);
    std::optional<ParseFault> type_word(Units units);
    std::optional<ParseFault> role(Units units);
    bool split_hash_head(Units units, std::size_t& length) const;
    std::optional<ParseFault> attribute(Units units);
    std::optional<ParseFault> store(const KeyRow& key, Units value);
    std::optional<ParseFault> checked(const KeyRow& key, std::string& value, Units units) const;
    std::optional<ParseFault> complete() const;

    TagForm form_;
    const Vocabulary& words_;
    ParsedTag tag_;
    bool has_required_ = false;
};

std::optional<ParseFault> Parser::type_word(Units units) {
    const std::vector<std::string> words = readings(units);
    for (const std::string& word : words) {
        const auto answer = words_.type(word);
        if (answer.type) {
            tag_.type = *answer.type;
            return std::nullopt;
        }
        if (!answer.ambiguous.empty()) {
            return fault("ambiguous_word", answer.ambiguous + ". Write the English word instead.");
        }
        if (words_.is_reserved(word)) {
            return fault("unsupported_type", "\"" + word + "\" speaks for the whole document and is not read by this version.");
        }
    }
    const std::string guess = words_.nearest_type(words.front());
    return fault("unknown_type", "\"" + to_utf8(words_of(units)) + "\" is no type of field.", guess);
}

std::optional<ParseFault> Parser::role(Units units) {
    const std::u32string text = words_of(units, Spelling::Plain);
    if (text.empty()) return fault("bad_role", "A role is expected after the colon: a number or a name.");
    const bool allowed = text.size() <= kMaxRole && std::all_of(text.begin(), text.end(), [](char32_t c) {
                             return is_letter_or_digit(c) || c == U' ' || c == U'_' || c == U'-' || c == U'.';
                         });
    if (!allowed) {
        return fault("bad_role",
                     "A role is a number or a name of letters, digits, blanks, \"_\", \"-\" and \".\"; this one is not.");
    }
    tag_.role_key = fold_word(text);
    tag_.role = to_utf8(text);
    if (std::all_of(tag_.role_key.begin(), tag_.role_key.end(), [](char c) { return c >= '0' && c <= '9'; })) {
        const std::size_t zeros = std::min(tag_.role_key.find_first_not_of('0'), tag_.role_key.size() - 1);
        tag_.role_key.erase(0, zeros);
        tag_.role = tag_.role_key;
    }
    return std::nullopt;
}

/// "sig 1" and "sig1", "text buyer": the longest word that is a type, followed by a number or, after a blank, by a name.
bool Parser::split_hash_head(Units units, std::size_t& length) const {
    const bool spaced = is_letter_spaced(units);
    for (length = std::min<std::size_t>(units.size(), 24); length > 0; --length) {
        const auto words = readings(units.first(length));
        if (std::none_of(words.begin(), words.end(), [&](const auto& word) { return words_.knows_type(word); })) continue;
        if (length == units.size() || is_apart(units[length], spaced)) return true;
        const Units rest = units.subspan(length);
        if (std::all_of(rest.begin(), rest.end(), [](const Unit& u) { return u.c >= U'0' && u.c <= U'9'; })) return true;
    }
    return false;
}

std::optional<ParseFault> Parser::head(Units units) {
    if (const auto colon = position_of(units, U':')) {
        if (auto wrong = type_word(units.first(*colon))) return wrong;
        return role(units.subspan(*colon + 1));
    }
    if (form_ == TagForm::Braces) return type_word(units);
    std::size_t length = 0;
    if (!split_hash_head(units, length)) return type_word(units);
    if (auto wrong = type_word(units.first(length))) return wrong;
    return length == units.size() ? std::nullopt : role(units.subspan(length));
}

std::optional<ParseFault> Parser::checked(const KeyRow& key, std::string& value, Units units) const {
    const auto wrong = [&](const std::string& expected) {
        return fault("bad_value", "\"" + std::string(key.word) + "\" expects " + expected + ", not \"" + value + "\".");
    };
    const std::string folded = fold_word(words_of(unquoted(units), Spelling::Plain));
    switch (key.kind) {
        case ValueKind::Text:
            break;
        case ValueKind::Identifier:
            if (!is_identifier(words_of(unquoted(units), Spelling::Plain))) {
                return wrong("letters, digits, blanks, \"_\" and \"-\"");
            }
            break;
        case ValueKind::YesNo: {
            const auto answer = words_.yes_no(folded);
            if (!answer) return wrong("yes or no");
            value = *answer ? "yes" : "no";
            break;
        }
        case ValueKind::Length:
            if (!parse_length(value, 600)) return wrong("a length such as 60mm, 2in, 120pt or 30%");
            break;
        case ValueKind::FontSize: {
            const auto points = parse_length(value, 0);
            if (!points || *points > 400) return wrong("a font size in points");
            break;
        }
        case ValueKind::Count: {
            const auto count = parse_number(value);
            if (!count || *count < 1 || *count > 1e6 || *count != std::floor(*count)) return wrong("a whole number above zero");
            break;
        }
        case ValueKind::Choice:
            if (!is_word_of(key.choices, folded)) return wrong("one of " + std::string(key.choices));
            value = folded;
            break;
        case ValueKind::Choices:
            if (!all_in(key.choices, folded)) return wrong("one or several, joined by +, of " + std::string(key.choices));
            value = folded;
            break;
    }
    return std::nullopt;
}

std::optional<ParseFault> Parser::store(const KeyRow& key, Units units) {
    std::string value = value_of(units);
    if (value.empty() && key.kind != ValueKind::Text) {
        return fault("bad_value", "\"" + std::string(key.word) + "\" has no value.");
    }
    if (auto wrong = checked(key, value, units)) return wrong;
    if (key.word == "name") {
        if (tag_.name) return fault("duplicate_key", "\"name\" stands there twice.");
        tag_.name = value;
    } else if (key.word == "required") {
        if (has_required_) return fault("duplicate_key", "\"required\" stands there twice.");
        has_required_ = true;
        tag_.required = value == "yes";
    } else if (!tag_.attributes.emplace(key.word, value).second) {
        return fault("duplicate_key", "\"" + std::string(key.word) + "\" stands there twice.");
    }
    return std::nullopt;
}

std::optional<ParseFault> Parser::attribute(Units units) {
    if (units.empty()) return std::nullopt;
    const auto equals = position_of(units, U'=');
    if (!equals || *equals == 0) {
        return fault("bad_value", "Expected key=value, read \"" + to_utf8(words_of(units)) + "\".");
    }
    const auto words = readings(units.first(*equals));
    for (const std::string& word : words) {
        const KeyRow* key = find_key(word);
        if (key == nullptr) continue;
        if (!allows(*key, tag_.type)) {
            return fault("key_not_for_type", "\"" + std::string(key->word) + "\" means nothing for a field of type " +
                                                 std::string(name_of(tag_.type)) + ".");
        }
        return store(*key, units.subspan(*equals + 1));
    }
    const std::string near = words_.nearest_key(words.front());
    return fault("unknown_key", "\"" + to_utf8(words_of(units.first(*equals))) + "\" is no key." +
                                    (near.empty() ? std::string() : " Did you mean " + near + "?"));
}

std::optional<ParseFault> Parser::complete() const {
    const auto missing = [](const char* key, const char* why) {
        return fault("missing_key", std::string("The key \"") + key + "\" is missing: " + why);
    };
    if (tag_.type == FieldType::Dropdown && tag_.attributes.count("options") == 0)
        return missing("options", "what can be chosen?");
    if (tag_.type == FieldType::Radio && tag_.attributes.count("option") == 0)
        return missing("option", "what does this one mean?");
    if (tag_.type == FieldType::Radio && !tag_.name) return missing("name", "it joins the options of one choice.");
    return std::nullopt;
}

ParseOutcome Parser::run(Units inner) {
    if (inner.empty()) return NoTag{};
    const auto segments = split(inner, U';');
    if (auto wrong = head(segments.front())) {
        if (form_ == TagForm::Braces) return std::move(*wrong);
        // Between number signs anything may stand; only what is close to a type was meant as a tag.
        const bool one_line = std::none_of(inner.begin() + 1, inner.end(), [](const Unit& u) { return u.line_before; });
        const bool meant =
            wrong->code != "unknown_type" ? one_line : one_line && inner.size() <= kMaxHashRole && !wrong->guess.empty();
        if (meant) return std::move(*wrong);
        return NoTag{};
    }
    if (form_ == TagForm::Hashes && tag_.role.size() > kMaxHashRole) return NoTag{};
    tag_.required = tag_.type != FieldType::Checkbox;
    for (std::size_t i = 1; i < segments.size(); ++i) {
        if (auto wrong = attribute(segments[i])) return std::move(*wrong);
    }
    if (auto wrong = complete()) return std::move(*wrong);
    return std::move(tag_);
}

}  // namespace

ParseOutcome parse(std::span<const Unit> inner, TagForm form, const Vocabulary& words) { return Parser(form, words).run(inner); }

std::optional<double> parse_length(std::string_view text, double page_width) {
    std::string compact;
    for (const char c : text) {
        if (c != ' ') compact += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
    }
    double factor = 1;
    const auto unit = [&](std::string_view name, double points) {
        if (compact.size() <= name.size() || compact.substr(compact.size() - name.size()) != name) return false;
        compact.resize(compact.size() - name.size());
        factor = points;
        return true;
    };
    if (!unit("pt", 1) && !unit("mm", 72 / 25.4) && !unit("cm", 720 / 25.4) && !unit("in", 72)) unit("%", page_width / 100);
    const auto number = parse_number(compact);
    if (!number || !(*number > 0) || *number > 20'000) return std::nullopt;
    return *number * factor;
}

}  // namespace quillport::tags
