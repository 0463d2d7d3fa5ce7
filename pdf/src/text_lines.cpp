#include <algorithm>
#include <cmath>
#include <exception>

#include "quillport/pdf/content.hpp"
#include "quillport/pdf/document.hpp"
#include "quillport/pdf/page_image.hpp"

namespace quillport::pdf {
namespace {

// In font sizes.
constexpr double kSameBaseline = 0.3, kWordGap = 0.18, kLineGap = 1.6, kSamePlace = 0.15;

bool is_space(char32_t c) {
    return c == U' ' || c == U'\u00a0' || c == U'\t' || (c >= U'\u2000' && c <= U'\u200a') || c == U'\u3000';
}

// Letters that are written from right to left: Hebrew to Arabic Extended-A, presentation forms, and the right-to-left planes'
// start.
bool is_rtl(char32_t c) {
    return (c >= 0x590 && c <= 0x8ff) || (c >= 0xfb1d && c <= 0xfdff) || (c >= 0xfe70 && c <= 0xfefe) ||
           (c >= 0x10800 && c <= 0x10fff);
}

void append_utf8(std::string& out, char32_t c) {
    const auto byte = [&](std::uint32_t value) { out += static_cast<char>(value); };
    if (c < 0x80) return byte(c);
    if (c < 0x800) {
        byte(0xc0U | c >> 6U);
    } else if (c < 0x10000) {
        byte(0xe0U | c >> 12U);
        byte(0x80U | (c >> 6U & 0x3fU));
    } else {
        byte(0xf0U | c >> 18U);
        byte(0x80U | (c >> 12U & 0x3fU));
        byte(0x80U | (c >> 6U & 0x3fU));
    }
    byte(0x80U | (c & 0x3fU));
}

bool is_character(char32_t c) { return c >= 0x20 && c != 0x7f && c <= 0x10ffff && !(c >= 0xd800 && c <= 0xdfff) && c != 0xfeff; }

// A glyph along its own line: `u` in reading direction, `v` across it.
struct Mark {
    std::u32string_view text;
    Rect box;
    double u0 = 0, u1 = 0, v = 0, size = 0;
    int rotation = 0;
};

Mark mark_of(const PageContent& content, const Glyph& glyph) {
    Mark mark;
    mark.text = content.text_of(glyph);
    mark.box = glyph.box();
    mark.size = std::max(glyph.font_size(), 0.01);
    // The way up is known even where the advance is nothing.
    double x = glyph.up_y, y = -glyph.up_x;
    const double length = std::hypot(x, y);
    if (length > 0) {
        x /= length;
        y /= length;
    } else {
        x = 1;
    }
    mark.rotation = ((static_cast<int>(std::lround(std::atan2(y, x) * 2 / 3.14159265358979)) * 90) + 360) % 360;
    mark.u0 = glyph.origin_x * x + glyph.origin_y * y;
    mark.u1 = mark.u0 + glyph.advance_x * x + glyph.advance_y * y;
    mark.v = glyph.origin_y * x - glyph.origin_x * y;
    return mark;
}

class Line {
  public:
    explicit Line(const Mark& first) : marks_{first} {}

    [[nodiscard]] bool takes(const Mark& next) const {
        const Mark& last = marks_.back();
        const double size = std::max(last.size, next.size);
        const double gap = next.u0 - last.u1, gap_back = last.u0 - next.u1;  // the second: written from right to left
        return next.rotation == last.rotation && std::abs(next.v - last.v) < kSameBaseline * size &&
               ((gap > -0.6 * size && gap < kLineGap * size) ||
                (gap_back > -0.6 * size && gap_back < kLineGap * size && is_rtl(next.text[0])));
    }

    void add(const Mark& next) {
        const std::size_t back = std::min<std::size_t>(marks_.size(), 4);  // bold by painting twice
        const bool twice = std::any_of(marks_.end() - static_cast<std::ptrdiff_t>(back), marks_.end(), [&](const Mark& m) {
            return m.text == next.text && std::abs(m.u0 - next.u0) < kSamePlace * next.size;
        });
        if (!twice) marks_.push_back(next);
    }

