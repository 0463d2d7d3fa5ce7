#include "content_state.hpp"

#include <algorithm>
#include <cmath>

namespace quillport::pdf {
namespace {

/// What stays the same for all glyphs of one string.
struct Frame {
    Matrix m;           ///< text space to the displayed page
    double up_x, up_y;  ///< font size upwards
    double to_adjust;   ///< text space units to numbers of a TJ array
};

struct Extent {
    double base_x, base_y;                ///< on the page: lower edge starts here
    double along_x, along_y;              ///< to the other end
    double low_x, low_y, high_x, high_y;  ///< from the base to the two long edges
};

void set_box(Glyph& glyph, const Extent& e) {
    if (e.along_y == 0 && e.low_x == 0 && e.high_x == 0 && e.along_x >= 0 && e.high_y >= e.low_y) {  // upright: nearly all text
        glyph.x0 = static_cast<float>(e.base_x);
        glyph.x1 = static_cast<float>(e.base_x + e.along_x);
        glyph.y0 = static_cast<float>(e.base_y + e.low_y);
        glyph.y1 = static_cast<float>(e.base_y + e.high_y);
        return;
    }
    const double xs[4] = {e.base_x + e.low_x, e.base_x + e.high_x, e.base_x + e.along_x + e.low_x,
                          e.base_x + e.along_x + e.high_x};
    const double ys[4] = {e.base_y + e.low_y, e.base_y + e.high_y, e.base_y + e.along_y + e.low_y,
                          e.base_y + e.along_y + e.high_y};
    glyph.x0 = static_cast<float>(std::min(std::min(xs[0], xs[1]), std::min(xs[2], xs[3])));
    glyph.x1 = static_cast<float>(std::max(std::max(xs[0], xs[1]), std::max(xs[2], xs[3])));
    glyph.y0 = static_cast<float>(std::min(std::min(ys[0], ys[1]), std::min(ys[2], ys[3])));
    glyph.y1 = static_cast<float>(std::max(std::max(ys[0], ys[1]), std::max(ys[2], ys[3])));
}

std::uint16_t first_bytes(std::string_view code) {
    const auto first = static_cast<unsigned char>(code[0]);
    if (code.size() < 2) return first;
    return static_cast<std::uint16_t>(first << 8U | static_cast<unsigned char>(code[1]));
}

/// Places one glyph whose origin is (x, y) on the page; returns its advance in text space along the writing direction.
double place_horizontal(const TextState& state, const Frame& frame, const GlyphEntry& entry, bool space, double x, double y,
                        Glyph& glyph) {
    const double width = entry.dx * state.size * state.scale;
    const double advance = (entry.dx * state.size + state.char_spacing + (space ? state.word_spacing : 0)) * state.scale;
    const double ascent = state.font->ascent();
    const double descent = state.font->descent();
    glyph.origin_x = static_cast<float>(x + frame.m.c * state.rise);
    glyph.origin_y = static_cast<float>(y + frame.m.d * state.rise);
    set_box(glyph, {x + frame.m.c * state.rise, y + frame.m.d * state.rise, width * frame.m.a, width * frame.m.b,
                    frame.up_x * descent, frame.up_y * descent, frame.up_x * ascent, frame.up_y * ascent});
    glyph.advance_x = static_cast<float>(advance * frame.m.a);
    glyph.advance_y = static_cast<float>(advance * frame.m.b);
    // Where all letters stand on one another no number moves anything, and 0 is as good as any.
    glyph.adjust = state.scale == 0 ? 0 : advance / state.scale * frame.to_adjust;
    return advance;
}

double place_vertical(const TextState& state, const Frame& frame, const GlyphEntry& entry, bool space, double x, double y,
                      Glyph& glyph) {
    const double advance = entry.dy * state.size + state.char_spacing + (space ? state.word_spacing : 0);
    const double half_x = 0.5 * state.size * state.scale * frame.m.a;
    const double half_y = 0.5 * state.size * state.scale * frame.m.b;
    glyph.origin_x = static_cast<float>(x);
    glyph.origin_y = static_cast<float>(y);
    set_box(glyph,
            {x, y, entry.dy * state.size * frame.m.c, entry.dy * state.size * frame.m.d, -half_x, -half_y, half_x, half_y});
    glyph.advance_x = static_cast<float>(advance * frame.m.c);
    glyph.advance_y = static_cast<float>(advance * frame.m.d);
    glyph.adjust = advance * frame.to_adjust;
    glyph.vertical = true;
    return advance;
}

}  // namespace

double Glyph::font_size() const noexcept { return std::hypot(up_x, up_y); }

bool show_string(const TextState& state, Matrix& text, std::string_view bytes, const OperandPlace& place,
                 std::uint32_t max_glyphs, PageContent& page) {
    if (state.font == nullptr) return true;
    Frame frame;
    frame.m = then(text, state.ctm);
    frame.up_x = frame.m.c * state.size;
    frame.up_y = frame.m.d * state.size;
    frame.to_adjust = state.size == 0 ? NAN : -1000.0 / state.size;
    const bool vertical = state.font->vertical();
    double moved = 0;
    bool within = true;
    for (std::size_t offset = 0; offset < bytes.size();) {
        if (page.glyphs.size() >= max_glyphs) {
            within = false;
            break;
        }
        const GlyphEntry& entry = state.font->lookup(bytes.substr(offset));
        const bool space = entry.bytes == 1 && bytes[offset] == ' ';
        Glyph& glyph = page.glyphs.emplace_back();
        glyph.text_begin = static_cast<std::uint32_t>(page.text.size());
        glyph.text_size = static_cast<std::uint8_t>(entry.text_size);
        const std::u32string_view meaning = state.font->text(entry);
        if (meaning.size() == 1) {
            page.text.push_back(meaning.front());
        } else {
            page.text.append(meaning);
        }
        glyph.code_bytes = entry.bytes;
        glyph.render_mode = static_cast<std::uint8_t>(state.render_mode);
        glyph.layer_off = place.layer_off;
        glyph.font = state.font->number();
        glyph.code = first_bytes(bytes.substr(offset, entry.bytes));
        if (entry.text_size == 0 && state.render_mode != 3) ++page.unread;
        glyph.masked = place.masked;
        glyph.run = place.run;
        glyph.operand = place.operand;
        glyph.offset = static_cast<std::uint32_t>(offset);
        glyph.up_x = static_cast<float>(frame.up_x);
        glyph.up_y = static_cast<float>(frame.up_y);
        const double x = frame.m.e + moved * (vertical ? frame.m.c : frame.m.a);
        const double y = frame.m.f + moved * (vertical ? frame.m.d : frame.m.b);
        moved += vertical ? place_vertical(state, frame, entry, space, x, y, glyph)
                          : place_horizontal(state, frame, entry, space, x, y, glyph);
        offset += entry.bytes;
    }
    text.e += moved * (vertical ? text.c : text.a);
    text.f += moved * (vertical ? text.d : text.b);
    return within;
}

void adjust_text(const TextState& state, Matrix& text, double number) noexcept {
    double distance = -number * 0.001 * state.size;
    if (state.font != nullptr && state.font->vertical()) {
        text.e += text.c * distance;
        text.f += text.d * distance;
    } else {
        distance *= state.scale;
        text.e += text.a * distance;
        text.f += text.b * distance;
    }
}

void move_line(Matrix& line, Matrix& text, double tx, double ty) noexcept {
    line.e += line.a * tx + line.c * ty;
    line.f += line.b * tx + line.d * ty;
    text = line;
}

}  // namespace quillport::pdf
