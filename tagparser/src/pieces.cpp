#include "pieces.hpp"

#include <algorithm>
#include <cmath>

namespace quillport::tags {
namespace {

constexpr double kInkMargin = 0.75;  ///< points: a pixel and a half at 150 dpi

/// True when `next` goes on where the line of `last` is: same direction, same baseline, not far away.
bool same_line(const pdf::Glyph& last, const pdf::Glyph& next) {
    const double size = std::max({last.font_size(), next.font_size(), 0.01});
    const double ux = last.up_x / std::max(last.font_size(), 0.01);
    const double uy = last.up_y / std::max(last.font_size(), 0.01);
    const double dx = next.origin_x - last.origin_x - last.advance_x;
    const double dy = next.origin_y - last.origin_y - last.advance_y;
    const double across = last.vertical ? dx * uy - dy * ux : dx * ux + dy * uy;
    const double along = last.vertical ? -(dx * ux + dy * uy) : dx * uy - dy * ux;
    return std::fabs(across) < 0.6 * size && along > -1.5 * size && along < 4 * size;
}

Rect box_of(const pdf::PageContent& page, const pdf::Glyph& glyph) {
    const auto ink = pdf::ink_of(page, glyph);
    if (!ink) return glyph.box();
    return {ink->x0 - kInkMargin, ink->y0 - kInkMargin, ink->x1 + kInkMargin, ink->y1 + kInkMargin};
}

}  // namespace

bool is_blank(const pdf::PageContent& page, const pdf::Glyph& glyph) {
    const auto text = page.text_of(glyph);
    return std::all_of(text.begin(), text.end(),
                       [](char32_t c) {
                           return c <= 0x20 || c == 0xA0 || c == kSoftHyphen || (c >= 0x2000 && c <= 0x200F) || c == 0x2060 ||
                                  c == 0xFEFF;
                       }) &&
           !text.empty();
}

std::vector<Rect> pieces_of(const pdf::PageContent& page, const Order& glyphs) {
    std::vector<Rect> pieces;
    const pdf::Glyph* previous = nullptr;
    for (const std::uint32_t i : glyphs) {
        const pdf::Glyph& glyph = page.glyphs[i];
        if (is_blank(page, glyph)) continue;
        const Rect box = box_of(page, glyph);
        if (previous == nullptr || !same_line(*previous, glyph)) {
            pieces.push_back(box);
        } else {
            pieces.back() = united(pieces.back(), box);
        }
        previous = &glyph;
    }
    return pieces;
}

}  // namespace quillport::tags
