#pragma once
#include <string>
#include <string_view>

namespace quillport::pdf {

/// True when these code points can be what a glyph means: neither nothing nor control characters, replacement characters or
/// places for private use.
[[nodiscard]] bool is_meaningful(std::u32string_view text) noexcept;

/// What a ToUnicode entry meant that Ghostscript 9 and 10 wrote with its bytes swapped: <66006900> for "fi", and <6600cf00> for
/// "ffi", whose last two letters it adds up. Empty when the entry is not one of these.
[[nodiscard]] std::u32string unswapped(std::u32string_view text);

/// What a letter with an accent meant of which Ghostscript 10 kept one byte: `told` is both bytes of U+0161 laid over each other,
/// or the value after those of U+0160. `base` is the letter that the glyph is composed of. 0: `told` may be what it says.
[[nodiscard]] char32_t unmerged(char32_t told, char32_t base) noexcept;

/// What a glyph name says: uniXXXX, uXXXXX, parts joined by '_', with a suffix behind '.'. Single letters' names are asked of
/// `known`. Empty when the name says nothing. Source: Adobe Glyph List Specification §2.
[[nodiscard]] std::u32string text_of_name(std::string_view name, char32_t (*known)(const char* name));

/// True for a name that only counts glyphs: g12, cid34, glyph56, index7.
[[nodiscard]] bool is_counted_name(std::string_view name) noexcept;

/// The ligature that TeX's bitmap fonts paint for the code that this name ("a28") holds, by the encoding T1; empty for other
/// names.
[[nodiscard]] std::u32string_view tex_ligature(std::string_view name) noexcept;

}  // namespace quillport::pdf
