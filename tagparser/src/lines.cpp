#include <algorithm>
#include <cmath>
#include <iterator>
#include <tuple>
#include <utility>

#include "flow.hpp"

namespace quillport::tags {
namespace {

constexpr double kSameLine = 1.5;         ///< points between baselines of one line: rounding and slightly raised letters
constexpr double kSameLineOfSize = 0.35;  ///< and not more than this of the font size
constexpr double kApart = 0.6;            ///< font sizes: more room than this inside a line parts columns
constexpr double kMostApart = 2.6;        ///< however wide the letters are spaced
constexpr double kSpacingFactor = 2.5;    ///< of what usually stands between the letters of the line
constexpr double kNextLine = 2.2;         ///< font sizes to the next line of a block
constexpr double kRuleNear = 0.1;         ///< font sizes: less room cannot hold a rule between two cells
constexpr std::size_t kMaxTried = 200;    ///< segments and rules looked at for one place: a page may hold a million
constexpr double kDegrees = 180 / 3.14159265358979;

/// A glyph along its own direction of writing.
struct Placed {
    std::uint32_t glyph = 0;
    int direction = 0;  ///< of writing in degrees; mirrored text (ascenders on the other side) is apart by kMirrored
    double down = 0;    ///< of the baseline, the way lines follow each other
    double along = 0, end = 0, size = 0;
};
constexpr int kMirrored = 1000;

Placed placed(const pdf::Glyph& glyph, std::uint32_t index) {
    Placed out;
    out.glyph = index;
    out.size = std::max(glyph.font_size(), 0.01);
    double ux = glyph.up_y / out.size;  // the way up is known even where the advance is nothing
    double uy = -glyph.up_x / out.size;
    if (const double length = std::hypot(glyph.advance_x, glyph.advance_y); length > 0.01 * out.size) {
        ux = glyph.advance_x / length;
        uy = glyph.advance_y / length;
    }
    const double turn = -glyph.up_x * uy + glyph.up_y * ux;
    const double side = turn < -0.01 * out.size ? -1 : 1;
    out.direction = static_cast<int>(std::lround(std::atan2(uy, ux) * kDegrees) + 360) % 360 + (side < 0 ? kMirrored : 0);
    out.down = side * (glyph.origin_x * uy - glyph.origin_y * ux);
    out.along = glyph.origin_x * ux + glyph.origin_y * uy;
    out.end = out.along + glyph.advance_x * ux + glyph.advance_y * uy;
    return out;
}

/// A stretch of one line without much room in it; indices of placed glyphs.
struct Segment {
    std::size_t begin = 0, end = 0;
    double from = 0, to = 0, down = 0, size = 0;
    int direction = 0;
    std::size_t next = 0;  ///< the segment that it reads on in; 0: none (the first one follows nothing)
    bool follows = false;  ///< another one reads on in it
};

class Liner {
  public:
    Liner(const pdf::PageContent& page, const std::vector<bool>& taken) : page_(page) {
        for (std::uint32_t i = 0; i < page.glyphs.size(); ++i) {
            const pdf::Glyph& glyph = page.glyphs[i];
            if (taken[i] || !std::isfinite(glyph.origin_x) || !std::isfinite(glyph.origin_y) || blank(glyph)) continue;
            placed_.push_back(placed(glyph, i));
        }
        std::copy_if(page.rules.begin(), page.rules.end(), std::back_inserter(rules_),
                     [](const Rect& r) { return r.width() < 0.5 * r.height(); });
        std::sort(rules_.begin(), rules_.end(), [](const Rect& a, const Rect& b) { return a.x0 < b.x0; });
        std::stable_sort(placed_.begin(), placed_.end(), [](const Placed& a, const Placed& b) {
            return std::tie(a.direction, a.down) < std::tie(b.direction, b.down);
        });
    }

    std::vector<Order> blocks() {
        for (std::size_t begin = 0; begin < placed_.size();) {
            std::size_t end = begin + 1;
            while (end < placed_.size() && same_line(placed_[end - 1], placed_[end])) ++end;
            split_line(begin, end);
            begin = end;
        }
        chain();
        std::vector<Order> out;
        for (std::size_t i = 0; i < segments_.size(); ++i) {
            if (!segments_[i].follows) out.push_back(block_from(i));
        }
        return out;
    }

