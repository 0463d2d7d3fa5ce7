#include "appearances.hpp"

#include <qrencode.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

#include "form_painter.hpp"
#include "ink.hpp"
#include "marks.hpp"
#include "quillport/pdf/field_text.hpp"
#include "signature_words.hpp"

namespace quillport::pdf {
namespace {

constexpr double kShrink = 0.94, kReadable = 5, kSmallest = 3;
constexpr Typeface kValues{.families = drawing::kValueFamilies};

enum class Align { Left, Centre, Right };

Align alignment_of(const PlannedField& field) {
    const auto at = field.attributes.find("align");
    if (at == field.attributes.end()) return Align::Left;
    return at->second == "center" ? Align::Centre : at->second == "right" ? Align::Right : Align::Left;
}

std::string one_line(std::string text) {
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
    return text;
}

// Where the ink of lines of this size may reach above the first and below the last baseline.
double height_of(const std::vector<GlyphLine>& lines, double size) {
    if (lines.empty()) return 0;
    const double above = std::max(kLineAscent, lines.front().ink.y1), below = std::max(1 - kLineAscent, -lines.back().ink.y0);
    return size * (above + kLineHeight * static_cast<double>(lines.size() - 1) + below);
}

// A line that reads from right to left starts at the right end.
double shift_of(const GlyphLine& line, Align align, double free) {
    if (align == Align::Centre) return free / 2;
    return (align == Align::Right) != line.rtl ? free : 0;
}

// `top`: of the block, y downwards.
void show(FormPainter& painter, const std::vector<GlyphLine>& lines, double size, Align align, const Rect& area, double top) {
    double baseline = top + (lines.empty() ? 0 : std::max(kLineAscent, lines.front().ink.y1)) * size;
    for (const GlyphLine& line : lines) {
        painter.text(line, area.x0 + shift_of(line, align, area.width() - line.width * size), baseline, size, drawing::kValue);
        baseline += kLineHeight * size;
    }
}

struct Fitted {
    double size = kSmallest;
    std::vector<GlyphLine> lines;
};

// Smaller until the lines fit into the area, at last with an ellipsis.
Fitted fitted(const Typeset& text, double size, double smallest, const Rect& area) {
    for (;; size = std::max(size * kShrink, smallest)) {
        const Typeset::Measure needs = text.measure(area.width() / size);
        const double height = size * (1 + kLineHeight * static_cast<double>(needs.lines - 1));
        if (height <= area.height() && needs.width * size <= area.width() + 0.01) {
            Fitted out{size, text.lines(area.width() / size)};
            if (height_of(out.lines, size) <= area.height() + 0.01 || size <= smallest) return out;
        }
        if (size <= smallest) break;
    }
    const auto most = static_cast<std::size_t>(std::max(0.0, area.height() / size - 1) / kLineHeight) + 1;
    return {size, text.lines(area.width() / size, most)};
}

// One line on the field's baseline: smaller until it fits; smaller than can be read well it rather takes a second line, and at
// last it ends in an ellipsis.
void draw_one_line(FormPainter& painter, const PlannedField& field, const std::string& value, const UprightSize& box) {
    const double pad = std::min(1.0, box.width / 10), room = box.width - 2 * pad;
    const Typeset text(one_line(value), kValues);
    // In height only what stands above the baseline must fit: the ink of letters below it may reach the edge of the box.
    const double above = box.height - kFieldDescent * field.font_size;
    const double largest = std::min(field.font_size, std::max(above, box.height / 2) / 0.85);
    const double fits = room / std::max(text.measure(-1).width, 0.01);
    const Rect area{pad, 0, box.width - pad, box.height};
    if (fits < std::min(largest, kReadable)) {
        const Fitted lines = fitted(text, std::min(largest, kReadable), std::min(largest, kSmallest), area);
        return show(painter, lines.lines, lines.size, alignment_of(field), area,
                    std::max(0.0, (box.height - height_of(lines.lines, lines.size)) / 2));
    }
    double size = std::min(largest, fits);
    const GlyphLine line = text.lines(-1).front();
    // Scripts that reach far above and below their baseline become small enough to stay in the box.
    size = std::min(size, box.height / std::max(line.ink.y1 - line.ink.y0, 0.01));
    const double wished = box.height - kFieldDescent * std::min(field.font_size, largest);
    const double lowest = box.height + std::min(0.0, line.ink.y0) * size, highest = std::max(0.0, line.ink.y1) * size;
    painter.text(line, pad + shift_of(line, alignment_of(field), room - line.width * size),
                 std::clamp(wished, std::min(highest, lowest), std::max(highest, lowest)), size, drawing::kValue);
}

void draw_lines(FormPainter& painter, const PlannedField& field, const std::string& value, const UprightSize& box) {
    const double pad = std::min(1.0, box.width / 10);
    const Rect area{pad, 0, box.width - pad, box.height};
    const Typeset text(value, kValues);
    // A single line in a box of one line stands on the baseline of the words beside it, as every other value.
    const bool single = box.height < 1.5 * field.font_size && text.measure(area.width() / field.font_size).lines == 1;
    if (single) return draw_one_line(painter, field, value, box);
    const Fitted lines = fitted(text, field.font_size, std::min(field.font_size, kSmallest), area);
    show(painter, lines.lines, lines.size, alignment_of(field), area, 0);
}

// One character in each of the equal cells that the form prints (ISO 32000-1 table 228, Comb).
void draw_cells(FormPainter& painter, const PlannedField& field, const std::string& value, int cells, const UprightSize& box) {
    const double width = box.width / cells;
    const std::string line = one_line(value);
    int cell = 0;
    for (const char* at = line.c_str(); *at != '\0' && cell < cells; at = g_utf8_next_char(at), ++cell) {
        const Typeset text(std::string(at, static_cast<std::size_t>(g_utf8_next_char(at) - at)), kValues);
        const Rect area{cell * width, 0, (cell + 1) * width, box.height};
        const Fitted letter = fitted(text, field.font_size, std::min(field.font_size, kSmallest), area);
        show(painter, letter.lines, letter.size, Align::Centre, area, (box.height - height_of(letter.lines, letter.size)) / 2);
    }
}

int cells_of(const PlannedField& field) {
    const auto comb = field.attributes.find("comb"), longest = field.attributes.find("maxlength");
    if (comb == field.attributes.end() || longest == field.attributes.end()) return 0;
    int cells = 0;
    std::from_chars(longest->second.data(), longest->second.data() + longest->second.size(), cells);
    return std::clamp(cells, 0, 1000);
}

// The typed name as the shapes of its letters: in a face like handwriting where one has them all, else in an italic serif.
void draw_typed(FormPainter& painter, const std::string& name, const Rect& area) {
    std::optional<Typeset> text;
    for (const char* family : hand_families()) {
        text.emplace(name, Typeface{.families = family, .slant = PANGO_STYLE_ITALIC, .fallback = false});
        if (text->is_complete()) break;
        text.reset();
    }
    if (!text) text.emplace(name, Typeface{.families = kItalicFamilies, .slant = PANGO_STYLE_ITALIC});
    const GlyphLine line = text->lines(-1).front();
    if (line.ink.empty()) return;
    const double size = std::min({area.width() / line.ink.width(), area.height() / line.ink.height(), 48.0});
    painter.shapes(line, (area.x0 + area.x1) / 2 - (line.ink.x0 + line.ink.x1) / 2 * size, area.y1 + line.ink.y0 * size, size,
                   drawing::kValue);
}

void draw_hand(FormPainter& painter, const SignatureImage& image, const std::string& name, const Rect& area) {
    if (area.empty()) return;
    if (!image.picture.rgba.empty()) return painter.picture(image.picture, area);
    if (!image.strokes.empty()) return painter.strokes(ink_paths(image, area), drawing::kValue);
    draw_typed(painter, one_line(image.typed.empty() ? name : image.typed), area);
}

/// A QR code without its quiet zone of four modules (ISO/IEC 18004 §6.3.8).
struct Code {
    int side = 0;
    std::vector<bool> dark;
};
std::optional<Code> code_of(const std::string& text) {
    const std::unique_ptr<QRcode, Deleter<QRcode_free>> code(QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_M));
    if (!code) return std::nullopt;
    Code out{code->width, {}};
    for (int i = 0; i < code->width * code->width; ++i) out.dark.push_back((code->data[i] & 1U) != 0);
    return out;
}

void draw_code(FormPainter& painter, const Code& code, const Rect& square) {
    const double module = square.width() / (code.side + 8);
    painter.fill(square, {1, 1, 1});
    painter.modules(code.dark, code.side,
                    {square.x0 + 4 * module, square.y0 + 4 * module, square.x1 - 4 * module, square.y1 - 4 * module});
}

// The code at the right end, where it can be read from paper; takes its place from `area`.
void draw_verify_code(FormPainter& painter, const std::string& url, Rect& area) {
    constexpr double kModule = 0.7;  // points, a quarter of a millimetre
    if (url.empty()) return;
    const std::optional<Code> code = code_of(url);
    const double side = std::min({area.height(), area.width() * 0.35, 72.0});
    if (!code || side < kModule * (code->side + 8)) return;
    const double top = (area.y0 + area.y1 - side) / 2;
    draw_code(painter, *code, {area.x1 - side, top, area.x1, top + side});
    area.x1 -= side + 1;
}

void draw_logo(FormPainter& painter, const SignatureLook& look, Rect& area) {
    if (look.logo_place == LogoPlace::None || look.logo.rgba.empty()) return;
    if (look.logo_place == LogoPlace::Behind) return painter.picture(look.logo, area, 0.18);
    const double shape = static_cast<double>(look.logo.width) / look.logo.height;
    const double width = std::min(area.width() * 0.22, shape * area.height());
    const double gap = area.width() * 0.02;
    if (look.logo_place == LogoPlace::Left) {
        painter.picture(look.logo, {area.x0, area.y0, area.x0 + width, area.y1});
        area.x0 += width + gap;
    } else {
        painter.picture(look.logo, {area.x1 - width, area.y0, area.x1, area.y1});
        area.x1 -= width + gap;
    }
}

void draw_signature(FormPainter& painter, const SigningAct& act, const UprightSize& box) {
    const double pad = std::min(2.0, box.height * 0.06);
    Rect area{pad, pad, box.width - pad, box.height - pad};
    draw_logo(painter, act.look, area);
    draw_verify_code(painter, act.look.verify_url, area);
    const SignatureWords words(act);
    const bool beside = area.width() >= 2.2 * area.height();  // a wide field has the words beside the hand, a square one below it
    const bool alone = words.empty();
    const double right = beside && !alone ? area.x0 + area.width() * 0.48 : area.x1;
    const double line = area.y0 + area.height() * (beside || alone ? 0.87 : 0.58);
    draw_hand(painter, act.image, act.signer_name, {area.x0, area.y0, right, line - pad});
    painter.line(area.x0, line, right, line, 0.6, drawing::kInk);
    if (beside) {
        words.draw(painter, {right + pad + 1, area.y0, area.x1, area.y1});
    } else {
        words.draw(painter, {area.x0, line + 1, area.x1, area.y1});
    }
}

}  // namespace

