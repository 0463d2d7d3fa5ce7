#include "appearances.hpp"

#include <qrencode.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "cairo_import.hpp"
#include "drawing.hpp"
#include "ink.hpp"
#include "marks.hpp"
#include "quillport/pdf/field_text.hpp"

namespace quillport::pdf {
namespace {

using drawing::Canvas;
using drawing::Colour;
using drawing::Extent;

constexpr double kShrink = 0.93, kSmallest = 3;
constexpr double kAscent = 0.85;  ///< of the font size, for capitals with their marks; rounded down, a box may be a little tight

// Sets `text` to the largest size from `size` down at which it fits into the room; what still does not fit at the smallest size
// is scaled down further. `wraps`: lines may be broken at the room's width.
void fit(drawing::Text& text, double size, const Extent& room, bool wraps) {
    Extent needs;
    for (;; size *= kShrink) {
        drawing::resize(text, size, wraps ? room.width : -1);
        needs = drawing::extent_of(text);
        if ((needs.width <= room.width && needs.height <= room.height) || size <= kSmallest) break;
    }
    text.scale *= std::min({1.0, room.width / std::max(needs.width, 0.1), room.height / std::max(needs.height, 0.1)});
}

PangoAlignment alignment_of(const PlannedField& field) {
    const auto at = field.attributes.find("align");
    if (at != field.attributes.end() && at->second == "center") return PANGO_ALIGN_CENTER;
    if (at != field.attributes.end() && at->second == "right") return PANGO_ALIGN_RIGHT;
    return PANGO_ALIGN_LEFT;
}

std::string one_line(std::string text) {
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
    return text;
}

void draw_one_line(const Canvas& canvas, const PlannedField& field, const std::string& value, const UprightSize& size) {
    const double pad = std::min(1.0, size.width / 10);
    drawing::Text text = canvas.text(one_line(value), {});
    // In height only what stands above the baseline must fit: the ink of letters below it may reach the edge of the box.
    const double above = size.height - kFieldDescent * field.font_size;
    const double letters = std::min(field.font_size, std::max(above, size.height / 2) / kAscent);
    fit(text, letters, {size.width - 2 * pad, 1e6}, false);
    const Extent is = drawing::extent_of(text);
    const double free = size.width - 2 * pad - is.width;
    // A line that reads from right to left starts at the right end.
    const bool rtl = pango_layout_get_direction(text.layout.get(), 0) == PANGO_DIRECTION_RTL;
    const PangoAlignment align = alignment_of(field);
    const double shift = align == PANGO_ALIGN_CENTER ? free / 2 : (align == PANGO_ALIGN_RIGHT) != rtl ? free : 0;
    const double baseline = size.height - kFieldDescent * std::min(field.font_size, letters);
    const double ascent = text.scale * pango_layout_get_baseline(text.layout.get()) / PANGO_SCALE;
    canvas.show(text, pad + shift, baseline - ascent, drawing::kValue);
}

void draw_lines(const Canvas& canvas, const PlannedField& field, const std::string& value, const UprightSize& size) {
    const double pad = std::min(1.0, size.width / 10);
    drawing::Text text = canvas.text(value, {});
    pango_layout_set_alignment(text.layout.get(), alignment_of(field));
    fit(text, field.font_size, {size.width - 2 * pad, size.height}, true);
    // A single line in a box of one line stands on the baseline of the words beside it, as every other value.
    const bool single = pango_layout_get_line_count(text.layout.get()) == 1 && size.height < 1.5 * field.font_size;
    const double ascent = text.scale * pango_layout_get_baseline(text.layout.get()) / PANGO_SCALE;
    canvas.show(text, pad, single ? size.height - kFieldDescent * field.font_size - ascent : 0, drawing::kValue);
}

// One character in each of the equal cells that the form prints (ISO 32000-1 table 228, Comb).
void draw_cells(const Canvas& canvas, const PlannedField& field, const std::string& value, int cells, const UprightSize& size) {
    const double width = size.width / cells;
    const std::string line = one_line(value);
    int cell = 0;
    for (const char* at = line.c_str(); *at != '\0' && cell < cells; at = g_utf8_next_char(at), ++cell) {
        drawing::Text text = canvas.text(std::string(at, static_cast<std::size_t>(g_utf8_next_char(at) - at)), {});
        fit(text, field.font_size, {width, size.height}, false);
        const Extent is = drawing::extent_of(text);
        canvas.show(text, cell * width + (width - is.width) / 2, (size.height - is.height) / 2, drawing::kValue);
    }
}

int cells_of(const PlannedField& field) {
    const auto comb = field.attributes.find("comb"), longest = field.attributes.find("maxlength");
    if (comb == field.attributes.end() || longest == field.attributes.end()) return 0;
    int cells = 0;
    std::from_chars(longest->second.data(), longest->second.data() + longest->second.size(), cells);
    return std::clamp(cells, 0, 1000);
}

// Name, caption and note as one block; the name stands out by its colour, not by another font to embed.
class Block {
  public:
    Block(const Canvas& canvas, const SigningAct& act) : canvas_(canvas) {
        std::string words;
        add(words, act.signer_name, drawing::kText);
        add(words, act.caption, drawing::kText2);
        add(words, act.note, drawing::kDanger);
        text_ = canvas_.text(words, {});
        pango_layout_set_attributes(text_.layout.get(), attributes_.get());
        pango_layout_set_wrap(text_.layout.get(), PANGO_WRAP_WORD);
    }

