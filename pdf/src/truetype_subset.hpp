#pragma once
#include <hb.h>

#include <cstdint>
#include <string>
#include <vector>

namespace quillport::pdf {

/// A TrueType font program of `glyphs` only, in this order after glyph 0, with the parts that composite glyphs need behind them;
/// without hints and without everything else that a CIDFontType2 does not need (ISO 32000-1 §9.9, table 126). Throws
/// std::runtime_error when the font contradicts itself. Source of the tables: ISO/IEC 14496-22 (OpenType).
[[nodiscard]] std::string truetype_subset(hb_face_t* face, const std::vector<std::uint32_t>& glyphs);

}  // namespace quillport::pdf
