#include "rules.hpp"

#include <algorithm>
#include <cmath>

namespace quillport::pdf {
namespace {

constexpr std::size_t kMaxSegments = 4096;  ///< of one path: a drawing with more is no table
constexpr std::size_t kMaxRules = 20'000;   ///< of one page
constexpr double kThin = 3;                 ///< points: a filled bar up to this is a line
constexpr double kUpright = 0.05;           ///< points by which an upright line may lean
constexpr double kShortest = 2;             ///< points

void keep(const Rect& rule, std::vector<Rect>& out) {
    if (out.size() < kMaxRules && std::max(rule.width(), rule.height()) >= kShortest) out.push_back(rule);
}

}  // namespace

void RuleTracker::forget() noexcept {
    segments_.clear();
    extents_.clear();
    bounds_.reset();
    open_ = false;
}

void RuleTracker::begin_page() noexcept {
    forget();
    start_ = at_ = {};
}

void RuleTracker::end_subpath() {
    if (open_ && extents_.size() < kMaxSegments) extents_.push_back(extent_);
    if (open_) bounds_ = bounds_ ? united(*bounds_, extent_) : extent_;
    open_ = false;
}

std::optional<Rect> RuleTracker::bounds() {
    end_subpath();
    return bounds_;
}

void RuleTracker::move(const Matrix& ctm, double x, double y) {
    end_subpath();
    const auto [px, py] = ctm.apply(x, y);
    start_ = at_ = {px, py};
    extent_ = {px, py, px, py};
}

void RuleTracker::segment(Point to) {
    open_ = true;
    extent_ = united(extent_, {to.x, to.y, to.x, to.y});
    const bool upright = std::fabs(to.x - at_.x) < kUpright || std::fabs(to.y - at_.y) < kUpright;
    if (upright && segments_.size() < kMaxSegments) {
        segments_.push_back({std::min(at_.x, to.x), std::min(at_.y, to.y), std::max(at_.x, to.x), std::max(at_.y, to.y)});
    }
    at_ = to;
}

void RuleTracker::line(const Matrix& ctm, double x, double y) {
    const auto [px, py] = ctm.apply(x, y);
    segment({px, py});
}

void RuleTracker::curve(const Matrix& ctm, double x, double y) {
    const auto [px, py] = ctm.apply(x, y);
    open_ = true;
    extent_ = united(extent_, {px, py, px, py});
    at_ = {px, py};
}

void RuleTracker::rectangle(const Matrix& ctm, double x, double y, double width, double height) {
    move(ctm, x, y);
    line(ctm, x + width, y);
    line(ctm, x + width, y + height);
    line(ctm, x, y + height);
    close();
}

void RuleTracker::close() {
    if (!open_) return;
    segment(start_);
    end_subpath();
}

void RuleTracker::paint(bool stroke, bool fill, std::vector<Rect>& out) {
    end_subpath();
    if (stroke) {
        for (const Rect& rule : segments_) keep(rule, out);
    } else if (fill) {
        for (const Rect& extent : extents_) {
            if (std::min(extent.width(), extent.height()) <= kThin) keep(extent, out);
        }
    }
    forget();
}

}  // namespace quillport::pdf
