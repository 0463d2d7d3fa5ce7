#include "parse.hpp"

#include <algorithm>
#include <utility>

#include "quillport/tags/grammar.hpp"

namespace quillport::tags {
namespace {

constexpr std::size_t kMaxRole = 60;
constexpr std::size_t kMaxHashRole = 40;
constexpr std::size_t kLongestShown = 60;  ///< of a word in a message

ParseFault fault(std::string code, std::string explanation, std::string guess = {}) {
    return {std::move(code), std::move(explanation), std::move(guess), {}};
}

std::string quoted(std::string_view text) { return "\"" + std::string(text) + "\""; }
std::string quoted(Units units) { return quoted(to_utf8(words_of(units.first(std::min(units.size(), kLongestShown))))); }

std::string did_you_mean(const std::string& guess) { return guess.empty() ? std::string() : " Did you mean " + guess + "?"; }

/// Parts between separators that stand outside quotes. A quote opens behind "=" and closes before a separator or at the end; one
/// that is never closed is an ordinary character.
std::vector<Units> split(Units units, char32_t separator) {
    std::vector<Units> out;
    std::size_t begin = 0;
    bool closes = true;  // false once no quote closes any more
    for (std::size_t i = 0; i < units.size(); ++i) {
        if (units[i].c == separator) {
            out.push_back(units.subspan(begin, i - begin));
            begin = i + 1;
        }
        if (units[i].c != U'"' || i == begin || units[i - 1].c != U'=' || !closes) continue;
        std::size_t k = i + 1;
        while (k < units.size() && !(units[k].c == U'"' && (k + 1 == units.size() || units[k + 1].c == separator))) {
            k += units[k].c == U'\\' ? 2 : 1;
        }
        closes = k < units.size();
        if (closes) i = k;
    }
    out.push_back(units.subspan(begin));
    return out;
}

bool is_role(std::u32string_view text) {
    return !text.empty() && text.size() <= kMaxRole && std::all_of(text.begin(), text.end(), [](char32_t c) {
        return is_letter_or_digit(c) || c == U' ' || c == U'_' || c == U'-' || c == U'.';
    });
}

class Parser {
  public:
    Parser(TagForm form, const Vocabulary& words) : form_(form), words_(words) {}

    ParseOutcome run(Units inner);

  private:
    using Wrong = std::optional<ParseFault>;  ///< empty when all is well

    ParseOutcome place(Units units);
    ParseOutcome definition(Units units);
    ParseOutcome tag(Units units);
    Wrong head(Units units);
    Wrong type_word(Units units);
    Wrong role(Units units);
    [[nodiscard]] bool split_hash_head(Units units, std::size_t& length) const;
    [[nodiscard]] std::span<const KeyRow> keys() const;
    Wrong attribute(Units units);
    Wrong store(const KeyRow& key, Units value);
    Wrong complete();
    Wrong complete_default();
    [[nodiscard]] Wrong bounds() const;

    [[nodiscard]] const std::string* attribute_of(const char* key) const {
        const auto at = tag_.attributes.find(key);
        return at == tag_.attributes.end() ? nullptr : &at->second;
    }

