#include "leftovers.hpp"

#include <algorithm>
#include <cmath>

#include "text.hpp"

namespace quillport::tags {
namespace {

constexpr double kBack = 0.3;   ///< font sizes: kerning and rounding are less
constexpr double kUp = 0.6;     ///< a raised letter is less
constexpr double kApart = 2.6;  ///< more room than this inside a line is no spacing of letters

}  // namespace

void count(char32_t c, CharacterCounts& counts) {
    if (c < counts.size()) ++counts[c];
    if (c < U'A' || (c > U'Z' && c < 0x80)) return;
    const char32_t small = fold_case(c);
    if (small != c && small < counts.size()) ++counts[small];
}

CharacterCounts count_left(const Flow& flow, const std::vector<bool>& taken) {
    CharacterCounts counts{};
    for (const Unit& unit : flow) {
        if (!taken[unit.glyph]) count(unit.c, counts);
    }
    return counts;
}

Disorder disorder_of(const pdf::PageContent& page, const std::vector<bool>& taken) {
    Disorder out;
    const pdf::Glyph* last = nullptr;
    for (std::size_t i = 0; i < page.glyphs.size(); ++i) {
        const pdf::Glyph& glyph = page.glyphs[i];
        if (taken[i] || (glyph.text_size == 1 && page.text[glyph.text_begin] == U' ')) continue;
        if (last != nullptr) {
            const double square = std::max(last->font_size() * last->font_size(), 1e-4);
            const double dx = glyph.origin_x - last->origin_x - last->advance_x;
            const double dy = glyph.origin_y - last->origin_y - last->advance_y;
            const double up = (dx * last->up_x + dy * last->up_y) / square;
            const double along = (dx * last->up_y - dy * last->up_x) / square;
            const bool same_line = std::fabs(up) < kUp;
            if (up >= kUp || (same_line && along < -kBack)) ++out.back;
            if (along > (same_line ? kApart : kBack)) ++out.jumps;
        }
        last = &glyph;
    }
    return out;
}

}  // namespace quillport::tags
