#include <algorithm>
#include <array>
#include <cmath>

#include "font.hpp"
#include "quillport/pdf/content.hpp"

namespace quillport::pdf {
namespace {

/// How far one unit along the line goes on the page: from the box, which is the hull of the advance and of ascent and descent.
double along(double extent, double height, double up, double advance, double width) {
    const double length = std::max(extent - std::fabs(height * up), 0.0) / std::fabs(width);
    return advance < 0 ? -length : length;
}

}  // namespace

std::optional<Rect> ink_of(const PageContent& page, const Glyph& glyph) {
    Font* font = page.fonts == nullptr ? nullptr : page.fonts->at(glyph.font);
    if (font == nullptr || glyph.vertical || glyph.code_bytes > 2) return std::nullopt;
    const std::array<char, 2> both{static_cast<char>(glyph.code >> 8U), static_cast<char>(glyph.code & 0xFFU)};
    const std::string_view bytes = std::string_view(both.data(), 2).substr(glyph.code_bytes == 2 ? 0 : 1);
    const auto ink = font->ink(bytes);
    const double width = font->lookup(bytes).dx;
    if (!ink || !(std::fabs(width) > 1e-6)) return std::nullopt;
    const double height = font->ascent() - font->descent();
    const double right_x = along(glyph.x1 - glyph.x0, height, glyph.up_x, glyph.advance_x, width);
    const double right_y = along(glyph.y1 - glyph.y0, height, glyph.up_y, glyph.advance_y, width);
    const auto at = [&](double x, double y) {
        return std::array<double, 2>{glyph.origin_x + right_x * x + glyph.up_x * y,
                                     glyph.origin_y + right_y * x + glyph.up_y * y};
    };
    const std::array<std::array<double, 2>, 4> corners{at(ink->x0, ink->y0), at(ink->x1, ink->y0), at(ink->x0, ink->y1),
                                                       at(ink->x1, ink->y1)};
    Rect out{corners[0][0], corners[0][1], corners[0][0], corners[0][1]};
    for (const auto& [x, y] : corners) out = {std::min(out.x0, x), std::min(out.y0, y), std::max(out.x1, x), std::max(out.y1, y)};
    return out;
}

}  // namespace quillport::pdf
