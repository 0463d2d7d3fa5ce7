#include "revision_history.hpp"

#include <algorithm>

namespace quillport::pdf::revision {
namespace {

constexpr std::string_view kEnd = "%%EOF";
/// More than any honest document has between two signatures; ends a hostile one.
constexpr std::size_t kMostBetween = 200;
constexpr int kMostMarks = 5'000;

std::int64_t previous_section(Snapshot& snapshot) {
    QPDFObjectHandle previous = snapshot.qpdf.getTrailer().getKey("/Prev");
    return previous.isInteger() ? previous.getIntValue() : -1;
}

/// Behind the end of a line that follows.
std::size_t behind_line(std::string_view text, std::size_t at) {
    if (at < text.size() && text[at] == '\r') ++at;
    if (at < text.size() && text[at] == '\n') ++at;
    return at;
}

}  // namespace

std::vector<std::unique_ptr<Snapshot>> revisions_between(BytesView pdf, const Snapshot& before, Snapshot& after,
                                                         KnownObjects& known) {
    const std::string_view text = text_of(pdf.first(static_cast<std::size_t>(after.size)));
    std::vector<std::unique_ptr<Snapshot>> found;
    std::int64_t wanted = previous_section(after);
    auto mark = text.rfind(kEnd);
    for (int i = 0; i < kMostMarks && wanted > before.last_xref && found.size() < kMostBetween; ++i) {
        mark = mark == 0 || mark == std::string_view::npos ? std::string_view::npos : text.rfind(kEnd, mark - 1);
        if (mark == std::string_view::npos || mark < static_cast<std::size_t>(before.size)) break;
        const std::size_t end = behind_line(text, mark + kEnd.size());
        if (last_startxref(text.substr(0, end)) != wanted) continue;
        auto revision = open_snapshot(pdf.first(end), known);
        if (!revision.ok()) break;
        wanted = previous_section(*revision.value());
        found.push_back(std::move(revision).value());
    }
    std::reverse(found.begin(), found.end());
    return found;
}

}  // namespace quillport::pdf::revision
