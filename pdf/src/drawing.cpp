#include "drawing.hpp"

#include <cairo-pdf.h>

#include <algorithm>
#include <stdexcept>

namespace quillport::pdf::drawing {
namespace {

constexpr double kLayoutSize = 16;

FontPtr font_of(const Style& style) {
    FontPtr font(pango_font_description_new());
    pango_font_description_set_family_static(font.get(), style.families);
    pango_font_description_set_absolute_size(font.get(), kLayoutSize * PANGO_SCALE);
    pango_font_description_set_weight(font.get(), style.weight);
    pango_font_description_set_style(font.get(), style.slant);
    return font;
}

cairo_status_t append(void* out, const unsigned char* data, unsigned int length) {
    static_cast<std::string*>(out)->append(reinterpret_cast<const char*>(data), length);
    return CAIRO_STATUS_SUCCESS;
}

}  // namespace

Canvas::Canvas(const std::string& language)
    : surface_(cairo_pdf_surface_create_for_stream(append, &out_, 1, 1)),
      cairo_(cairo_create(surface_.get())),
      context_(pango_cairo_create_context(cairo_.get())) {
    pango_context_set_language(context_.get(), pango_language_from_string(language.c_str()));
    pango_context_set_round_glyph_positions(context_.get(), FALSE);
}

Canvas::~Canvas() {
    // Cairo writes its trailer into out_ when the surface ends: that must be before out_ does.
    context_.reset();
    cairo_.reset();
    surface_.reset();
}

void Canvas::begin_page(double width, double height) { cairo_pdf_surface_set_size(surface_.get(), width, height); }

void Canvas::end_page() { cairo_show_page(cairo_.get()); }

std::string Canvas::finish() {
    context_.reset();
    const cairo_status_t drawn = cairo_status(cairo_.get());
    cairo_.reset();
    cairo_surface_finish(surface_.get());
    const cairo_status_t written = cairo_surface_status(surface_.get());
    if (drawn != CAIRO_STATUS_SUCCESS || written != CAIRO_STATUS_SUCCESS) {
        throw std::runtime_error(cairo_status_to_string(drawn != CAIRO_STATUS_SUCCESS ? drawn : written));
    }
    return std::move(out_);
}

std::string valid_text(std::string_view text) {
    const std::unique_ptr<char, Deleter<g_free>> valid(g_utf8_make_valid(text.data(), static_cast<gssize>(text.size())));
    return valid.get();
}

Text Canvas::text(std::string_view utf8, const Style& style, double width) const {
    Text text{LayoutPtr(pango_layout_new(context_.get())), 1};
    const std::string valid = valid_text(utf8);
    pango_layout_set_text(text.layout.get(), valid.data(), static_cast<int>(valid.size()));
    pango_layout_set_font_description(text.layout.get(), font_of(style).get());
    pango_layout_set_wrap(text.layout.get(), PANGO_WRAP_WORD_CHAR);
    resize(text, style.size, width);
    return text;
}

void resize(Text& text, double size, double width) {
    text.scale = size / kLayoutSize;
    pango_layout_set_width(text.layout.get(), width < 0 ? -1 : static_cast<int>(std::min(width / text.scale, 1e5) * PANGO_SCALE));
}

void Canvas::show(const Text& text, double x, double y, const Colour& c) const {
    colour(c);
    cairo_save(cairo_.get());
    cairo_translate(cairo_.get(), x, y);
    cairo_scale(cairo_.get(), text.scale, text.scale);
    cairo_move_to(cairo_.get(), 0, 0);
    pango_cairo_show_layout(cairo_.get(), text.layout.get());
    cairo_restore(cairo_.get());
}

void Canvas::colour(const Colour& c) const { cairo_set_source_rgb(cairo_.get(), c.red, c.green, c.blue); }

void Canvas::line(double x0, double y0, double x1, double y1, double width, const Colour& c) const {
    colour(c);
    cairo_set_line_width(cairo_.get(), width);
    cairo_move_to(cairo_.get(), x0, y0);
    cairo_line_to(cairo_.get(), x1, y1);
    cairo_stroke(cairo_.get());
}

void Canvas::fill(double x, double y, double width, double height, const Colour& c) const {
    colour(c);
    cairo_rectangle(cairo_.get(), x, y, width, height);
    cairo_fill(cairo_.get());
}

Extent extent_of(const Text& text) {
    int width = 0, height = 0;
    pango_layout_get_size(text.layout.get(), &width, &height);
    return {text.scale * width / PANGO_SCALE, text.scale * height / PANGO_SCALE};
}

}  // namespace quillport::pdf::drawing
