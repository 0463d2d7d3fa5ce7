#include "text_lines.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>

namespace quillport::formats {
namespace {

constexpr std::size_t kTab = 8;

std::size_t columns_of(UChar32 c) {
    const int type = u_charType(c);
    if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR) return 0;
    const int width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
    return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

/// Puts characters into columns.
class Composer {
  public:
    void put(std::string_view letter, std::size_t columns) {
        if (columns == 0 && !cells_.empty()) {
            cells_.back().text += letter;
            return;
        }
        if (step_back_ && !cells_.empty()) cells_.pop_back();
        step_back_ = false;
        cells_.push_back({column_, std::string(letter)});
        column_ += columns;
    }
    void blank() {
        step_back_ = false;
        ++column_;
    }
    void tab() {
        step_back_ = false;
        column_ = (column_ / kTab + 1) * kTab;
    }
    void backspace() {
        if (column_ == 0 || cells_.empty() || step_back_) return;
        step_back_ = true;
        column_ = cells_.back().column;
    }
    [[nodiscard]] TextLine line(bool new_page) {
        TextLine line;
        line.new_page = new_page;
        std::size_t end = 0;
        for (Segment& cell : cells_) {
            const std::size_t gap = line.segments.empty() ? 2 : cell.column - end;
            if (gap >= 2) {
                line.segments.push_back({cell.column, {}});
            } else if (gap == 1) {
                line.segments.back().text += ' ';
            }
            line.segments.back().text += cell.text;
            end = cell.column + width_of(cell.text);
        }
        line.columns = end;
        cells_.clear();
        column_ = 0;
        step_back_ = false;
        return line;
    }

  private:
    static std::size_t width_of(std::string_view text) {
        std::int32_t at = 0;
        UChar32 c = 0;
        U8_NEXT_OR_FFFD(text.data(), at, static_cast<std::int32_t>(text.size()), c);
        return std::max<std::size_t>(columns_of(c), 1);
    }
    std::vector<Segment> cells_;  ///< one a character
    std::size_t column_ = 0;
    bool step_back_ = false;  ///< the next letter takes the place of the last
};

void put_character(Composer& composer, UChar32 c, std::string_view letter) {
    if (c == '\t') {
        composer.tab();
    } else if (c == '\b') {
        composer.backspace();
    } else if (c == ' ' || c == 0xa0) {
        composer.blank();
    } else if (u_charType(c) != U_CONTROL_CHAR) {
        composer.put(letter, columns_of(c));
    }
}

}  // namespace

std::vector<TextLine> lines_of(std::string_view utf8) {
    std::vector<TextLine> lines;
    Composer composer;
    bool new_page = false, pending = false;  // pending: something was put since the last line end
    const auto size = static_cast<std::int32_t>(utf8.size());
    const auto end_line = [&] {
        lines.push_back(composer.line(new_page));
        new_page = pending = false;
    };
    for (std::int32_t at = 0; at < size;) {
        const std::int32_t start = at;
        UChar32 c = 0;
        U8_NEXT_OR_FFFD(utf8.data(), at, size, c);
        if (c == '\r' && at < size && utf8[static_cast<std::size_t>(at)] == '\n') continue;
        if (c == '\n' || c == '\r' || c == 0x85 || c == 0x2028) {
            end_line();
        } else if (c == '\f') {
            if (pending) end_line();
            new_page = true;
        } else {
            pending = true;
            put_character(composer, c, utf8.substr(static_cast<std::size_t>(start), static_cast<std::size_t>(at - start)));
        }
    }
    if (pending) end_line();
    return lines;
}

std::vector<TextLine> wrapped(const TextLine& line, std::size_t columns) {
    std::vector<TextLine> pieces{{{}, 0, line.new_page}};
    std::size_t begin = 0;  // column where the current piece begins
    for (const Segment& segment : line.segments) {
        std::size_t column = segment.column;
        std::string text;
        const auto keep = [&](std::size_t from) {
            if (!text.empty()) pieces.back().segments.push_back({from - begin, text});
            text.clear();
        };
        std::size_t from = column;
        const auto size = static_cast<std::int32_t>(segment.text.size());
        for (std::int32_t at = 0; at < size;) {
            const std::int32_t start = at;
            UChar32 c = 0;
            U8_NEXT_OR_FFFD(segment.text.data(), at, size, c);
            if (column + columns_of(c) > begin + columns) {
                keep(from);
                begin = from = column;
                pieces.push_back({});
            }
            text.append(segment.text, static_cast<std::size_t>(start), static_cast<std::size_t>(at - start));
            column += columns_of(c);
        }
        keep(from);
        pieces.back().columns = column - begin;
    }
    return pieces;
}

}  // namespace quillport::formats