    [[nodiscard]] TextLine finish() {
        restore_order();
        TextLine line;
        line.rotation = marks_.front().rotation;
        line.box = marks_.front().box;
        std::u32string text;
        for (std::size_t i = 0; i < marks_.size(); ++i) {
            const Mark& mark = marks_[i];
            line.box = united(line.box, mark.box);
            line.font_size = std::max(line.font_size, mark.size);
            if (i > 0 && is_word_gap(marks_[i - 1], mark)) text += U' ';
            text += mark.text;
        }
        line.text = trimmed(text);
        return line;
    }

  private:
    static bool is_word_gap(const Mark& a, const Mark& b) {
        if (is_space(a.text.back()) || is_space(b.text.front())) return false;
        return std::max(b.u0 - a.u1, a.u0 - b.u1) > kWordGap * std::max(a.size, b.size);
    }

    // Right-to-left words that were painted from the left are turned into the order in which they are read.
    void restore_order() {
        for (std::size_t i = 0; i < marks_.size();) {
            std::size_t last = i;
            for (std::size_t j = i; j < marks_.size() && (is_rtl(marks_[j].text[0]) || is_space(marks_[j].text[0])); ++j) {
                if (is_rtl(marks_[j].text[0])) last = j;
            }
            if (is_rtl(marks_[i].text[0]) && last > i && marks_[last].u0 > marks_[i].u0) {
                std::reverse(marks_.begin() + static_cast<std::ptrdiff_t>(i),
                             marks_.begin() + static_cast<std::ptrdiff_t>(last) + 1);
            }
            i = last + 1;
        }
    }

    static std::string trimmed(const std::u32string& text) {
        std::string out;
        bool gap = false;
        for (const char32_t c : text) {
            if (is_space(c)) {
                gap = !out.empty();
            } else if (is_character(c)) {
                if (gap) out += ' ';
                gap = false;
                append_utf8(out, c);
            }
        }
        return out;
    }

    std::vector<Mark> marks_;
};

// A whole line painted twice (shadow, bold) is read once.
bool is_repeated(const std::vector<TextLine>& lines, const TextLine& line) {
    const std::size_t back = std::min<std::size_t>(lines.size(), 8);
    return std::any_of(lines.end() - static_cast<std::ptrdiff_t>(back), lines.end(), [&](const TextLine& other) {
        const double near = 0.25 * line.font_size;
        return other.text == line.text && std::abs(other.box.x0 - line.box.x0) < near &&
               std::abs(other.box.y0 - line.box.y0) < near;
    });
}

void finish_line(std::vector<TextLine>& lines, std::vector<Line>& open) {
    for (Line& line : open) {
        TextLine done = line.finish();
        if (!done.text.empty() && !is_repeated(lines, done)) lines.push_back(std::move(done));
    }
    open.clear();
}

std::vector<TextLine> grouped(const PageContent& content) {
    std::vector<TextLine> lines;
    std::vector<Line> open;  // none or one
    for (const Glyph& glyph : content.glyphs) {
        if (glyph.layer_off || glyph.masked || glyph.text_size == 0 || content.runs[glyph.run].in_glyph) continue;
        const Mark mark = mark_of(content, glyph);
        if (!open.empty() && open.back().takes(mark)) {
            open.back().add(mark);
        } else {
            finish_line(lines, open);
            open.emplace_back(mark);
        }
    }
    finish_line(lines, open);
    return lines;
}

}  // namespace

Result<std::vector<TextLine>> text_lines(ContentReader& reader, int page) {
    try {
        PageContent content;
        if (auto read = reader.read(page, content); !read) return std::move(read).error();
        return grouped(content);
    } catch (const std::exception&) {
        return Error{ErrorCode::Unsupported, "page cannot be read", "damaged"};
    }
}

Result<std::vector<TextLine>> text_lines(BytesView pdf, int page) {
    auto document = Document::open(pdf);
    if (!document) return std::move(document).error();
    if (page < 1 || page > document.value().page_count()) return Error{ErrorCode::InvalidInput, "no such page", {}};
    ContentReader reader(document.value());
    return text_lines(reader, page);
}

}  // namespace quillport::pdf
