#include "report_flow.hpp"

#include <cairo-pdf.h>

#include <algorithm>
#include <memory>

namespace quillport::pdf {
namespace {

using namespace drawing;
using IteratorPtr = std::unique_ptr<PangoLayoutIter, Deleter<pango_layout_iter_free>>;

constexpr double kBannerHeight = 24;

double points(int pango_units) { return static_cast<double>(pango_units) / PANGO_SCALE; }

// The lines of one cell that are still to be drawn.
class Lines {
  public:
    explicit Lines(Text text) : text_(std::move(text)), at_(pango_layout_get_iter(text_.layout.get())) {}

    [[nodiscard]] bool done() const noexcept { return done_; }

    /// Draws as many lines as fit into `room`, at least one when `must`. \returns the height used.
    double draw(const Canvas& canvas, double x, double y, double room, const Colour& colour, bool must) {
        double used = 0;
        while (!done_) {
            PangoRectangle logical;
            pango_layout_iter_get_line_extents(at_.get(), nullptr, &logical);
            const double height = points(logical.height) * text_.scale;
            if (used + height > room && !(must && used == 0)) break;
            canvas.colour(colour);
            cairo_save(canvas.cairo());
            cairo_translate(canvas.cairo(), x, y + used);
            cairo_scale(canvas.cairo(), text_.scale, text_.scale);
            cairo_move_to(canvas.cairo(), points(logical.x), points(pango_layout_iter_get_baseline(at_.get()) - logical.y));
            pango_cairo_show_layout_line(canvas.cairo(), pango_layout_iter_get_line_readonly(at_.get()));
            cairo_restore(canvas.cairo());
            used += height;
            done_ = pango_layout_iter_next_line(at_.get()) == FALSE;
        }
        return used;
    }

