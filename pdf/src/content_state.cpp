#include "content_state.hpp"

#include <algorithm>
#include <cmath>

namespace quillport::pdf {
namespace {

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

}  // namespace

double Glyph::font_size() const noexcept { return std::hypot(up_x, up_y); }

TextShow::TextShow(const TextState& state, Matrix& text, const TextPlace& place, PageContent& page)
    : state_(state), text_(text), page_(page), adjustment_(0.001 * state.size * state.scale) {
    if (state.font == nullptr) return;
    vertical_ = state.font->vertical();
    if (vertical_) adjustment_ = 0.001 * state.size;
    to_page_ = then(text, state.ctm);
    const double up_x = to_page_.c * state.size;
    const double up_y = to_page_.d * state.size;
    to_adjust_ = state.size == 0 ? NAN : -1000.0 / state.size;
    rise_x_ = to_page_.c * state.rise;
    rise_y_ = to_page_.d * state.rise;
    low_x_ = up_x * state.font->descent();
    low_y_ = up_y * state.font->descent();
    high_x_ = up_x * state.font->ascent();
    high_y_ = up_y * state.font->ascent();
    step_x_ = vertical_ ? to_page_.c : to_page_.a;
    step_y_ = vertical_ ? to_page_.d : to_page_.b;
    like_.render_mode = static_cast<std::uint8_t>(state.render_mode);
    like_.layer_off = place.layer_off;
    like_.masked = place.masked;
    like_.vertical = vertical_;
    like_.font = state.font->number();
    like_.run = place.run;
    like_.up_x = static_cast<float>(up_x);
    like_.up_y = static_cast<float>(up_y);
}

TextShow::~TextShow() {
    text_.e += moved_ * (vertical_ ? text_.c : text_.a);
    text_.f += moved_ * (vertical_ ? text_.d : text_.b);
}

/// Places one glyph whose origin is (x, y) on the page; returns its advance in text space along the writing direction.
double TextShow::place_horizontal(const GlyphEntry& entry, bool space, double x, double y, Glyph& glyph) const noexcept {
    const double natural = entry.dx * state_.size;
    const double width = natural * state_.scale;
    const double unscaled = natural + state_.char_spacing + (space ? state_.word_spacing : 0);
    const double advance = unscaled * state_.scale;
    const double base_x = x + rise_x_;
    const double base_y = y + rise_y_;
    glyph.origin_x = static_cast<float>(base_x);
    glyph.origin_y = static_cast<float>(base_y);
    set_box(glyph, {base_x, base_y, width * step_x_, width * step_y_, low_x_, low_y_, high_x_, high_y_});
    glyph.advance_x = static_cast<float>(advance * step_x_);
    glyph.advance_y = static_cast<float>(advance * step_y_);
    // Where all letters stand on one another no number moves anything, and 0 is as good as any.
    glyph.adjust = state_.scale == 0 ? 0 : unscaled * to_adjust_;
    return advance;
}

double TextShow::place_vertical(const GlyphEntry& entry, bool space, double x, double y, Glyph& glyph) const noexcept {
    const double advance = entry.dy * state_.size + state_.char_spacing + (space ? state_.word_spacing : 0);
    const double half_x = 0.5 * state_.size * state_.scale * to_page_.a;
    const double half_y = 0.5 * state_.size * state_.scale * to_page_.b;
    glyph.origin_x = static_cast<float>(x);
    glyph.origin_y = static_cast<float>(y);
    const double length = entry.dy * state_.size;
    set_box(glyph, {x, y, length * step_x_, length * step_y_, -half_x, -half_y, half_x, half_y});
    glyph.advance_x = static_cast<float>(advance * step_x_);
    glyph.advance_y = static_cast<float>(advance * step_y_);
    glyph.adjust = advance * to_adjust_;
    return advance;
}

bool TextShow::show(std::string_view bytes, std::uint32_t operand, std::uint32_t max_glyphs) {
    if (state_.font == nullptr) return true;
    like_.operand = operand;
    like_.offset = 0;
    while (!bytes.empty()) {
        if (page_.glyphs.size() >= max_glyphs) return false;
        const GlyphEntry& entry = state_.font->lookup(bytes);
        const bool space = entry.bytes == 1 && bytes.front() == ' ';
        like_.text_begin = static_cast<std::uint32_t>(page_.text.size());
        like_.text_size = static_cast<std::uint8_t>(entry.text_size);
        like_.code_bytes = entry.bytes;
        like_.code = first_bytes(bytes.substr(0, entry.bytes));
        const double x = to_page_.e + moved_ * step_x_;
        const double y = to_page_.f + moved_ * step_y_;
        moved_ += vertical_ ? place_vertical(entry, space, x, y, like_) : place_horizontal(entry, space, x, y, like_);
        page_.glyphs.push_back(like_);
        const std::u32string_view meaning = state_.font->text(entry);
        if (meaning.size() == 1) {
            page_.text.push_back(meaning.front());
        } else {
            page_.text.append(meaning);
        }
        if (meaning.empty() && state_.render_mode != 3) ++page_.unread;
        like_.offset += entry.bytes;
        bytes.remove_prefix(entry.bytes);
    }
    return true;
}

void move_line(Matrix& line, Matrix& text, double tx, double ty) noexcept {
    line.e += line.a * tx + line.c * ty;
    line.f += line.b * tx + line.d * ty;
    text = line;
}

}  // namespace quillport::pdf
