#include "page_ends.hpp"

#include <algorithm>
#include <string>

#include "text.hpp"

namespace quillport::tags {
namespace {

constexpr std::size_t kMaxHalf = 600;             ///< characters of a half that are looked at
constexpr double kNextLine = 2.5, kSameWord = 3;  ///< font sizes: what is farther is another block or cell

/// Whether the character goes on where the one before it ended: on its line, or on the one below.
bool goes_on(const pdf::PageContent& page, const Flow& flow, std::size_t i) {
    const pdf::Glyph& a = page.glyphs[flow[i - 1].glyph];
    const pdf::Glyph& b = page.glyphs[flow[i].glyph];
    const double size = std::max({a.font_size(), b.font_size(), 0.01});
    const double down = (a.origin_y - b.origin_y) / size;
    const double along = (b.origin_x - a.origin_x - a.advance_x) / size;
    if (down > 0.6) return down < kNextLine;
    return down > -0.6 && along < kSameWord && along > -1.5;
}

std::string text_over_page_end(const Flow& head, const Flow& tail) {
    Flow both = head;
    both.insert(both.end(), tail.begin(), tail.end());
    both[head.size()].line_before = true;
    return display_text(both);
}

}  // namespace

Flow head_of_cut_tag(const pdf::PageContent& page, const Flow& flow, std::size_t begin) {
    std::size_t end = std::min(begin + 2, flow.size());
    while (end < flow.size() && end < begin + kMaxHalf && goes_on(page, flow, end)) ++end;
    Flow out(flow.begin() + static_cast<std::ptrdiff_t>(begin), flow.begin() + static_cast<std::ptrdiff_t>(end));
    const bool alone =
        std::none_of(out.begin() + 2, out.end(), [](const Unit& unit) { return unit.c == U'{' || unit.c == U'}'; });
    if (!alone) return {};
    measure_gaps(page, out, 0, out.size());
    return out;
}

std::optional<CutTail> tail_of_cut_tag(const pdf::PageContent& page, const Flow& flow) {
    if (flow.empty() || flow.front().c == U'{') return std::nullopt;
    std::size_t end = 1;
    while (end < flow.size() && flow[end].c != U'{' && !(flow[end].c == U'}' && flow[end - 1].c == U'}')) ++end;
    if (end >= flow.size() || flow[end].c == U'{') return std::nullopt;
    std::size_t begin = end;
    while (begin > 0 && begin + kMaxHalf > end && goes_on(page, flow, begin)) --begin;
    CutTail out;
    out.units.assign(flow.begin() + static_cast<std::ptrdiff_t>(begin), flow.begin() + static_cast<std::ptrdiff_t>(end + 1));
    measure_gaps(page, out.units, 0, out.units.size());
    return out;
}

void join_over_page_end(PageFindings& first, PageFindings& second) {
    if (first.heads.empty() || !second.tail) return;
    const CutHead& head = first.heads.back();
    TagProblem& begins = first.problems[head.problem];
    TagProblem ends = second.tail->problem;
    begins.text = text_over_page_end(head.units, second.tail->units);
    begins.message = "Tag on page " + std::to_string(begins.page) + " cannot be read: " + begins.text + ". It begins on page " +
                     std::to_string(begins.page) + " and ends on page " + std::to_string(ends.page) +
                     "; a tag stands on one page.";
    ends.code = begins.code;
    ends.text = begins.text;
    ends.message = "Tag on page " + std::to_string(ends.page) + begins.message.substr(begins.message.find(" cannot"));
    second.problems.push_back(std::move(ends));
}

}  // namespace quillport::tags
