#pragma once
#include <cstdint>
#include <span>
#include <string_view>

#include "quillport/core/tag.hpp"

namespace quillport::tags {

/// The tag language as data: the parser reads these tables. They, the manual page and the types of the add-ins are generated from
/// tagparser/language. Words are folded: small letters without diacritics and white space.

/// What a type is called.
struct TypeRow {
    FieldType type;
    std::string_view word;
    std::string_view short_forms;  ///< separated by blanks
    std::string_view meaning;
};

/// A word that stands where a type does and makes no field.
struct OtherRow {
    TagKind kind;
    std::string_view word;
    std::string_view meaning;
};

/// How the value of a key is read.
enum class ValueKind : std::uint8_t {
    Identifier,  ///< letters, digits, blank, '_', '-'
    Text,
    YesNo,      ///< kept as "yes" or "no"
    Length,     ///< number with pt, mm, cm, in; or a percentage of the page width
    FontSize,   ///< points
    Count,      ///< whole number above zero
    Choice,     ///< one of `choices`
    Choices,    ///< several of `choices`, joined by '+'
    Format,     ///< of a date, kept in the letters d, m, y, h, s; or of a number
    Pattern,    ///< RE2 syntax
    Bound,      ///< number, kept with a point; or a day, kept as 2026-12-31
    Options,    ///< joined by '|'; "\|" and "\\" for these characters in one of them
    Condition,  ///< kept as "name=value" or "name!=value"
    Group,      ///< kept as "name" or "n of name"
    Person,     ///< key of a directory
    Email,
    Phone,
    Language,  ///< BCP 47, as "sl" or "de-at"
    Span       ///< kept as "48h", "14d" or a day
};

struct KeyRow {
    std::string_view word;
    ValueKind kind;
    std::string_view choices;   ///< separated by blanks
    std::string_view types;     ///< types that know it, separated by blanks; empty: all
    std::string_view standard;  ///< what holds without it
    std::string_view meaning;
};

/// What a word of a language stands for.
enum class WordKind : std::uint8_t {
    Type,
    Key,
    DocumentKey,
    Answer,     ///< "yes", "no"
    Choice,     ///< a word of `choices`
    Of,         ///< "2 of board"
    Span,       ///< "hours", "days", "weeks"
    DateLetter  ///< "day", "month", "year": the letter for it in a format
};

struct WordRow {
    WordKind kind;
    std::string_view word;
    std::string_view language;  ///< "en" for the words of the other tables as well
    std::string_view means;     ///< the English word of the other tables
};

struct LanguageRow {
    std::string_view code;
    std::string_view name;
};

[[nodiscard]] std::span<const TypeRow> type_table() noexcept;
[[nodiscard]] std::span<const OtherRow> other_table() noexcept;
[[nodiscard]] std::span<const KeyRow> key_table() noexcept;
[[nodiscard]] std::span<const KeyRow> document_key_table() noexcept;
/// English first.
[[nodiscard]] std::span<const LanguageRow> language_table() noexcept;
/// Words of all languages, sorted by kind and word.
[[nodiscard]] std::span<const WordRow> word_table() noexcept;

/// A key of fields by its English word.
[[nodiscard]] const KeyRow* find_key(std::string_view word) noexcept;
/// True when the key may stand in a tag of this type.
[[nodiscard]] bool allows(const KeyRow& key, FieldType type) noexcept;

}  // namespace quillport::tags
