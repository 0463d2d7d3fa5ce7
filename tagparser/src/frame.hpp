#pragma once
#include "quillport/core/geometry.hpp"
#include "quillport/pdf/content.hpp"

namespace quillport::tags {

/// Which way a text stands on the displayed page, to the nearest quarter turn: 0, 90, 180 or 270 degrees counter-clockwise. Taken
/// from where its ascenders point, so that mirrored text stands upright.
[[nodiscard]] int rotation_of(const pdf::Glyph& glyph) noexcept;

/// The page turned so that text of this rotation runs to the right and up is up. Coordinates may be negative.
[[nodiscard]] Rect to_upright(const Rect& r, int rotation) noexcept;
[[nodiscard]] Rect from_upright(const Rect& r, int rotation) noexcept;

}  // namespace quillport::tags
