#include "ink.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "quillport/services/problem.hpp"
#include "validate.hpp"

namespace quillport::services {
namespace {

constexpr std::size_t kStrokes = 500;
constexpr std::size_t kPoints = 20'000;
constexpr double kPadLimit = 10'000;

using Stroke = std::vector<pdf::InkPoint>;

double length_of(const Stroke& stroke) {
    double length = 0;
    for (std::size_t i = 1; i < stroke.size(); ++i)
        length += std::hypot(stroke[i].x - stroke[i - 1].x, stroke[i].y - stroke[i - 1].y);
    return length;
}

/// How far the stroke leaves the straight line between its ends, and whether it turns back on it: both as shares of its length.
double crookedness_of(const Stroke& stroke) {
    const double length = length_of(stroke);
    if (length <= 0) return 0;
    const double dx = stroke.back().x - stroke.front().x;
    const double dy = stroke.back().y - stroke.front().y;
    const double straight = std::hypot(dx, dy);
    if (straight < length / 2) return 1;
    double far = 0;
    for (const pdf::InkPoint& p : stroke)
        far = std::max(far, std::abs((p.x - stroke.front().x) * dy - (p.y - stroke.front().y) * dx) / straight);
    return far / length;
}

bool is_inside(const pdf::SignatureImage& image) {
    if (!(image.width > 0 && image.height > 0 && image.width <= kPadLimit && image.height <= kPadLimit)) return false;
    const double over = std::max(image.width, image.height);
    for (const Stroke& stroke : image.strokes)
        for (const pdf::InkPoint& p : stroke)
            if (!(p.x >= -over && p.x <= image.width + over && p.y >= -over && p.y <= image.height + over &&
                  std::isfinite(p.pressure)))
                return false;
    return true;
}

/// Strokes that are more than a touch of the pad: at least a fiftieth of its width.
std::size_t real_strokes(const pdf::SignatureImage& image) {
    return static_cast<std::size_t>(std::count_if(image.strokes.begin(), image.strokes.end(),
                                                  [&](const Stroke& s) { return length_of(s) >= image.width / 50; }));
}

Error refused(std::string key) {
    return refusal(ErrorCode::InvalidInput, "signature refused",
                   {.key = std::move(key), .field = "signature", .tries_left = {}, .retry_after = {}});
}

}  // namespace

Result<void> check_signature(const pdf::SignatureImage& image) {
    if (image.strokes.empty()) {
        if (!is_visible(image.typed)) return refused("signature_missing");
        if (!is_one_line(image.typed, 200)) return refused("signature_too_large");
        return {};
    }
    std::size_t points = 0;
    for (const Stroke& stroke : image.strokes) points += stroke.size();
    if (image.strokes.size() > kStrokes || points > kPoints || !is_inside(image)) return refused("signature_too_large");
    const std::size_t real = real_strokes(image);
    if (real == 0) return refused("signature_too_simple");
    if (real > 1) return {};
    constexpr double kStraight = 0.04;
    const bool crooked = std::any_of(image.strokes.begin(), image.strokes.end(), [&](const Stroke& s) {
        return length_of(s) >= image.width / 50 && crookedness_of(s) > kStraight;
    });
    if (!crooked) return refused("signature_too_simple");
    return {};
}

}  // namespace quillport::services
