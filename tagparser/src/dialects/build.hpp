#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dialect.hpp"

namespace quillport::tags {

/// What the readers of the dialects share.

/// What an address looks like; \x40 because an "@" in a tag names a person.
inline constexpr std::string_view kAddressPattern = R"(\S+\x40\S+)";

[[nodiscard]] ParseFault fault(std::string code, std::string explanation, std::string guess = {});

/// The parts between separators; those in quotes and round brackets do not count.
[[nodiscard]] std::vector<Units> split_parts(Units units, char32_t separator);

/// A keyword as the tables hold it.
[[nodiscard]] std::string folded(Units units);
/// True for letters, digits, blanks, '_', '-' and '.': what can be a name.
[[nodiscard]] bool is_name(Units units);
/// The name of a field: what stands there, other characters as '_' (core/field.hpp allows no '.').
[[nodiscard]] std::string name_of_field(Units units);

/// True when `text` is the word with a number behind it ("signer2"): `number` is that number, without zeros before it.
[[nodiscard]] bool is_numbered(std::string_view text, std::string_view word, std::string& number);
/// Takes the role as it stands there. Fault "bad_role" when it is none.
[[nodiscard]] std::optional<ParseFault> set_role(ParsedTag& tag, Units units);
void set_role(ParsedTag& tag, std::string_view role);

/// A length in points ("37.5pt"), from a number with px, pt, mm, cm or in; without: `unit`. Empty when it is none.
[[nodiscard]] std::optional<std::string> length_in_points(std::string_view text, std::string_view unit);

[[nodiscard]] std::optional<bool> yes_or_no(std::string_view folded) noexcept;

/// A list of options as the tag language has it: separated by '|'. Empty when an option holds one itself.
[[nodiscard]] std::optional<std::string> options_of(Units units, char32_t separator);

/// What was read, as what stands elsewhere under `place`; a fault says for which place.
[[nodiscard]] ParseOutcome as_definition(ParseOutcome outcome, std::string place);

/// "missing_key" for what the type cannot be without.
[[nodiscard]] std::optional<ParseFault> incomplete(const ParsedTag& tag);

}  // namespace quillport::tags
