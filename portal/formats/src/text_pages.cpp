#include "quillport/formats/text_pages.hpp"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include <algorithm>
#include <memory>

#include "charset.hpp"
#include "quillport/core/handle.hpp"
#include "text_lines.hpp"

namespace quillport::formats {
namespace {

constexpr double kShort = 595.28, kLong = 841.89;          // A4, points
constexpr double kMargin = 42, kSize = 10, kSmallest = 7;  // points
constexpr double kAdvance = 0.602;                         // em; a little more than the fonts' own, so that columns never touch
constexpr double kLineHeight = 1.135;                      // em; 66 lines of 10 points fill a page of A4
constexpr std::size_t kPortraitColumns = 85, kMostPages = 2000;
// The second has what the first lacks in the same width; Pango looks further for what neither has.
constexpr const char* kFamilies = "Liberation Mono, DejaVu Sans Mono, monospace";

using SurfacePtr = std::unique_ptr<cairo_surface_t, Deleter<cairo_surface_destroy>>;
using CairoPtr = std::unique_ptr<cairo_t, Deleter<cairo_destroy>>;
using LayoutPtr = std::unique_ptr<PangoLayout, Deleter<g_object_unref>>;
using FontPtr = std::unique_ptr<PangoFontDescription, Deleter<pango_font_description_free>>;
using AttributesPtr = std::unique_ptr<PangoAttrList, Deleter<pango_attr_list_unref>>;

struct Sheet {
    double width = kShort, height = kLong, size = kSize;
    std::size_t columns = kPortraitColumns, lines = 66;
};

Sheet sheet_for(const std::vector<TextLine>& lines) {
    std::size_t widest = 0;
    for (const TextLine& line : lines) widest = std::max(widest, line.columns);
    Sheet sheet;
    if (widest > kPortraitColumns) {
        std::swap(sheet.width, sheet.height);
        const double fitting = (sheet.width - 2 * kMargin) / (kAdvance * static_cast<double>(widest));
        sheet.size = std::clamp(fitting, kSmallest, kSize);
        sheet.lines = static_cast<std::size_t>((sheet.height - 2 * kMargin) / (sheet.size * kLineHeight));
        sheet.columns = static_cast<std::size_t>((sheet.width - 2 * kMargin) / (sheet.size * kAdvance));
    }
    return sheet;
}

cairo_status_t append(void* out, const unsigned char* data, unsigned int length) {
    const auto* bytes = reinterpret_cast<const std::byte*>(data);
    static_cast<Bytes*>(out)->insert(static_cast<Bytes*>(out)->end(), bytes, bytes + length);
    return CAIRO_STATUS_SUCCESS;
}

class Pages {
  public:
    explicit Pages(const Sheet& sheet)
        : sheet_(sheet),
          surface_(cairo_pdf_surface_create_for_stream(append, &out_, sheet.width, sheet.height)),
          cairo_(cairo_create(surface_.get())),
          layout_(pango_cairo_create_layout(cairo_.get())) {
        const FontPtr font(pango_font_description_from_string(kFamilies));
        pango_font_description_set_absolute_size(font.get(), sheet.size * PANGO_SCALE);
        pango_layout_set_font_description(layout_.get(), font.get());
        // One letter, one column.
        const AttributesPtr attributes(pango_attr_list_new());
        pango_attr_list_insert(attributes.get(), pango_attr_font_features_new("liga=0, clig=0, dlig=0, calt=0"));
        pango_layout_set_attributes(layout_.get(), attributes.get());
        pango_layout_set_single_paragraph_mode(layout_.get(), TRUE);
    }
    Pages(const Pages&) = delete;
    Pages& operator=(const Pages&) = delete;

    /// False when there are too many pages.
    [[nodiscard]] bool add(const TextLine& line) {
        if (row_ == sheet_.lines || (line.new_page && started_)) {
            cairo_show_page(cairo_.get());
            row_ = 0;
            ++pages_;
        }
        started_ = true;
        for (const Segment& segment : line.segments) show(segment);
        ++row_;
        return pages_ < kMostPages;
    }

    [[nodiscard]] Result<Bytes> finish() {
        cairo_show_page(cairo_.get());
        cairo_surface_finish(surface_.get());
        if (const auto status = cairo_surface_status(surface_.get()); status != CAIRO_STATUS_SUCCESS)
            return Error{ErrorCode::Internal, "the pages cannot be drawn", cairo_status_to_string(status)};
        return std::move(out_);
    }

  private:
    void show(const Segment& segment) {
        pango_layout_set_text(layout_.get(), segment.text.data(), static_cast<int>(segment.text.size()));
        const double baseline = pango_layout_get_baseline(layout_.get()) / double{PANGO_SCALE};
        const double x = kMargin + static_cast<double>(segment.column) * sheet_.size * kAdvance;
        const double y = kMargin + (static_cast<double>(row_) + 0.8) * sheet_.size * kLineHeight;
        cairo_move_to(cairo_.get(), x, y - baseline);
        pango_cairo_show_layout(cairo_.get(), layout_.get());
    }

    Sheet sheet_;
    Bytes out_;
    SurfacePtr surface_;
    CairoPtr cairo_;
    LayoutPtr layout_;
    std::size_t row_ = 0, pages_ = 0;
    bool started_ = false;
};

}  // namespace

Result<Bytes> text_pages(BytesView text, const std::string& charset) {
    const auto utf8 = in_utf8(text_of(text), charset);
    if (!utf8.ok()) return utf8.error();
    const std::vector<TextLine> lines = lines_of(utf8.value());
    const Sheet sheet = sheet_for(lines);
    Pages pages(sheet);
    for (const TextLine& line : lines) {
        for (const TextLine& piece : wrapped(line, sheet.columns))
            if (!pages.add(piece)) return Error{ErrorCode::TooLarge, "the text has too many pages", "too_many_pages"};
    }
    return pages.finish();
}

}  // namespace quillport::formats
