#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace quillport::formats {

/// Letters that stand together, from a column on; columns count from 0, wide characters take two.
struct Segment {
    std::size_t column = 0;
    std::string text;
};
struct TextLine {
    std::vector<Segment> segments;
    std::size_t columns = 0;
    bool new_page = false;  ///< begins a page
};

/// The lines of a text in UTF-8. Line ends are LF, CR LF or CR; an overstrike (letter, backspace, letter) keeps its second
/// letter; other controls vanish. Two or more blanks part segments, so that columns stay where they are whatever fonts letters
/// come from.
[[nodiscard]] std::vector<TextLine> lines_of(std::string_view utf8);

/// The line in pieces of at most `columns`.
[[nodiscard]] std::vector<TextLine> wrapped(const TextLine& line, std::size_t columns);

}  // namespace quillport::formats
