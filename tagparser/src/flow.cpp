#include "flow.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace quillport::tags {
namespace {

constexpr char32_t kNoText = 0xFFFD;
constexpr double kBlank = 0.13;  ///< font sizes: the narrowest blank of justified text; kerning is about half of it at most

/// Where a glyph begins in relation to the end of the one before it, in parts of the font size.
struct Step {
    double along = 0, across = 0;
};

Step step_between(const pdf::Glyph& from, const pdf::Glyph& to) {
    const double size = std::max(from.font_size(), 0.01);
    const double ux = from.up_x / size;
    const double uy = from.up_y / size;
    const double dx = to.origin_x - from.origin_x - from.advance_x;
    const double dy = to.origin_y - from.origin_y - from.advance_y;
    if (from.vertical) return {-(dx * ux + dy * uy) / size, (dx * uy - dy * ux) / size};
    return {(dx * uy - dy * ux) / size, (dx * ux + dy * uy) / size};
}

bool is_repeat(const pdf::Glyph& a, const pdf::Glyph& b) {
    const double distance = std::hypot(a.origin_x - b.origin_x, a.origin_y - b.origin_y);
    const double advance = std::hypot(a.advance_x, a.advance_y);
    // Negative spacing may leave next to nothing of an advance: groff so paints a letter over itself.
    return distance < std::max(std::min(0.08 * a.font_size(), 0.5 * advance), 0.01 * a.font_size());
}

class FlowBuilder {
  public:
    FlowBuilder(const pdf::PageContent& page, Folder& folder, Flow& out) : page_(page), folder_(folder), out_(out) {}

    void add(std::uint32_t index, std::uint32_t place) {
        glyph_ = &page_.glyphs[index];
        index_ = index;
        place_ = place;
        first_ = true;
        const std::u32string_view text = page_.text_of(*glyph_);
        if (text.empty()) append(kNoText, kNoText);
        for (const char32_t c : text) {
            if (c > 0x20 && c < 0x7F && c != U'\'') {
                append(c, c);
                continue;
            }
            const std::u32string_view plain = folder_.plain(c);
            for (const char32_t part : plain) append(part, plain.size() == 1 ? c : part);
        }
        if (!first_) previous_ = glyph_;
    }

  private:
    void append(char32_t c, char32_t shown) {
        if (c == U' ') {
            space_ = true;
            return;
        }
        if (first_ && previous_ != nullptr && out_.back().c == c && is_repeat(*previous_, *glyph_)) return;
        out_.push_back(Unit{c, shown, index_, place_, space_, false, false, false});
        space_ = false;
        first_ = false;
    }

    const pdf::PageContent& page_;
    Folder& folder_;
    Flow& out_;
    const pdf::Glyph* previous_ = nullptr;  ///< the last one that gave a unit
    const pdf::Glyph* glyph_ = nullptr;
    std::uint32_t index_ = 0, place_ = 0;
    bool first_ = true;   ///< of this glyph's characters
    bool space_ = false;  ///< white space since the last unit
};

}  // namespace

Order content_order(const pdf::PageContent& page) {
    Order order(page.glyphs.size());
    std::iota(order.begin(), order.end(), 0U);
    return order;
}

void build_flow(const pdf::PageContent& page, const Order& order, Folder& folder, Flow& out) {
    out.clear();
    out.reserve(page.text.size());
    FlowBuilder builder(page, folder, out);
    for (std::uint32_t place = 0; place < order.size(); ++place) builder.add(order[place], place);
}

void measure_gaps(const pdf::PageContent& page, Flow& flow, std::size_t begin, std::size_t end) {
    for (std::size_t i = std::max<std::size_t>(begin, 1); i < std::min(end, flow.size()); ++i) {
        Unit& unit = flow[i];
        if (unit.glyph == flow[i - 1].glyph) continue;
        const Step step = step_between(page.glyphs[flow[i - 1].glyph], page.glyphs[unit.glyph]);
        unit.line_before = std::fabs(step.across) > 0.6 || step.along < -1.5;
        unit.gap_before = !unit.line_before && step.along > kBlank;
    }
}

}  // namespace quillport::tags
