#pragma once
#include <cstddef>
#include <optional>
#include <vector>

#include "quillport/core/geometry.hpp"
#include "quillport/pdf/matrix.hpp"

namespace quillport::pdf {

/// Follows path construction (ISO 32000-1 §8.5.2) as far as it makes rules: upright lines, edges of stroked boxes, thin filled
/// bars.
class RuleTracker {
  public:
    void begin_page() noexcept;
    void move(const Matrix& ctm, double x, double y);
    void line(const Matrix& ctm, double x, double y);
    /// A curve makes no rule; the path goes on from its end.
    void curve(const Matrix& ctm, double x, double y);
    void rectangle(const Matrix& ctm, double x, double y, double width, double height);
    void close();
    /// Paints the path and forgets it: what is a rule comes to `out`.
    void paint(bool stroke, bool fill, std::vector<Rect>& out);
    void forget() noexcept;
    /// Around the ends of all lines and curves of the path; nothing when there are none.
    [[nodiscard]] std::optional<Rect> bounds();

  private:
    struct Point {
        double x = 0, y = 0;
    };
    void segment(Point to);
    void end_subpath();

    std::vector<Rect> segments_;  ///< upright ones
    std::vector<Rect> extents_;   ///< of finished subpaths
    Rect extent_;
    std::optional<Rect> bounds_;  ///< of finished subpaths
    Point start_, at_;
    bool open_ = false;
};

}  // namespace quillport::pdf
