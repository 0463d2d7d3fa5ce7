#pragma once
#include <algorithm>

namespace quillport {

/// Rectangle in points (1/72 in), origin bottom-left, y upwards, x0 <= x1 and y0 <= y1. Whether it lies in the user space of the
/// unrotated page (ISO 32000-1 §8.3.2.3) or on the displayed page (cropped, rotated as seen) is said where it is used.
struct Rect {
    double x0 = 0, y0 = 0, x1 = 0, y1 = 0;
    [[nodiscard]] double width() const noexcept { return x1 - x0; }
    [[nodiscard]] double height() const noexcept { return y1 - y0; }
    [[nodiscard]] bool empty() const noexcept { return !(x1 > x0 && y1 > y0); }
    friend bool operator==(const Rect&, const Rect&) = default;
};

[[nodiscard]] inline Rect united(const Rect& a, const Rect& b) noexcept {
    return {std::min(a.x0, b.x0), std::min(a.y0, b.y0), std::max(a.x1, b.x1), std::max(a.y1, b.y1)};
}
[[nodiscard]] inline bool overlap(const Rect& a, const Rect& b) noexcept {
    return a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1;
}

/// Size of a page as displayed: cropped, rotated, UserUnit applied; points.
struct PageSize {
    double width = 0, height = 0;
    friend bool operator==(const PageSize&, const PageSize&) = default;
};

}  // namespace quillport
