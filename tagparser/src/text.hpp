#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "flow.hpp"

namespace quillport::tags {

/// Characters of a tag, one after the other.
using Units = std::span<const Unit>;

/// True when gaps between the letters are the rule (letter-spaced text): then they say nothing about words.
[[nodiscard]] bool is_letter_spaced(Units units);
[[nodiscard]] bool is_apart(const Unit& unit, bool letter_spaced);

enum class Spelling : bool { Shown, Plain };

/// The text of a value or role: any white space is one blank, soft hyphens are dropped.
[[nodiscard]] std::u32string words_of(Units units, Spelling spelling = Spelling::Shown);

/// Every way in which it may be meant, what is tried first in front: a hyphen at a line end belongs to it or not, and so does a
/// soft hyphen within a line, which some drivers write for a real one.
[[nodiscard]] std::vector<std::u32string> variants(Units units, Spelling spelling);

/// The same of a keyword, folded.
[[nodiscard]] std::vector<std::string> readings(Units units);

/// How roles and names are compared: as keywords, and "--" is "-", for a word processor may have made a dash of it.
[[nodiscard]] std::string folded_name(std::u32string_view text);
[[nodiscard]] std::string folded_name(std::string_view utf8);

[[nodiscard]] std::optional<std::size_t> position_of(Units units, char32_t c);
[[nodiscard]] Units unquoted(Units units);
/// A value without its quotes and, where it has some, the backslashes before quotes and backslashes.
[[nodiscard]] std::string value_of(Units units);
/// A number with a point or a comma; empty when it is none.
[[nodiscard]] std::optional<double> parse_number(std::string_view text);

/// The units as they are told to a person: blanks where words are apart, ignored characters left out.
[[nodiscard]] std::string display_text(Units units);

}  // namespace quillport::tags