class AppearanceSheet::Impl {
  public:
    explicit Impl(ObjectSink& sink) : sink_(sink), fonts_(sink) {}

    template <typename Draw>
    int form(const PlannedField& field, Draw&& draw) {
        const UprightSize size = upright_size(field.box, field.rotation);
        FormPainter painter(fonts_, sink_, size.width, size.height);
        draw(painter, size);
        return painter.finish(field.rotation);
    }
    void finish() { fonts_.finish(); }

  private:
    ObjectSink& sink_;
    FontBook fonts_;
};

AppearanceSheet::AppearanceSheet(ObjectSink& sink) : impl_(std::make_unique<Impl>(sink)) {}
AppearanceSheet::~AppearanceSheet() = default;

int AppearanceSheet::add_text(const PlannedField& field, const std::string& value) {
    return impl_->form(field, [&](FormPainter& painter, const UprightSize& size) {
        if (field.type == FieldType::Multiline) return draw_lines(painter, field, value, size);
        if (const int cells = cells_of(field); cells > 0) {
            return draw_cells(painter, field, drawing::valid_text(value), cells, size);
        }
        draw_one_line(painter, field, value, size);
    });
}

int AppearanceSheet::add_signature(const PlannedField& field, const SigningAct& act) {
    return impl_->form(field, [&](FormPainter& painter, const UprightSize& size) { draw_signature(painter, act, size); });
}

