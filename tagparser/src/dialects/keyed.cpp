#include "keyed.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <utility>

#include "build.hpp"

namespace quillport::tags {
namespace {

/// A part of the tag: "key=value", or a value alone.
struct Part {
    std::string key;  ///< folded; empty: none
    Units value;
};

Part part_of(Units units, char32_t assignment) {
    const auto at = position_of(units, assignment);
    if (!at) return {{}, units};
    return {folded(units.first(*at)), units.subspan(*at + 1)};
}

ParseFault bad_value(std::string_view key, Units value, const char* expected) {
    return fault("bad_value", "\"" + std::string(key) + "\" expects " + expected + ", not \"" + value_of(value) + "\".");
}

class KeyedReader {
  public:
    KeyedReader(const KeyedGrammar& grammar, const Vocabulary& words) : grammar_(grammar), words_(words) {}

    ParseOutcome run(Units inner) {
        std::vector<Units> parts = split_parts(inner, grammar_.separator);
        while (!parts.empty() && parts.back().empty()) parts.pop_back();
        if (parts.empty()) return NoTag{};
        tag_.type = grammar_.standard;
        std::size_t next = 0;
        if (auto wrong = opening(parts, next)) return std::move(*wrong);
        for (std::size_t i = next; i < parts.size(); ++i) {
            // A separator inside a value: what follows without a key of its own belongs to it.
            Units units = parts[i];
            while (i + 1 < parts.size() && continues(parts[i + 1])) {
                ++i;
                units = Units(units.data(), parts[i].data() + parts[i].size());
            }
            if (units.empty()) continue;
            if (auto wrong = take(units)) return std::move(*wrong);
        }
        return finished();
    }

  private:
    [[nodiscard]] bool continues(Units part) const {
        return grammar_.opening == Opening::TypeRole && !position_of(part, grammar_.assignment);
    }
    std::optional<ParseFault> opening(const std::vector<Units>& parts, std::size_t& next);
    std::optional<ParseFault> take(Units units);
    std::optional<ParseFault> take_known(const KeyWord& key, Units value);
    std::optional<ParseFault> put(const KeyWord& key, std::string value);
    std::optional<ParseFault> recipient(Units value);
    std::optional<ParseFault> condition(const KeyWord& key, Units value);
    ParseOutcome finished();

