#include "page_numbers.hpp"

#include <re2/re2.h>

#include <algorithm>

namespace quillport::splitter {
namespace {

/// Of the page's height: where headers and footers stand.
constexpr double kEdge = 0.18;

/// The words for "page" and "of" in the languages of the product; a slash does for every "of".
constexpr const char* kWorded =
    R"((?i)(?:page|pg\.?|stran|str\.?|seite|s\.|strana|stránka|stranka|strona|stranica|pagina|pag\.?|blatt|list))"
    R"(\s*[:.]?\s*(\d{1,4})\s*(?:of|od|von|z|ze|di|aus|/|\|)\s*(\d{1,4}))";
/// "1/3", "- 1 / 3 -", "(1 of 3)", "1 od 3": numbers without the word, alone on their line.
constexpr const char* kBare = R"((?i)[\s\-–—(\[|]*(\d{1,4})\s*(?:/|of|od|von|z|di)\s*(\d{1,4})[\s\-–—)\]|]*)";

struct Numbers {
    int page = 0, pages = 0;
};

bool is_first(const Numbers& n) { return n.page == 1 && n.pages >= 1; }

bool at_edge(const pdf::TextLine& line, PageSize size) {
    const double middle = (line.box.y0 + line.box.y1) / 2;
    return middle > size.height * (1 - kEdge) || middle < size.height * kEdge;
}

}  // namespace

bool is_page_one(const std::vector<pdf::TextLine>& lines, PageSize size) {
    static const RE2 worded(kWorded), bare(kBare);
    static const RE2 whole(std::string(R"([\s\-–—(\[|]*)") + kWorded + R"([\s\-–—)\]|.]*)");
    bool first = false;
    for (const pdf::TextLine& line : lines) {
        Numbers n;
        const bool edge = at_edge(line, size);
        const bool read = RE2::FullMatch(line.text, whole, &n.page, &n.pages) ||
                          (edge && (RE2::PartialMatch(line.text, worded, &n.page, &n.pages) ||
                                    RE2::FullMatch(line.text, bare, &n.page, &n.pages)));
        if (!read || n.page < 1 || n.page > n.pages) continue;
        if (!is_first(n)) return false;  // "page 2 of 3" beside it: the page is not the first of anything
        first = true;
    }
    return first;
}

}  // namespace quillport::splitter