  private:
    Text text_;
    IteratorPtr at_;
    bool done_ = false;
};

}  // namespace

ReportFlow::ReportFlow(const Report& report, int total) : report_(report), total_(total), canvas_(report.language) {
    cairo_pdf_surface_set_metadata(canvas_.surface(), CAIRO_PDF_METADATA_TITLE, valid_text(report.title).c_str());
    cairo_pdf_surface_set_metadata(canvas_.surface(), CAIRO_PDF_METADATA_CREATOR, "Quillport");
    begin_page();
}

double ReportFlow::top() const noexcept { return report_.banner.empty() ? 52 : 52 + kBannerHeight; }

void ReportFlow::begin_page() {
    canvas_.begin_page(kWidth, kHeight);
    ++page_;
    y_ = top();
    if (!report_.banner.empty()) {
        canvas_.fill(0, 0, kWidth, kBannerHeight, kDangerSoft);
        canvas_.line(0, kBannerHeight, kWidth, kBannerHeight, 0.6, kDanger);
        const Text banner = canvas_.text(report_.banner, {.families = kTextFamilies, .size = 9, .weight = PANGO_WEIGHT_SEMIBOLD});
        const Extent is = extent_of(banner);
        canvas_.show(banner, (kWidth - is.width) / 2, (kBannerHeight - is.height) / 2, kDanger);
    }
    if (page_ == 1) return;
    const Text head = canvas_.text(report_.title, {.families = kTextFamilies, .size = 8.5}, kTextWidth);
    pango_layout_set_height(head.layout.get(), 0);  // one line
    pango_layout_set_ellipsize(head.layout.get(), PANGO_ELLIPSIZE_END);
    canvas_.show(head, kMargin, top() - 18, kText3);
    canvas_.line(kMargin, top() - 2, kWidth - kMargin, top() - 2, 0.5, kLine);
    y_ = top() + 12;
}

void ReportFlow::end_page() {
    const double y = kHeight - 44;
    canvas_.line(kMargin, y, kWidth - kMargin, y, 0.5, kLine);
    const std::string number = std::to_string(page_) + (total_ > 0 ? "/" + std::to_string(total_) : "");
    const Text right = canvas_.text(number, {.families = kTextFamilies, .size = 8});
    const double number_width = extent_of(right).width;
    canvas_.show(right, kWidth - kMargin - number_width, y + 7, kText3);
    const Text left = canvas_.text(report_.footer, {.families = kTextFamilies, .size = 8}, kTextWidth - number_width - 16);
    pango_layout_set_height(left.layout.get(), -2);  // two lines
    pango_layout_set_ellipsize(left.layout.get(), PANGO_ELLIPSIZE_END);
    canvas_.show(left, kMargin, y + 7, kText3);
    canvas_.end_page();
}

void ReportFlow::title() {
    canvas_.fill(kMargin, y_, 34, 2.4, kInk);
    y_ += 14;
    row({{.text = report_.title,
          .width = kTextWidth,
          .style = {.families = kTitleFamilies, .size = 24, .weight = PANGO_WEIGHT_SEMIBOLD}}},
        0);
    if (report_.subtitle.empty()) return;
    y_ += 4;
    row({{.text = report_.subtitle, .width = kTextWidth, .style = {.families = kTextFamilies, .size = 10.5, .colour = kText2}}},
        0);
}

void ReportFlow::space(double height) { y_ = std::min(y_ + height, bottom()); }

void ReportFlow::keep(double height) {
    if (room() >= height || height > bottom() - top() - 12) return;
    end_page();
    begin_page();
}

Text ReportFlow::text_of(const Cell& cell) const {
    Text text = canvas_.text(cell.text, cell.style, cell.width);
    PangoLayout* layout = text.layout.get();
    pango_layout_set_line_spacing(layout, 1.12F);
    // Pango turns alignment around for text that reads from right to left; a column's left edge stays its left edge.
    if (pango_layout_get_direction(layout, 0) == PANGO_DIRECTION_RTL) pango_layout_set_alignment(layout, PANGO_ALIGN_RIGHT);
    if (cell.tabular) {
        const std::unique_ptr<PangoAttrList, Deleter<pango_attr_list_unref>> list(pango_attr_list_new());
        pango_attr_list_insert(list.get(), pango_attr_font_features_new("tnum=1"));
        pango_layout_set_attributes(layout, list.get());
    }
    return text;
}

double ReportFlow::height_of(const std::vector<Cell>& cells) const {
    double height = 0;
    for (const Cell& cell : cells) height = std::max(height, extent_of(text_of(cell)).height);
    return height;
}

void ReportFlow::row(const std::vector<Cell>& cells, double padding, const std::function<void()>& again) {
    const auto next_page = [&] {
        end_page();
        begin_page();
        if (again) again();
    };
    if (height_of(cells) + 2 * padding > room() && height_of(cells) + 2 * padding < (bottom() - top()) * 0.6) next_page();
    std::vector<Lines> lines;
    lines.reserve(cells.size());
    for (const Cell& cell : cells) lines.emplace_back(text_of(cell));
    for (bool fresh = false;; fresh = true) {
        double used = 0;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            used = std::max(used, lines[i].draw(canvas_, kMargin + cells[i].x, y_ + padding, room() - 2 * padding,
                                                cells[i].style.colour, fresh));
        }
        y_ += used + 2 * padding;
        if (std::all_of(lines.begin(), lines.end(), [](const Lines& l) { return l.done(); })) return;
        next_page();
    }
}

void ReportFlow::rule(const Colour& colour, double width) { canvas_.line(kMargin, y_, kWidth - kMargin, y_, width, colour); }

void ReportFlow::ground(double height, const Colour& colour) { canvas_.fill(kMargin, y_, kTextWidth, height, colour); }

void ReportFlow::place_seal(double width, double height) {
    seal_page_ = page_;
    seal_ = {kMargin, kHeight - y_ - height, kMargin + width, kHeight - y_};
}

std::string ReportFlow::finish() {
    end_page();
    return canvas_.finish();
}

}  // namespace quillport::pdf
