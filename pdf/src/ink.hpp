#pragma once
#include <string>
#include <string_view>

#include "drawing.hpp"
#include "quillport/core/geometry.hpp"
#include "quillport/pdf/increment.hpp"

namespace quillport::pdf {

/// True when the image can be drawn: finite points, not too many of them, pixels that match their size.
[[nodiscard]] bool is_drawable(const SignatureImage& image);
[[nodiscard]] bool is_drawable(const Picture& picture);
[[nodiscard]] bool is_empty(const SignatureImage& image);

/// Draws a hand into `area` (y downwards) as large as it fits, its shape kept, standing on the lower edge: picture, strokes, or
/// the typed name in a face like handwriting where an installed font has all its letters, else in an italic serif.
void draw_ink(const drawing::Canvas& canvas, const SignatureImage& image, const Rect& area);

/// Draws pixels into `area` as large as they fit.
void draw_picture(const drawing::Canvas& canvas, const Picture& picture, const Rect& area);

/// "Jana Nováková" -> "JN".
[[nodiscard]] std::string initials_of(std::string_view name);

}  // namespace quillport::pdf
