#pragma once
#include <algorithm>
#include <utility>

#include "quillport/core/geometry.hpp"

namespace quillport::pdf {

/// Transformation x' = a x + c y + e, y' = b x + d y + f (ISO 32000-1 §8.3.3). A value.
struct Matrix {
    double a = 1, b = 0, c = 0, d = 1, e = 0, f = 0;

    [[nodiscard]] std::pair<double, double> apply(double x, double y) const noexcept {
        return {a * x + c * y + e, b * x + d * y + f};
    }
    [[nodiscard]] double determinant() const noexcept { return a * d - b * c; }
};

/// First `inner`, then `outer`.
[[nodiscard]] inline Matrix then(const Matrix& inner, const Matrix& outer) noexcept {
    return {inner.a * outer.a + inner.b * outer.c,           inner.a * outer.b + inner.b * outer.d,
            inner.c * outer.a + inner.d * outer.c,           inner.c * outer.b + inner.d * outer.d,
            inner.e * outer.a + inner.f * outer.c + outer.e, inner.e * outer.b + inner.f * outer.d + outer.f};
}

/// The way back. A matrix that cannot be inverted gives the identity.
[[nodiscard]] inline Matrix inverse(const Matrix& m) noexcept {
    const double det = m.determinant();
    if (det == 0) return {};
    return {m.d / det, -m.b / det, -m.c / det, m.a / det, (m.c * m.f - m.d * m.e) / det, (m.b * m.e - m.a * m.f) / det};
}

/// Smallest upright rectangle around the image of `r`.
[[nodiscard]] inline Rect image_of(const Rect& r, const Matrix& m) noexcept {
    const auto [ax, ay] = m.apply(r.x0, r.y0);
    const auto [bx, by] = m.apply(r.x1, r.y0);
    const auto [cx, cy] = m.apply(r.x0, r.y1);
    const auto [dx, dy] = m.apply(r.x1, r.y1);
    return {std::min({ax, bx, cx, dx}), std::min({ay, by, cy, dy}), std::max({ax, bx, cx, dx}), std::max({ay, by, cy, dy})};
}

}  // namespace quillport::pdf