    const KeyedGrammar& grammar_;
    const Vocabulary& words_;
    ParsedTag tag_;
    std::optional<bool> required_;
};

std::optional<ParseFault> KeyedReader::recipient(Units value) {
    std::string number;
    const std::string word = folded(unquoted(value));
    if (!grammar_.roles.empty()) {
        if (!is_numbered(word, grammar_.roles, number) || number == "0") {
            return fault("bad_role", "A recipient such as " + std::string(grammar_.roles) + "1 is expected, not \"" +
                                         value_of(value) + "\".");
        }
        set_role(tag_, number);
        return std::nullopt;
    }
    return set_role(tag_, unquoted(value));
}

std::optional<ParseFault> KeyedReader::opening(const std::vector<Units>& parts, std::size_t& next) {
    const Units first = parts.front();
    if (grammar_.opening == Opening::Nothing) return std::nullopt;
    if (grammar_.opening == Opening::Name) {
        if (position_of(first, grammar_.assignment)) return std::nullopt;
        next = 1;
        if (first.empty()) return std::nullopt;
        tag_.name = name_of_field(first);
        // "{{Signature}}" says its type by its name.
        const TypeWord* type = find_type(grammar_.types, folded(first));
        if (type != nullptr && is_signed(type->type)) tag_.type = type->type;
        return std::nullopt;
    }
    next = 2;
    if (auto wrong = set_type(tag_, grammar_.types, first, grammar_.name, words_)) return wrong;
    if (parts.size() < 2) return fault("bad_role", "A recipient such as r1 is expected behind the type.");
    return recipient(parts[1]);
}

std::optional<ParseFault> KeyedReader::take(Units units) {
    const Part part = part_of(units, grammar_.assignment);
    if (part.key.empty()) {
        return fault("bad_value", "Expected a key and a value, read \"" + to_utf8(words_of(units)) + "\".");
    }
    const KeyWord* key = find_key(grammar_.keys, part.key);
    if (key == nullptr)
        return fault("unknown_key", "\"" + part.key + "\" is no key of the dialect " + std::string(grammar_.name) + ".");
    return take_known(*key, part.value);
}

std::optional<ParseFault> KeyedReader::put(const KeyWord& key, std::string value) {
    const std::string name = key.key.empty() ? std::string(grammar_.name) + "." + std::string(key.word) : std::string(key.key);
    if (tag_.attributes.emplace(name, std::move(value)).second) return std::nullopt;
    return fault("duplicate_key", "\"" + std::string(key.word) + "\" stands there twice.");
}

/// "Field:value": the field must have that value. "Field" alone: any.
std::optional<ParseFault> KeyedReader::condition(const KeyWord& key, Units value) {
    const auto colon = position_of(value, U':');
    if (!colon) return put(key, name_of_field(unquoted(value)) + "!=");
    return put(key, name_of_field(value.first(*colon)) + "=" + value_of(value.subspan(*colon + 1)));
}

std::optional<ParseFault> KeyedReader::take_known(const KeyWord& key, Units value) {
    switch (key.meaning) {
        case Meaning::Type:
            return set_type(tag_, grammar_.types, unquoted(value), grammar_.name, words_);
        case Meaning::Role:
            return recipient(value);
        case Meaning::Name:
            tag_.name = name_of_field(unquoted(value));
            return std::nullopt;
        case Meaning::Required:
        case Meaning::YesNo: {
            const auto answer = yes_or_no(folded(unquoted(value)));
            if (!answer) return bad_value(key.word, value, "yes or no");
            if (key.meaning == Meaning::YesNo) return put(key, *answer ? "yes" : "no");
            required_ = *answer;
            return std::nullopt;
        }
        case Meaning::Default: {
            const auto answer = yes_or_no(folded(unquoted(value)));
            const bool box = tag_.type == FieldType::Checkbox && answer;
            return put(key, box ? (*answer ? "yes" : "no") : value_of(value));
        }
        case Meaning::Text:
        case Meaning::Kept:
            return put(key, value_of(value));
        case Meaning::Word:
            return put(key, folded(unquoted(value)));
        case Meaning::Pixels:
        case Meaning::Points: {
            auto length = length_in_points(value_of(value), key.meaning == Meaning::Pixels ? "px" : "pt");
            if (!length) return bad_value(key.word, value, "a number above zero");
            return put(key, std::move(*length));
        }
        case Meaning::Count: {
            const auto count = parse_number(value_of(value));
            if (!count || *count < 1 || *count > 1e6 || *count != std::floor(*count)) {
                return bad_value(key.word, value, "a whole number above zero");
            }
            return put(key, std::to_string(static_cast<int>(*count)));
        }
        case Meaning::Options: {
            auto options = options_of(value, U',');
            if (!options) return bad_value(key.word, value, "options without |");
            return put(key, std::move(*options));
        }
        case Meaning::Condition:
            return condition(key, value);
        case Meaning::Refused:
            return fault("unsupported_key", "\"" + std::string(key.word) + "\" cannot be done by this product.");
    }
    return std::nullopt;
}

ParseOutcome KeyedReader::finished() {
    if (tag_.role.empty() && !grammar_.standard_role.empty()) set_role(tag_, grammar_.standard_role);
    tag_.required = required_.value_or(!is_word_of(grammar_.optional, name_of(tag_.type)));
    if (auto wrong = incomplete(tag_)) return std::move(*wrong);
    return std::move(tag_);
}

}  // namespace

const TypeWord* find_type(std::span<const TypeWord> types, std::string_view folded) noexcept {
    const auto found = std::find_if(types.begin(), types.end(), [&](const TypeWord& row) { return row.word == folded; });
    return found == types.end() ? nullptr : &*found;
}

const KeyWord* find_key(std::span<const KeyWord> keys, std::string_view folded) noexcept {
    const auto found = std::find_if(keys.begin(), keys.end(), [&](const KeyWord& row) { return row.word == folded; });
    return found == keys.end() ? nullptr : &*found;
}

std::optional<ParseFault> set_type(ParsedTag& tag, std::span<const TypeWord> types, Units word, std::string_view dialect,
                                   const Vocabulary& words) {
    for (const std::string& reading : readings(word)) {
        const TypeWord* row = find_type(types, reading);
        if (row == nullptr) continue;
        if (row->support == Support::Refused) {
            return fault("unsupported_type", "A field of type \"" + reading + "\" cannot be made by this product.");
        }
        tag.type = row->type;
        if (row->support == Support::Near) tag.attributes.insert_or_assign(std::string(dialect) + ".type", reading);
        return std::nullopt;
    }
    const std::string text = to_utf8(words_of(word));
    return fault("unknown_type", "\"" + text + "\" is no type of field of the dialect " + std::string(dialect) + ".",
                 words.nearest_type(folded(word)));
}

ParseOutcome read_keyed(const KeyedGrammar& grammar, Units inner, const Vocabulary& words) {
    return KeyedReader(grammar, words).run(inner);
}

}  // namespace quillport::tags
