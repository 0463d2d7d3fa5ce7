#include "quillport/documents/intake.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

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
    // {{doc}}, {{split}} and definitions make no field and have no place for one.
    const bool lacks_field = tag.kind == TagKind::Field && tag.field.empty();
    if (!lies_on(tag.box, page) || !lies_on(tag.field, page) || lacks_field) return bad_tag("box of a tag");
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
    const bool has_own_key = error.detail == "too_many_pages" || error.detail == "too_many_parts";
    // No code that stands for "try again": the same document would come for ever.
    if (error.code == ErrorCode::Timeout || (error.code == ErrorCode::TooLarge && !has_own_key))
        return {ErrorCode::TooLarge, std::move(error.what), "too_complex"};
    if (error.code == ErrorCode::Internal) return {ErrorCode::Unsupported, std::move(error.what), "damaged"};
    return error;
}

namespace {

/// A PDF that begins like one needs nobody to look at it.
Result<Recognised> recognised(Tools& tools, BytesView document) {
    if (text_of(document).starts_with("%PDF-")) return Recognised{Format::Pdf, {}, 0, document.size()};
    return tools.recognise(document);
}

Result<worker::Inspection> inspected(Tools& tools, BytesView pdf, const TagSettings& settings, const IntakeLimits& limits) {
    auto inspection = tools.inspect(pdf, settings);
    if (!inspection.ok()) return in_words(std::move(inspection).error());
    if (auto fine = check_detection(inspection.value().found, limits); !fine.ok()) return fine.error();
    return inspection;
}

/// The PDF of a plain text in the character set that somebody named; `wrong` when nobody knows that.
Result<Bytes> text_as_said(Tools& tools, BytesView document, const Recognised& what, const std::string& charset, bool& wrong) {
    Recognised said = what;
    said.charset = charset;
    auto pdf = tools.convert(document, said);
    wrong = !pdf.ok() && pdf.error().code == ErrorCode::InvalidInput;
    return wrong ? tools.convert(document, what) : pdf;
}

/// Has the PDF looked at; takes an encryption away that asks for no password. What is signed stays as it is.
Result<Intake> looked_at(Tools& tools, BytesView delivered, Intake intake, const TagSettings& settings,
                         const IntakeLimits& limits) {
    const BytesView pdf = intake.pdf.empty() ? delivered : BytesView(intake.pdf);
    auto inspection = inspected(tools, pdf, settings, limits);
    if (!inspection.ok() && inspection.error().detail == "encrypted") {
        auto tried = tools.unlock(pdf, {});  // tells whether a password would help
        if (!tried.ok() && tried.error().detail != "encrypted") return in_words(std::move(tried).error());
        intake.lock = Lock::Locked;
        return intake;
    }
    if (!inspection.ok()) return std::move(inspection).error();
    if (inspection.value().is_encrypted && !inspection.value().is_signed) {
        auto open = take_in_unlocked(tools, pdf, {}, settings, limits);
        if (open.ok()) open.value().format = intake.format;
        return open;
    }
    intake.inspection = std::move(inspection).value();
    return intake;
}

}  // namespace

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

TagProblem problem_of_document(const char* code, std::string message) {
    TagProblem problem;
    problem.code = code;
    problem.message = std::move(message);
    return problem;
}

Result<Intake> take_in(Tools& tools, BytesView document, const TagSettings& settings, const IntakeLimits& limits,
                       const std::string& charset) {
    if (document.size() > limits.bytes) return Error{ErrorCode::TooLarge, "document over the limit", "too_large"};
    Intake intake;
    bool unknown_charset = false;
    auto what = recognised(tools, document);
    if (!what.ok()) return in_words(std::move(what).error());
    intake.format = what.value().format;
    if (intake.format != Format::Pdf || what.value().size != document.size()) {
        const bool said = intake.format == Format::Text && !charset.empty();
        auto pdf =
            said ? text_as_said(tools, document, what.value(), charset, unknown_charset) : tools.convert(document, what.value());
        if (!pdf.ok()) return in_words(std::move(pdf).error());
        intake.pdf = std::move(pdf).value();
        if (intake.pdf.size() > limits.bytes) return Error{ErrorCode::TooLarge, "the PDF of it is over the limit", "too_large"};
    }
    auto looked = looked_at(tools, document, std::move(intake), settings, limits);
    if (looked.ok() && unknown_charset)
        looked.value().inspection.found.problems.push_back(problem_of_document(
            "charset_unknown",
            "Nobody knows the character set that was named for this text; it was read as " + what.value().charset + "."));
    return looked;
}

Result<Intake> take_in_unlocked(Tools& tools, BytesView pdf, const std::string& password, const TagSettings& settings,
                                const IntakeLimits& limits) {
    auto open = tools.unlock(pdf, password);
    if (!open.ok()) return in_words(std::move(open).error());
    Intake intake;
    intake.lock = open.value().restricted ? Lock::Restricted : Lock::Opened;
    intake.pdf = std::move(open).value().pdf;
    auto inspection = inspected(tools, intake.pdf, settings, limits);
    if (!inspection.ok()) return std::move(inspection).error();
    intake.inspection = std::move(inspection).value();
    return intake;
}

}  // namespace quillport::documents
