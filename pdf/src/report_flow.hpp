#pragma once
#include <functional>
#include <string>
#include <vector>

#include "drawing.hpp"
#include "quillport/core/geometry.hpp"
#include "quillport/pdf/report.hpp"

namespace quillport::pdf {

/// Pages of a report that fill from top to bottom. Every page gets the banner, a quiet head, the footer and its number.
class ReportFlow {
  public:
    /// `total`: pages that the report will have, as a first pass counted them; 0 in that pass.
    ReportFlow(const Report& report, int total);

    static constexpr double kWidth = 595.276, kHeight = 841.89, kMargin = 56, kTextWidth = kWidth - 2 * kMargin;

    struct Cell {
        std::string text;
        double x = 0, width = 0;  ///< from the left margin
        drawing::Style style;
        bool tabular = false;  ///< digits of one width
    };

    void title();
    void space(double height);
    /// Begins a new page when less than `height` is left.
    void keep(double height);
    /// Cells side by side, as high as the highest. A row that fits on a page is not torn; a longer one goes on at the next.
    /// `again` is drawn at the top of each page that the row begins or continues (the table's header).
    void row(const std::vector<Cell>& cells, double padding, const std::function<void()>& again = {});
    void rule(const drawing::Colour& colour, double width);
    void ground(double height, const drawing::Colour& colour);
    [[nodiscard]] double height_of(const std::vector<Cell>& cells) const;
    /// Keeps the place of the seal: at the left margin, from here.
    void place_seal(double width, double height);

    [[nodiscard]] const drawing::Canvas& canvas() const noexcept { return canvas_; }
    [[nodiscard]] double y() const noexcept { return y_; }
    [[nodiscard]] int pages() const noexcept { return page_; }
    [[nodiscard]] int seal_page() const noexcept { return seal_page_; }  ///< 0: none
    [[nodiscard]] const Rect& seal() const noexcept { return seal_; }    ///< origin bottom-left
    [[nodiscard]] std::string finish();

  private:
    void begin_page();
    void end_page();
    [[nodiscard]] drawing::Text text_of(const Cell& cell) const;
    [[nodiscard]] double room() const noexcept { return bottom() - y_; }
    [[nodiscard]] static constexpr double bottom() noexcept { return kHeight - 66; }
    [[nodiscard]] double top() const noexcept;

    const Report& report_;
    int total_;
    drawing::Canvas canvas_;
    double y_ = 0;
    int page_ = 0, seal_page_ = 0;
    Rect seal_;
};

}  // namespace quillport::pdf
