#include "messages.hpp"

namespace quillport::worker {
namespace {

constexpr int kLastRule = static_cast<int>(SplitBy::Code);
constexpr int kMostPages = 1'000'000;

std::vector<int> get_pages(Reader& in) {
    return in.list<int>([](Reader& r) { return r.integer_in(1, kMostPages); });
}
void put(Writer& out, const std::vector<int>& pages) {
    out.list(pages, [](Writer& w, int page) { w.integer(page); });
}

void put(Writer& out, const TakenApart::Part& part) {
    out.integer(part.pages.first);
    out.integer(part.pages.last);
    out.text(part.pages.key);
    out.text(part.pages.title);
    out.bytes(part.pdf);
}
TakenApart::Part get_part(Reader& in) {
    TakenApart::Part part;
    part.pages.first = in.integer_in(1, kMostPages);
    part.pages.last = in.integer_in(part.pages.first, kMostPages);
    part.pages.key = in.text();
    part.pages.title = in.text();
    part.pdf = in.bytes();
    return part;
}

}  // namespace

void write(Writer& out, const SplitOrder& value) {
    out.integer(static_cast<int>(value.rule.by));
    out.integer(value.rule.pages);
    out.text(value.rule.expression);
    put(out, value.tag_pages);
    out.flag(value.wish == Client::SplitWish::Documents);
}
void read(Reader& in, SplitOrder& value) {
    value.rule.by = static_cast<SplitBy>(in.integer_in(0, kLastRule));
    value.rule.pages = in.integer_in(0, kMostPartPages);
    value.rule.expression = in.text();
    value.tag_pages = get_pages(in);
    value.wish = in.flag() ? Client::SplitWish::Documents : Client::SplitWish::PlanOnly;
}

void write(Writer& out, const TakenApart& value) {
    out.list(value.parts, [](Writer& w, const TakenApart::Part& part) { put(w, part); });
    put(out, value.separators);
    out.text(value.whole_because);
    out.flag(value.loses_attachments);
}
void read(Reader& in, TakenApart& value) {
    value.parts = in.list<TakenApart::Part>(get_part);
    value.separators = get_pages(in);
    value.whole_because = in.text();
    value.loses_attachments = in.flag();
    if (value.parts.empty()) in.refuse();
}

}  // namespace quillport::worker
