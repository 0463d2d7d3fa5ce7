#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "drawing.hpp"
#include "quillport/core/geometry.hpp"
#include "quillport/pdf/increment.hpp"

namespace quillport::pdf {

/// True when the image can be drawn: finite points, not too many of them, pixels that match their size.
[[nodiscard]] bool is_drawable(const SignatureImage& image);
[[nodiscard]] bool is_drawable(const Picture& picture);
[[nodiscard]] bool is_empty(const SignatureImage& image);

/// A part of a stroke of one width: a move, then curves of three spots each; one spot alone is a dot of that width.
struct InkPath {
    struct Spot {
        double x = 0, y = 0;
    };
    double width = 1;
    std::vector<Spot> spots;
};
/// Strokes as curves in `area` (y downwards), as large as they fit with the pen's width, standing on the lower edge.
[[nodiscard]] std::vector<InkPath> ink_paths(const SignatureImage& image, const Rect& area);

/// Faces like handwriting that are installed, the liveliest first.
[[nodiscard]] const std::vector<const char*>& hand_families();
inline constexpr const char* kItalicFamilies = "Liberation Serif, Noto Serif, DejaVu Serif, serif";

/// Draws a hand into `area` (y downwards) as large as it fits, its shape kept, standing on the lower edge: picture, strokes, or
/// the typed name in a face like handwriting where an installed font has all its letters, else in an italic serif.
void draw_ink(const drawing::Canvas& canvas, const SignatureImage& image, const Rect& area);

/// Draws pixels into `area` as large as they fit.
void draw_picture(const drawing::Canvas& canvas, const Picture& picture, const Rect& area);

/// "Jana Nováková" -> "JN".
[[nodiscard]] std::string initials_of(std::string_view name);

}  // namespace quillport::pdf