    void draw(const Rect& area) {
        if (area.empty()) return;
        fit(text_, std::clamp(area.height() / 4, kSmallest, 7.5), {area.width(), area.height()}, true);
        const Extent is = drawing::extent_of(text_);
        canvas_.show(text_, area.x0, area.y0 + (area.height() - is.height) / 2, drawing::kText2);
    }

  private:
    void add(std::string& text, const std::string& line, const Colour& colour) {
        if (line.empty()) return;
        if (!text.empty()) text += '\n';
        const auto begin = static_cast<guint>(text.size());
        text += one_line(drawing::valid_text(line));
        const auto channel = [](double value) { return static_cast<guint16>(value * 65535); };
        insert(pango_attr_foreground_new(channel(colour.red), channel(colour.green), channel(colour.blue)), begin, text.size());
    }
    void insert(PangoAttribute* attribute, guint begin, std::size_t end) {
        attribute->start_index = begin;
        attribute->end_index = static_cast<guint>(end);
        pango_attr_list_insert(attributes_.get(), attribute);
    }

    const Canvas& canvas_;
    std::unique_ptr<PangoAttrList, drawing::Deleter<pango_attr_list_unref>> attributes_{pango_attr_list_new()};
    drawing::Text text_;
};

SignatureImage or_typed(const SignatureImage& image, const std::string& name) {
    if (!is_empty(image)) return image;
    SignatureImage typed;
    typed.typed = name;
    return typed;
}

void draw_signature(const Canvas& canvas, const SigningAct& act, const UprightSize& size) {
    const double pad = std::min(2.0, size.height * 0.06);
    const double w = size.width, h = size.height;
    const bool beside = w >= 2.2 * h;  // a wide field has the words beside the hand, a square one below it
    const double right = beside ? w * 0.48 : w - pad;
    const double line = beside ? h * 0.86 : h * 0.58;
    draw_ink(canvas, or_typed(act.image, act.signer_name), {pad, pad, right, line - pad});
    canvas.line(pad, line, right, line, 0.6, drawing::kInk);
    Block words(canvas, act);
    words.draw(beside ? Rect{w * 0.48 + 2 * pad + 1, pad, w - pad, h - pad} : Rect{pad, line + 1, w - pad, h - pad / 2});
}

void draw_qr(const Canvas& canvas, const std::string& text, const UprightSize& size) {
    const std::unique_ptr<QRcode, drawing::Deleter<QRcode_free>> code(QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_M));
    if (!code) return;
    const double side = std::min(size.width, size.height);
    const double module = side / (code->width + 8);  // a quiet zone of four modules, ISO/IEC 18004
    const double top = (size.height - side) / 2;
    canvas.fill(0, top, side, side, {1, 1, 1});
    canvas.colour({0, 0, 0});
    for (int y = 0; y < code->width; ++y) {
        for (int x = 0; x < code->width; ++x) {
            if ((code->data[y * code->width + x] & 1U) == 0) continue;
            cairo_rectangle(canvas.cairo(), (x + 4) * module, top + (y + 4) * module, module, module);
        }
    }
    cairo_fill(canvas.cairo());
}

}  // namespace