  private:
    [[nodiscard]] bool blank(const pdf::Glyph& glyph) const {
        return glyph.text_size == 1 && page_.text[glyph.text_begin] == U' ';
    }
    [[nodiscard]] static bool same_line(const Placed& a, const Placed& b) {
        return a.direction == b.direction && b.down - a.down < std::min(kSameLine, kSameLineOfSize * std::max(a.size, b.size));
    }
    /// What usually stands between the letters of a line, in points.
    [[nodiscard]] double usual_gap(std::size_t begin, std::size_t end) const {
        std::vector<double> gaps;
        for (std::size_t i = begin + 1; i < end; ++i) gaps.push_back(std::max(placed_[i].along - placed_[i - 1].end, 0.0));
        if (gaps.empty()) return 0;
        std::nth_element(gaps.begin(), gaps.begin() + static_cast<std::ptrdiff_t>(gaps.size() / 2), gaps.end());
        return gaps[gaps.size() / 2];
    }
    /// Whether a drawn line stands between two glyphs of an upright line: the border of a table's cell.
    [[nodiscard]] bool ruled(const Placed& a, const Placed& b) const {
        if (b.direction != 0) return false;
        auto rule = std::lower_bound(rules_.begin(), rules_.end(), a.end - 0.5, [](const Rect& r, double x) { return r.x0 < x; });
        for (std::size_t n = 0; n < kMaxTried && rule != rules_.end() && rule->x0 < b.along + 0.5; ++n, ++rule) {
            if (rule->y0 < -b.down && rule->y1 > -b.down) return true;
        }
        return false;
    }
    void split_line(std::size_t begin, std::size_t end) {
        std::stable_sort(placed_.begin() + static_cast<std::ptrdiff_t>(begin), placed_.begin() + static_cast<std::ptrdiff_t>(end),
                         [](const Placed& a, const Placed& b) { return a.along < b.along; });
        const double usual = kSpacingFactor * usual_gap(begin, end);
        std::size_t start = begin;
        for (std::size_t i = begin + 1; i < end; ++i) {
            const Placed& a = placed_[i - 1];
            const double size = std::max(a.size, placed_[i].size);
            const double gap = placed_[i].along - a.end;
            const double most = std::min(kApart * size + usual, kMostApart * size);
            if (gap < most && !(gap > kRuleNear * size && ruled(a, placed_[i]))) continue;
            add_segment(start, i);
            start = i;
        }
        add_segment(start, end);
    }
    void add_segment(std::size_t begin, std::size_t end) {
        Segment segment{begin, end, placed_[begin].along, placed_[begin].end, placed_[begin].down, 0, placed_[begin].direction};
        for (std::size_t i = begin; i < end; ++i) {
            segment.to = std::max(segment.to, placed_[i].end);
            segment.size = std::max(segment.size, placed_[i].size);
        }
        segments_.push_back(segment);
    }
    /// Each segment reads on in the nearest one below it that stands over it, unless that is read by another already.
    void chain() {
        for (std::size_t i = 0; i < segments_.size(); ++i) {
            Segment& above = segments_[i];
            const std::size_t limit = std::min(segments_.size(), i + kMaxTried);
            for (std::size_t k = i + 1; k < limit; ++k) {
                Segment& below = segments_[k];
                if (below.direction != above.direction || below.down - above.down > kNextLine * above.size) break;
                const bool next = below.down - above.down > 0.3 * above.size && below.from < above.to && below.to > above.from &&
                                  !below.follows && below.size < 1.5 * above.size && above.size < 1.5 * below.size;
                if (!next) continue;
                above.next = k;
                below.follows = true;
                break;
            }
        }
    }
    [[nodiscard]] Order block_from(std::size_t i) const {
        Order order;
        for (;; i = segments_[i].next) {
            for (std::size_t k = segments_[i].begin; k < segments_[i].end; ++k) order.push_back(placed_[k].glyph);
            if (segments_[i].next == 0) return order;
        }
    }

    const pdf::PageContent& page_;
    std::vector<Rect> rules_;  ///< that stand, from left to right
    std::vector<Placed> placed_;
    std::vector<Segment> segments_;
};

}  // namespace

std::vector<Order> line_blocks(const pdf::PageContent& page, const std::vector<bool>& taken) {
    return Liner(page, taken).blocks();
}

}  // namespace quillport::tags
