#include "quillport/documents/intake.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "quillport/runtime/digest.hpp"

namespace quillport::documents {
namespace {

constexpr std::size_t kTextLimit = 4000;      // bytes of a tag as written
constexpr std::size_t kWordLimit = 200;       // role, name, dialect, key
constexpr std::size_t kAttributes = 50;       // of one tag
constexpr std::size_t kPieces = 50;           // lines that one tag covers
constexpr double kPageLimit = 14'400 * 10.0;  // points; ISO 32000-1 Annex C.2 speaks of 14,400, UserUnit enlarges

Error bad_tag(std::string what) { return {ErrorCode::InvalidInput, std::move(what), "bad_tag"}; }

bool is_finite(const Rect& box) {
    return std::isfinite(box.x0) && std::isfinite(box.y0) && std::isfinite(box.x1) && std::isfinite(box.y1) && box.x0 <= box.x1 &&
           box.y0 <= box.y1;
}

/// A tag may hang over the edge of its page, as print does; wholly outside or far away it is no tag of this page.
bool lies_on(const Rect& box, const PageSize& page) {
    constexpr double kOver = 72;
    return is_finite(box) && box.x0 >= -kOver && box.y0 >= -kOver && box.x1 <= page.width + kOver &&
           box.y1 <= page.height + kOver;
}

Result<void> check_pages(const Detection& found, const IntakeLimits& limits) {
    if (found.pages.empty()) return bad_tag("no pages");
    if (found.pages.size() > limits.pages) return Error{ErrorCode::TooLarge, "too many pages", "too_many_pages"};
    for (const PageSize& page : found.pages)
        if (!(page.width > 0 && page.height > 0 && page.width <= kPageLimit && page.height <= kPageLimit))
            return bad_tag("page size");
    return {};
}

Result<void> check_tag(const Tag& tag, const std::vector<PageSize>& pages) {
    if (tag.page < 1 || static_cast<std::size_t>(tag.page) > pages.size()) return bad_tag("page of a tag");
    const PageSize& page = pages[static_cast<std::size_t>(tag.page) - 1];
    if (!lies_on(tag.box, page) || !lies_on(tag.field, page) || tag.field.empty()) return bad_tag("box of a tag");
    if (tag.pieces.size() > kPieces) return bad_tag("pieces of a tag");
    for (const Rect& piece : tag.pieces)
        if (!lies_on(piece, page)) return bad_tag("piece of a tag");
    if (tag.rotation != 0 && tag.rotation != 90 && tag.rotation != 180 && tag.rotation != 270)
        return bad_tag("rotation of a tag");
    if (!(tag.font_size >= 0 && tag.font_size <= 1000)) return bad_tag("font size of a tag");
    if (tag.text.size() > kTextLimit || tag.role.size() > kWordLimit || tag.dialect.size() > kWordLimit ||
        tag.name.value_or("").size() > kWordLimit)
        return bad_tag("length of a tag");
    if (tag.attributes.size() > kAttributes) return bad_tag("attributes of a tag");
    for (const auto& [key, value] : tag.attributes)
        if (key.size() > kWordLimit || value.size() > kTextLimit) return bad_tag("length of an attribute");
    return {};
}

Result<void> check_problem(const TagProblem& problem, const std::vector<PageSize>& pages) {
    if (problem.page < 1 || static_cast<std::size_t>(problem.page) > pages.size()) return bad_tag("page of a problem");
    if (!lies_on(problem.box, pages[static_cast<std::size_t>(problem.page) - 1])) return bad_tag("box of a problem");
    if (problem.text.size() > kTextLimit || problem.message.size() > kTextLimit || problem.code.size() > kWordLimit ||
        problem.guess.size() > kWordLimit)
        return bad_tag("length of a problem");
    return {};
}

}  // namespace

Error in_words(Error error) {
    const bool own_key = error.detail == "too_many_parts";
    if (error.code == ErrorCode::Timeout || (error.code == ErrorCode::TooLarge && !own_key)) error.detail = "too_complex";
    return error;
}

Result<void> check_detection(const Detection& found, const IntakeLimits& limits) {
    if (auto pages = check_pages(found, limits); !pages.ok()) return pages;
    if (found.tags.size() > limits.tags) return Error{ErrorCode::TooLarge, "too many tags", "too_many_tags"};
    if (found.problems.size() > limits.problems) return Error{ErrorCode::TooLarge, "too many problems", "too_many_problems"};
    for (const Tag& tag : found.tags)
        if (auto fine = check_tag(tag, found.pages); !fine.ok()) return fine;
    for (const TagProblem& problem : found.problems)
        if (auto fine = check_problem(problem, found.pages); !fine.ok()) return fine;
    return {};
}

Result<void> check_document(BytesView pdf, const IntakeLimits& limits) {
    if (pdf.size() > limits.bytes) return Error{ErrorCode::TooLarge, "document over the limit", "too_large"};
    // ISO 32000-1 §7.5.2 puts the header first; readers accept it within the first 1024 bytes (Annex H, note 13).
    if (text_of(pdf.first(std::min<std::size_t>(pdf.size(), 1024))).find("%PDF-") == std::string_view::npos)
        return Error{ErrorCode::Unsupported, "no PDF header", "not_pdf"};
    return {};
}

Result<Intake> take_in(Tools& tools, BytesView pdf, const TagSettings& settings, const IntakeLimits& limits) {
    if (auto fine = check_document(pdf, limits); !fine.ok()) return fine.error();
    auto inspection = tools.inspect(pdf, settings);
    if (!inspection.ok()) return in_words(std::move(inspection).error());
    if (auto fine = check_detection(inspection.value().found, limits); !fine.ok()) return fine.error();
    return Intake{runtime::sha256_hex(pdf), std::move(inspection).value()};
}

}  // namespace quillport::documents
