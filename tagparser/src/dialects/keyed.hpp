#pragma once
#include <cstdint>
#include <span>
#include <string_view>

#include "dialect.hpp"

namespace quillport::tags {

/// Dialects that are tables: parts of key and value. Nothing that a tag says is dropped: what the product does not know itself is
/// kept as the attribute "<dialect>.<key>", and what would change the field's meaning is a problem.

enum class Support : std::uint8_t {
    Same,    ///< the product's type means the same
    Near,    ///< it means nearly the same; the dialect's own word is kept as the attribute "<dialect>.type"
    Refused  ///< a problem
};

struct TypeWord {
    std::string_view word;
    FieldType type;
    Support support = Support::Same;
};

enum class Meaning : std::uint8_t {
    Type,
    Role,
    Name,
    Required,
    Default,    ///< of a checkbox: ticked or not
    YesNo,      ///< kept as yes or no
    Text,       ///< as written
    Word,       ///< folded
    Pixels,     ///< a length; a bare number is pixels of 1/96 in
    Points,     ///< a font size
    Count,      ///< a whole number above zero
    Options,    ///< separated by commas
    Condition,  ///< "field:value"
    Kept,       ///< under "<dialect>.<word>"
    Refused     ///< a problem
};

struct KeyWord {
    std::string_view word;
    Meaning meaning;
    std::string_view key{};  ///< of the tag language
};

/// How the tag begins, before its keys.
enum class Opening : std::uint8_t {
    Name,      ///< an optional name
    TypeRole,  ///< type, then a recipient such as r1
    Nothing    ///< at once with a key
};

struct KeyedGrammar {
    std::string_view name;
    char32_t separator;
    char32_t assignment;
    Opening opening;
    FieldType standard;              ///< type without a type
    std::string_view standard_role;  ///< empty: by the positional rule
    std::span<const TypeWord> types;
    std::span<const KeyWord> keys;
    std::string_view roles;       ///< what a recipient's number stands behind ("r")
    std::string_view optional{};  ///< types that need not be filled unless the tag says so, separated by blanks
};

/// Reads a tag that is known to be of the dialect.
[[nodiscard]] ParseOutcome read_keyed(const KeyedGrammar& grammar, Units inner, const Vocabulary& words);

[[nodiscard]] const TypeWord* find_type(std::span<const TypeWord> types, std::string_view folded) noexcept;
[[nodiscard]] const KeyWord* find_key(std::span<const KeyWord> keys, std::string_view folded) noexcept;
/// Takes the type that the word stands for; a fault when there is none.
[[nodiscard]] std::optional<ParseFault> set_type(ParsedTag& tag, std::span<const TypeWord> types, Units word,
                                                 std::string_view dialect, const Vocabulary& words);

}  // namespace quillport::tags