int AppearanceSheet::add_initials(const PlannedField& field, const SigningAct& act) {
    return impl_->form(field, [&](FormPainter& painter, const UprightSize& size) {
        const double pad = std::min(1.5, size.height * 0.06);
        draw_hand(painter, act.initials, initials_of(act.signer_name), {pad, pad, size.width - pad, size.height - pad});
    });
}

int AppearanceSheet::add_picture(const PlannedField& field, const Picture& picture) {
    return impl_->form(field, [&](FormPainter& painter, const UprightSize& size) {
        painter.picture(picture, {0, 0, size.width, size.height});
    });
}

int AppearanceSheet::add_qr(const PlannedField& field, const std::string& text) {
    return impl_->form(field, [&](FormPainter& painter, const UprightSize& size) {
        const std::optional<Code> code = code_of(text);
        const double side = std::min(size.width, size.height), top = (size.height - side) / 2;
        if (code) draw_code(painter, *code, {0, top, side, top + side});
    });
}

int AppearanceSheet::add_statement(const PlannedField& field, const SigningAct& act) {
    return impl_->form(field, [&](FormPainter& painter, const UprightSize& size) {
        const double pad = std::min(6.0, size.height * 0.08);
        painter.frame({0.5, 0.5, size.width - 0.5, size.height - 0.5}, 0.8, drawing::kInk);
        Rect area{pad, pad, size.width - pad, size.height - pad};
        draw_logo(painter, act.look, area);
        draw_verify_code(painter, act.look.verify_url, area);
        SignatureWords(act).draw(painter, area);
    });
}

void AppearanceSheet::finish() { impl_->finish(); }

void warm_up_appearances() {
    SigningAct act;
    // One word for each script: fontconfig sorts its fonts once for each.
    act.signer_name = act.caption = "Ag Žř Ωλ Жя שם نص क 漢字";
    PlannedField field;
    field.box = {0, 0, 200, 50};
    ObjectSink sink(1);
    AppearanceSheet sheet(sink);
    static_cast<void>(sheet.add_signature(field, act));
    static_cast<void>(sheet.add_initials(field, act));
    sheet.finish();
}

}  // namespace quillport::pdf