    TagForm form_;
    const Vocabulary& words_;
    ParsedTag tag_;
};

std::optional<ParseFault> Parser::type_word(Units units) {
    const std::vector<std::string> words = readings(units);
    for (const std::string& word : words) {
        const auto answer = words_.type(word);
        if (!answer.ambiguous.empty()) {
            return fault("ambiguous_word", answer.ambiguous + ". Write the English word instead.");
        }
        if (!answer.known()) continue;
        tag_.kind = answer.kind;
        if (answer.type) tag_.type = *answer.type;
        return std::nullopt;
    }
    const std::string what = units.empty() ? "A type of field is expected, such as sig or text."
                                           : quoted(units) + " is no type of field. Expected is one such as sig, date or text.";
    return fault("unknown_type", what, words_.nearest_type(words.front()));
}

std::optional<ParseFault> Parser::role(Units units) {
    const std::u32string text = words_of(units, Spelling::Plain);
    if (text.empty()) return fault("bad_role", "A role is expected after the colon: a number or a name.");
    // A line to write on ("## Signature: ______ ##") names nobody.
    const bool named = std::any_of(text.begin(), text.end(), is_letter_or_digit);
    if (!named && form_ == TagForm::Hashes) return fault("unknown_type", {});
    if (!named || !is_role(text)) {
        return fault("bad_role",
                     "A role is a number or a name of letters, digits, blanks, \"_\", \"-\" and \".\"; this one is not.");
    }
    if (tag_.kind != TagKind::Field) {
        return fault("bad_role", std::string(name_of(tag_.kind) == "document" ? "doc" : "split") +
                                     " speaks for the whole document and has no role.");
    }
    tag_.role_key = folded_name(text);
    tag_.role = to_utf8(text);
    if (std::all_of(tag_.role_key.begin(), tag_.role_key.end(), [](char c) { return c >= '0' && c <= '9'; })) {
        const std::size_t zeros = std::min(tag_.role_key.find_first_not_of('0'), tag_.role_key.size() - 1);
        tag_.role_key.erase(0, zeros);
        tag_.role = tag_.role_key;
    }
    const auto all = variants(units, Spelling::Plain);
    for (std::size_t i = 0; all.size() > 1 && i < all.size(); ++i) tag_.role_variants.push_back(to_utf8(all[i]));
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

std::span<const KeyRow> Parser::keys() const {
    if (tag_.kind == TagKind::Split) return {};
    return tag_.kind == TagKind::Document ? document_key_table() : key_table();
}

std::optional<ParseFault> Parser::store(const KeyRow& key, Units units) {
    std::string value;
    if (const auto wrong = read_value(key, tag_.type, units, words_, value)) {
        return fault("bad_value", quoted(key.word) + " expects " + wrong->expected + ", not " + quoted(unquoted(units)) + "." +
                                      did_you_mean(wrong->guess));
    }
    const bool known = key.word == "name" ? tag_.name.has_value() : key.word == "required" ? tag_.insists : false;
    if (known || tag_.attributes.contains(std::string(key.word)))
        return fault("duplicate_key", quoted(key.word) + " stands there twice.");
    if (tag_.kind == TagKind::Field && key.word == "name") {
        tag_.name = value;
    } else if (tag_.kind == TagKind::Field && key.word == "required") {
        tag_.insists = true;
        tag_.required = value == "yes";
    } else {
        tag_.attributes.emplace(key.word, value);
    }
    return std::nullopt;
}

std::optional<ParseFault> Parser::attribute(Units units) {
    if (units.empty()) return std::nullopt;
    if (tag_.kind == TagKind::Split) return fault("unknown_key", "split has no keys.");
    const auto equals = position_of(units, U'=');
    if (!equals || *equals == 0) return fault("bad_value", "Expected key=value, read " + quoted(units) + ".");
    const WordKind kind = tag_.kind == TagKind::Document ? WordKind::DocumentKey : WordKind::Key;
    const auto words = readings(units.first(*equals));
    for (const std::string& word : words) {
        const auto answer = words_.look_up(kind, word);
        if (!answer.ambiguous.empty()) {
            return fault("ambiguous_word", answer.ambiguous + ". Write the English word instead.");
        }
        for (const KeyRow& key : keys()) {
            if (key.word != answer.means) continue;
            if (tag_.kind == TagKind::Field && !allows(key, tag_.type)) {
                return fault("key_not_for_type",
                             quoted(key.word) + " means nothing for a field of type " + std::string(name_of(tag_.type)) + ".");
            }
            return store(key, units.subspan(*equals + 1));
        }
    }
    const std::string near = words_.nearest(kind, words.front());
    const std::string expected = kind == WordKind::Key ? "label, required or width" : "ref, subject or expires";
    return fault("unknown_key", quoted(units.first(*equals)) + " is no key. " +
                                    (near.empty() ? "Expected is one such as " + expected + "." : "Did you mean " + near + "?"));
}

/// Smallest and largest value.
std::optional<ParseFault> Parser::bounds() const {
    const std::string* least = attribute_of("min");
    const std::string* most = attribute_of("max");
    const std::string* set = attribute_of("default");
    // Days compare as they are written.
    const auto above = [&](const std::string& a, const std::string& b) {
        return tag_.type == FieldType::Number ? parse_number(a).value_or(0) > parse_number(b).value_or(0) : a > b;
    };
    if (least != nullptr && most != nullptr && above(*least, *most))
        return fault("impossible", "\"min\" is above \"max\": no value is between " + *least + " and " + *most + ".");
    if (set == nullptr || set->empty()) return std::nullopt;
    if ((least != nullptr && above(*least, *set)) || (most != nullptr && above(*set, *most)))
        return fault("impossible", "The default " + quoted(*set) + " is not between \"min\" and \"max\".");
    return std::nullopt;
}

/// Brings the default into the one spelling of its type and holds it against the other keys.
std::optional<ParseFault> Parser::complete_default() {
    const auto at = tag_.attributes.find("default");
    if (at == tag_.attributes.end() || at->second.empty()) return std::nullopt;
    std::string& value = at->second;
    const auto refused = [&](const std::string& expected) {
        return fault("bad_value", "\"default\" expects " + expected + ", not " + quoted(value) + ".");
    };
    std::optional<std::string> read = value;
    if (tag_.type == FieldType::Number && !(read = plain_number(value))) return refused("a number such as 12.5");
    if (tag_.type == FieldType::DateInput && !(read = parse_day(value))) return refused("a day such as 2026-12-31");
    if (tag_.type == FieldType::Email && !is_email(value)) return refused("an e-mail address such as ana@example.com");
    if (tag_.type == FieldType::Checkbox || tag_.type == FieldType::Radio) {
        const std::string* option = attribute_of("option");
        const auto ticked = option != nullptr && *option == value ? true : words_.yes_no(fold_word(from_utf8(value)));
        if (!ticked && option == nullptr) return refused("yes or no");
        if (ticked) read = *ticked ? "yes" : "no";  // else the option of another tag, which is seen when all of them are known
    }
    value = *read;
    if (tag_.type == FieldType::Dropdown) {
        const auto options = split_options(*attribute_of("options"));
        if (std::find(options.begin(), options.end(), value) == options.end()) return refused("one of its options");
    }
    const std::string* pattern = attribute_of("pattern");
    if (pattern != nullptr && !matches(*pattern, value))
        return fault("impossible", "The default " + quoted(value) + " does not match the pattern.");
    const std::string* longest = attribute_of("maxlength");
    if (longest != nullptr && static_cast<double>(from_utf8(value).size()) > parse_number(*longest).value_or(0))
        return fault("impossible", "The default is longer than \"maxlength\" allows: " + *longest + " characters.");
    return std::nullopt;
}

std::optional<ParseFault> Parser::complete() {
    const auto missing = [](const char* key, const char* why) {
        return fault("missing_key", std::string("The key \"") + key + "\" is missing: " + why);
    };
    if (tag_.kind == TagKind::Document && tag_.attributes.empty())
        return missing("ref", "a tag that speaks for the whole document says something, such as ref=INV-1.");
    if (tag_.kind != TagKind::Field) return std::nullopt;
    if (tag_.type == FieldType::Dropdown && attribute_of("options") == nullptr) return missing("options", "what can be chosen?");
    if (tag_.type == FieldType::Radio && attribute_of("option") == nullptr) return missing("option", "what does this one mean?");
    if (tag_.type == FieldType::Radio && !tag_.name) return missing("name", "it joins the options of one choice.");
    if (auto wrong = complete_default()) return wrong;
    if (auto wrong = bounds()) return wrong;
    const std::string* condition = attribute_of("if");
    if (condition != nullptr && tag_.name && folded_name(condition_in(*condition).name) == folded_name(*tag_.name))
        return fault("circular_condition", "The field is shown only if it is filled itself: \"if\" names another field.");
    return std::nullopt;
}

ParseOutcome Parser::place(Units units) {
    const std::u32string name = words_of(units, Spelling::Plain);
    if (is_role(name)) {
        tag_.place = folded_name(name);
        return std::move(tag_);
    }
    if (form_ != TagForm::Braces) return NoTag{};
    return fault("bad_value",
                 "\"$\" expects the name of a definition and nothing else: letters, digits, blanks, \"_\", \"-\" "
                 "and \".\".");
}

ParseOutcome Parser::definition(Units units) {
    const auto equals = position_of(units, U'=');
    const std::u32string name = words_of(units.first(equals.value_or(0)), Spelling::Plain);
    if (!equals || !is_role(name)) {
        return fault("bad_value",
                     "A definition is written {{#name=type:role}}; its name is of letters, digits, blanks, \"_\", "
                     "\"-\" and \".\".");
    }
    const Units body = units.subspan(*equals + 1);
    ParseOutcome outcome = NoTag{};
    if (!body.empty() && (body.front().c == U'$' || body.front().c == U'#')) {
        outcome = fault("nested_definition", folded_name(words_of(body.subspan(1), Spelling::Plain)) == folded_name(name)
                                                 ? "A definition cannot refer to itself; expected is a type of field."
                                                 : "A definition cannot refer to another one; expected is a type of field.");
    } else {
        outcome = tag(body);
    }
    if (auto* wrong = std::get_if<ParseFault>(&outcome)) wrong->place = folded_name(name);
    auto* parsed = std::get_if<ParsedTag>(&outcome);
    if (parsed == nullptr) return outcome;
    if (parsed->kind != TagKind::Field) return fault("nested_definition", "A definition says what a field is.");
    parsed->kind = TagKind::Definition;
    parsed->place = folded_name(name);
    return outcome;
}

ParseOutcome Parser::tag(Units units) {
    const auto segments = split(units, U';');
    if (auto wrong = head(segments.front())) {
        if (form_ == TagForm::Braces) return std::move(*wrong);
        // Between number signs anything may stand, two headings "## 1. Scope ##" too; only what is close to a type and on the
        // line of its marks was meant as a tag.
        const bool one_line = std::none_of(units.begin(), units.end(), [](const Unit& u) { return u.line_before; });
        const bool meant =
            wrong->code != "unknown_type" ? one_line : one_line && units.size() <= kMaxHashRole && !wrong->guess.empty();
        if (meant) return std::move(*wrong);
        return NoTag{};
    }
    if (form_ == TagForm::Hashes && tag_.role.size() > kMaxHashRole) return NoTag{};
    if (form_ == TagForm::Hashes && tag_.kind == TagKind::Document && segments.size() == 1) return NoTag{};  // a heading
    tag_.required = tag_.type != FieldType::Checkbox;
    for (std::size_t i = 1; i < segments.size(); ++i) {
        if (auto wrong = attribute(segments[i])) return std::move(*wrong);
    }
    if (auto wrong = complete()) return std::move(*wrong);
    return std::move(tag_);
}

ParseOutcome Parser::run(Units inner) {
    if (inner.empty()) return NoTag{};
    if (inner.front().c == U'$') return place(inner.subspan(1));
    if (inner.front().c == U'#' && form_ == TagForm::Braces) return definition(inner.subspan(1));
    return tag(inner);
}

}  // namespace

ParseOutcome parse(Units inner, TagForm form, const Vocabulary& words) { return Parser(form, words).run(inner); }

}  // namespace quillport::tags
