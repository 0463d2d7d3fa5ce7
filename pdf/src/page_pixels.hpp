#pragma once
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "quillport/core/bytes.hpp"
#include "quillport/pdf/visible.hpp"

namespace quillport::pdf {

/// Part of a page in pixels, rows from the top.
struct Pixels {
    int left = 0, top = 0, width = 0, height = 0;
    std::vector<std::uint8_t> rgb;
};

/// Draws pages of one file at the size of the displayed page: a pixel is a point. After a failure by time no page is drawn any
/// more.
class PagePixels {
  public:
    /// `pdf` must outlive this.
    PagePixels(BytesView pdf, const InkLimits& limits);
    ~PagePixels();
    PagePixels(const PagePixels&) = delete;
    PagePixels& operator=(const PagePixels&) = delete;

    /// Draws page `page` (from 1) within left, top, width and height of `out`. `unit`: its /UserUnit. \returns false when it
    /// cannot be drawn, or not within the limits.
    [[nodiscard]] bool draw(int page, double unit, Pixels& out);

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace quillport::pdf