class AppearanceSheet::Impl {
  public:
    template <typename Draw>
    void page(const PlannedField& field, Draw&& draw) {
        if (!canvas_) canvas_.emplace();
        const UprightSize size = upright_size(field.box, field.rotation);
        canvas_->begin_page(size.width, size.height);
        draw(*canvas_, size);
        canvas_->end_page();
        rotations_.push_back(field.rotation);
    }

    std::vector<int> finish(ObjectSink& sink) {
        if (!canvas_) return {};
        return import_pages(canvas_->finish(), rotations_, sink);
    }

  private:
    std::optional<Canvas> canvas_;
    std::vector<int> rotations_;
};

AppearanceSheet::AppearanceSheet() : impl_(std::make_unique<Impl>()) {}
AppearanceSheet::~AppearanceSheet() = default;

void AppearanceSheet::add_text(const PlannedField& field, const std::string& value) {
    impl_->page(field, [&](const Canvas& canvas, const UprightSize& size) {
        if (field.type == FieldType::Multiline) return draw_lines(canvas, field, value, size);
        if (const int cells = cells_of(field); cells > 0) {
            return draw_cells(canvas, field, drawing::valid_text(value), cells, size);
        }
        draw_one_line(canvas, field, value, size);
    });
}

void AppearanceSheet::add_signature(const PlannedField& field, const SigningAct& act) {
    impl_->page(field, [&](const Canvas& canvas, const UprightSize& size) { draw_signature(canvas, act, size); });
}

void AppearanceSheet::add_initials(const PlannedField& field, const SigningAct& act) {
    impl_->page(field, [&](const Canvas& canvas, const UprightSize& size) {
        const double pad = std::min(1.5, size.height * 0.06);
        draw_ink(canvas, or_typed(act.initials, initials_of(act.signer_name)), {pad, pad, size.width - pad, size.height - pad});
    });
}

void AppearanceSheet::add_picture(const PlannedField& field, const Picture& picture) {
    impl_->page(field, [&](const Canvas& canvas, const UprightSize& size) {
        draw_picture(canvas, picture, {0, 0, size.width, size.height});
    });
}

void AppearanceSheet::add_qr(const PlannedField& field, const std::string& text) {
    impl_->page(field, [&](const Canvas& canvas, const UprightSize& size) { draw_qr(canvas, text, size); });
}

void AppearanceSheet::add_statement(const PlannedField& field, const SigningAct& act) {
    impl_->page(field, [&](const Canvas& canvas, const UprightSize& size) {
        const double pad = std::min(2.0, size.height * 0.06);
        canvas.line(pad, size.height - pad, size.width - pad, size.height - pad, 0.6, drawing::kInk);
        Block(canvas, act).draw({pad, pad, size.width - pad, size.height - 2 * pad});
    });
}

std::vector<int> AppearanceSheet::finish(ObjectSink& sink) { return impl_->finish(sink); }

void warm_up_appearances() {
    SigningAct act;
    // One word for each script: fontconfig sorts its fonts once for each.
    act.signer_name = act.caption = "Ag Žř Ωλ Жя שם نص क 漢字";
    PlannedField field;
    field.box = {0, 0, 200, 50};
    AppearanceSheet sheet;
    sheet.add_signature(field, act);
    sheet.add_initials(field, act);
    ObjectSink sink(1);
    static_cast<void>(sheet.finish(sink));
}

}  // namespace quillport::pdf
