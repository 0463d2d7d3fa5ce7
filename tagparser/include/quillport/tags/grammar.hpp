#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "quillport/core/field.hpp"

namespace quillport::tags {

/// The tag language as data: the parser reads these tables, the manual is written from them. Words are folded: small letters
/// without diacritics, white space and hyphens at line ends.

/// What a type is called.
struct TypeRow {
    FieldType type;
    std::string_view word;
    std::string_view short_forms;  ///< separated by blanks
    std::string_view meaning;
};

/// How the value of a key is read.
enum class ValueKind : std::uint8_t {
    Identifier,  ///< letters, digits, blank, '_', '-'
    Text,
    YesNo,     ///< kept as "yes" or "no"
    Length,    ///< number with pt, mm, cm, in; or a percentage of the page width
    FontSize,  ///< points
    Count,     ///< whole number above zero
    Choice,    ///< one of `choices`
    Choices    ///< several of `choices`, joined by '+'
};

struct KeyRow {
    std::string_view word;
    ValueKind kind;
    std::string_view choices;   ///< separated by blanks
    std::string_view types;     ///< types that know it, separated by blanks; empty: all
    std::string_view standard;  ///< what holds without it
    std::string_view meaning;
};

/// A word of another language for a type, or for yes and no.
struct WordRow {
    std::string_view language;
    std::string_view word;
    std::string_view means;  ///< word of a TypeRow, "yes" or "no"
};

[[nodiscard]] std::span<const TypeRow> type_table() noexcept;
[[nodiscard]] std::span<const KeyRow> key_table() noexcept;
[[nodiscard]] std::span<const WordRow> word_table() noexcept;
/// Words of the language that speak for the whole document ("doc", "split"): known, but no fields.
[[nodiscard]] std::span<const std::string_view> reserved_words() noexcept;

[[nodiscard]] const KeyRow* find_key(std::string_view folded) noexcept;
/// True when the key may stand in a tag of this type.
[[nodiscard]] bool allows(const KeyRow& key, FieldType type) noexcept;

}  // namespace quillport::tags
