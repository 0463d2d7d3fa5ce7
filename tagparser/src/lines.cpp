#include <algorithm>
#include <cmath>
#include <utility>

#include "flow.hpp"
#include "frame.hpp"

namespace quillport::tags {
namespace {

constexpr double kSameLine = 1.5;  ///< points between baselines of one line: rounding and slightly raised letters

struct Placed {
    std::uint32_t glyph = 0;
    int rotation = 0;
    double down = 0;  ///< of the baseline, from the top of the upright page
    double along = 0;
};

}  // namespace

Order line_order(const pdf::PageContent& page, const std::vector<bool>& taken) {
    std::vector<Placed> placed;
    for (std::uint32_t i = 0; i < page.glyphs.size(); ++i) {
        const pdf::Glyph& glyph = page.glyphs[i];
        if (taken[i] || !std::isfinite(glyph.origin_x) || !std::isfinite(glyph.origin_y)) continue;
        const int rotation = rotation_of(glyph);
        const Rect origin = to_upright({glyph.origin_x, glyph.origin_y, glyph.origin_x, glyph.origin_y}, rotation);
        placed.push_back({i, rotation, -origin.y0, origin.x0});
    }
    const auto by_line = [](const Placed& a, const Placed& b) {
        return std::pair(a.rotation, a.down) < std::pair(b.rotation, b.down);
    };
    std::stable_sort(placed.begin(), placed.end(), by_line);
    for (auto begin = placed.begin(); begin != placed.end();) {
        auto end = begin + 1;
        while (end != placed.end() && end->rotation == begin->rotation && end->down - (end - 1)->down < kSameLine) ++end;
        std::stable_sort(begin, end, [](const Placed& a, const Placed& b) { return a.along < b.along; });
        begin = end;
    }
    Order order;
    order.reserve(placed.size());
    for (const Placed& p : placed) order.push_back(p.glyph);
    return order;
}

}  // namespace quillport::tags
