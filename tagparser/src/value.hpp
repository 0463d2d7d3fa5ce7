#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "text.hpp"
#include "words.hpp"

namespace quillport::tags {

/// Why a value cannot be taken.
struct ValueFault {
    std::string expected;  ///< "a length such as 60mm"
    std::string guess;     ///< the word that was meant; empty: none is near
};

/// Reads the value of a key in a tag of this type and writes it in its one spelling (grammar.hpp, ValueKind) to `value`.
[[nodiscard]] std::optional<ValueFault> read_value(const KeyRow& key, FieldType type, Units units, const Vocabulary& words,
                                                   std::string& value);

/// A length of the language ("60mm", "20%") in points; `page_width` for percentages. Empty when it is none.
[[nodiscard]] std::optional<double> parse_length(std::string_view text, double page_width);
/// A day as 2026-12-31 or 31. 12. 2026, in the first of these spellings.
[[nodiscard]] std::optional<std::string> parse_day(std::string_view text);
/// A number in the spelling of the language ("1.5"), with a point or a comma in `text`.
[[nodiscard]] std::optional<std::string> plain_number(std::string_view text);
[[nodiscard]] bool is_email(std::string_view text) noexcept;
/// A name of fields, groups and definitions: letters, digits, blank, '_', '-'.
[[nodiscard]] bool is_identifier(std::u32string_view text) noexcept;

/// RE2 with a bound on its memory: empty when the pattern compiles, else what is wrong with it.
[[nodiscard]] std::optional<std::string> fault_of_pattern(const std::string& pattern);
/// True when the whole of `value` matches.
[[nodiscard]] bool matches(const std::string& pattern, const std::string& value);

/// "board" or "2 of board": how many of the group act, and its name.
struct GroupWish {
    int count = 1;
    std::string name;
};
[[nodiscard]] GroupWish group_in(std::string_view value);

/// "name=value" or "name!=value".
struct ConditionParts {
    std::string name, value;
    bool negated = false;
};
[[nodiscard]] ConditionParts condition_in(std::string_view value);

}  // namespace quillport::tags
