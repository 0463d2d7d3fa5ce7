#include "quillport/pdf/report.hpp"

#include <algorithm>
#include <cmath>
#include <exception>
#include <variant>

#include "ink.hpp"
#include "report_flow.hpp"
#include "report_layout.hpp"

namespace quillport::pdf {
namespace {

using namespace drawing;
using Cell = ReportFlow::Cell;

const Style kBody{.families = kTextFamilies, .size = 9.5, .colour = kText};
const Style kSentence{.families = kTextFamilies, .size = 9.5, .colour = kText2};
const Style kLabel{.families = kTextFamilies, .size = 9, .colour = kText3};
const Style kHead{.families = kTextFamilies, .size = 8.5, .weight = PANGO_WEIGHT_SEMIBOLD, .colour = kText3};
const Style kTableCell{.families = kTextFamilies, .size = 8.5, .colour = kText};
const Style kTitle{.families = kTextFamilies, .size = 10.5, .weight = PANGO_WEIGHT_SEMIBOLD, .colour = kText};

constexpr double kInkWidth = 200, kInkHeight = 54;
constexpr double kSealWidth = 232, kSealHeight = 66;

void draw(ReportFlow& flow, const ReportHeading& part) {
    flow.keep(80);  // a heading never stands alone at the foot of a page
    flow.space(20);
    flow.row({{.text = part.text,
               .width = ReportFlow::kTextWidth,
               .style = {.families = kTextFamilies, .size = 12.5, .weight = PANGO_WEIGHT_SEMIBOLD, .colour = kText}}},
             0);
    flow.space(6);
}

void draw(ReportFlow& flow, const ReportParagraph& part) {
    flow.row({{.text = part.text, .width = ReportFlow::kTextWidth, .style = kSentence}}, 3);
    flow.space(3);
}

std::vector<Cell> pair_cells(const std::pair<std::string, std::string>& row) {
    constexpr double kLabelWidth = 98, kGap = 8;  // the rest holds a SHA-256 in one line
    return {{.text = row.first, .width = kLabelWidth, .style = kLabel},
            {.text = row.second,
             .x = kLabelWidth + kGap,
             .width = ReportFlow::kTextWidth - kLabelWidth - kGap,
             .style = kBody,
             .tabular = true}};
}

void draw(ReportFlow& flow, const ReportPairs& part) {
    constexpr double kPadding = 5;
    if (!part.title.empty()) {
        const std::vector<Cell> title = {{.text = part.title, .width = ReportFlow::kTextWidth, .style = kTitle}};
        double height = flow.height_of(title) + 14;
        for (const auto& row : part.rows) height += flow.height_of(pair_cells(row)) + 2 * kPadding;
        flow.keep(height + kInkHeight + 20);  // with the picture that may follow
        flow.space(8);
        flow.row(title, 0);
        flow.space(4);
    }
    flow.rule(kLine, 0.5);
    for (const auto& row : part.rows) {
        flow.row(pair_cells(row), kPadding);
        flow.rule(kLine, 0.5);
    }
    flow.space(6);
}

// Shares that are missing or impossible are made equal; together they fill the width.
std::vector<double> column_widths(const ReportTable& table) {
    std::vector<double> widths = table.widths;
    widths.resize(table.columns.size(), 0);
    double sum = 0;
    for (double& width : widths) {
        if (!std::isfinite(width) || width <= 0) width = 1.0 / static_cast<double>(widths.size());
        sum += width;
    }
    for (double& width : widths) width *= ReportFlow::kTextWidth / sum;
    return widths;
}

std::vector<Cell> cells_of(const std::vector<std::string>& texts, const std::vector<double>& widths, const Style& style) {
    constexpr double kGap = 10, kInset = 6;
    std::vector<Cell> cells;
    double x = 0;
    for (std::size_t i = 0; i < widths.size(); ++i) {
        cells.push_back({.text = i < texts.size() ? texts[i] : std::string(),
                         .x = x + kInset,
                         .width = std::max(widths[i] - kGap, 8.0),
                         .style = style,
                         .tabular = true});
        x += widths[i];
    }
    return cells;
}

void draw(ReportFlow& flow, const ReportTable& part) {
    if (part.columns.empty()) return;
    const std::vector<double> widths = column_widths(part);
    const std::vector<Cell> head = cells_of(part.columns, widths, kHead);
    const auto draw_head = [&] {
        flow.ground(flow.height_of(head) + 10, kSunken);
        flow.rule(kLine, 0.5);
        flow.row(head, 5);
        flow.rule(kLine, 0.5);
    };
    flow.keep(70);
    draw_head();
    for (const auto& texts : part.rows) {
        flow.row(cells_of(texts, widths, kTableCell), 5, draw_head);
        flow.rule(kLine, 0.5);
    }
    flow.space(8);
}

void draw(ReportFlow& flow, const ReportSignature& part) {
    flow.keep(kInkHeight + 30);
    flow.space(4);
    SignatureImage image = part.image;
    if (is_empty(image)) image.typed = part.name;
    const double y = flow.y();
    draw_ink(flow.canvas(), image, {ReportFlow::kMargin + 4, y, ReportFlow::kMargin + kInkWidth - 4, y + kInkHeight - 4});
    flow.canvas().line(ReportFlow::kMargin, y + kInkHeight, ReportFlow::kMargin + kInkWidth, y + kInkHeight, 1, kInk);
    flow.space(kInkHeight + 14);
}

// The field itself is drawn by whoever seals; the words stand beside it.
void draw(ReportFlow& flow, const ReportSeal& part) {
    constexpr double kGap = 16;
    const std::vector<Cell> words = {
        {.text = part.text, .x = kSealWidth + kGap, .width = ReportFlow::kTextWidth - kSealWidth - kGap, .style = kSentence}};
    const double height = std::max(kSealHeight, flow.height_of(words));
    flow.keep(height + 16);
    flow.space(8);
    const double y = flow.y();
    flow.place_seal(kSealWidth, kSealHeight);
    flow.row(words, 0);
    flow.space(y + height + 8 - flow.y());
}

void fill(ReportFlow& flow, const Report& report) {
    flow.title();
    flow.space(10);
    for (const ReportPart& part : report.parts) {
        std::visit([&](const auto& p) { draw(flow, p); }, part);
    }
}

bool is_drawable_part(const ReportPart& part) {
    const auto* signature = std::get_if<ReportSignature>(&part);
    return signature == nullptr || is_drawable(signature->image);
}

}  // namespace

Result<LaidOutReport> lay_out(const Report& report) {
    if (!std::all_of(report.parts.begin(), report.parts.end(), is_drawable_part)) {
        return Error{ErrorCode::InvalidInput, "ink or picture cannot be drawn", {}};
    }
    try {
        ReportFlow count(report, 0);
        fill(count, report);
        ReportFlow flow(report, count.pages());
        fill(flow, report);
        return LaidOutReport{flow.finish(), flow.seal_page(), flow.seal()};
    } catch (const std::exception& problem) {
        return Error{ErrorCode::Internal, std::string("the report could not be drawn: ") + problem.what(), {}};
    }
}

Result<Bytes> draw_report(const Report& report) {
    const auto drawn = lay_out(report);
    if (!drawn.ok()) return drawn.error();
    return copy_of(std::string_view(drawn.value().pdf));
}

}  // namespace quillport::pdf
