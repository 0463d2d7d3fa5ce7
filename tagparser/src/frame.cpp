#include "frame.hpp"

#include <algorithm>
#include <cmath>

namespace quillport::tags {
namespace {

Rect ordered(double ax, double ay, double bx, double by) {
    return {std::min(ax, bx), std::min(ay, by), std::max(ax, bx), std::max(ay, by)};
}

}  // namespace

int rotation_of(const pdf::Glyph& glyph) noexcept {
    if (std::fabs(glyph.up_x) <= std::fabs(glyph.up_y)) return glyph.up_y >= 0 ? 0 : 180;
    return glyph.up_x < 0 ? 90 : 270;
}

Rect to_upright(const Rect& r, int rotation) noexcept {
    switch (rotation) {
        case 90:
            return ordered(r.y0, -r.x0, r.y1, -r.x1);
        case 180:
            return ordered(-r.x0, -r.y0, -r.x1, -r.y1);
        case 270:
            return ordered(-r.y0, r.x0, -r.y1, r.x1);
        default:
            return r;
    }
}

Rect from_upright(const Rect& r, int rotation) noexcept {
    switch (rotation) {
        case 90:
            return ordered(-r.y0, r.x0, -r.y1, r.x1);
        case 180:
            return ordered(-r.x0, -r.y0, -r.x1, -r.y1);
        case 270:
            return ordered(r.y0, -r.x0, r.y1, -r.x1);
        default:
            return r;
    }
}

}  // namespace quillport::tags
