#pragma once
#include <vector>

#include "flow.hpp"
#include "quillport/core/geometry.hpp"

namespace quillport::tags {

/// True for a glyph that shows only blanks.
[[nodiscard]] bool is_blank(const pdf::PageContent& page, const pdf::Glyph& glyph);

/// One box a line that these glyphs cover: around their ink with a margin that holds what smoothing adds to it, around the
/// advance where the font does not tell its ink.
[[nodiscard]] std::vector<Rect> pieces_of(const pdf::PageContent& page, const Order& glyphs);

}  // namespace quillport::tags
