#include "quillport/tags/erase.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <string_view>
#include <utility>

#include "found.hpp"
#include "quillport/pdf/erase.hpp"

namespace quillport::tags {
namespace {

constexpr double kSamePlace = 0.75;  ///< points: boxes travel through JSON with two decimals

/// Which hyphens at line ends belong to the text is known only when the whole document is.
std::string without_hyphens(std::string text) {
    std::erase(text, '-');
    return text;
}

/// What a page's end cuts in two is told whole on both pages and found in halves.
bool same_text(const std::string& told, const std::string& found) {
    const std::string whole = without_hyphens(told);
    const std::string part = without_hyphens(found);
    const std::size_t rest = whole.size() < part.size() ? std::string::npos : whole.size() - part.size();
    return whole == part ||
           (rest != std::string::npos && part.size() > 2 && (whole.rfind(part, 0) == 0 || whole.find(part, rest) == rest));
}

bool same_tag(const Tag& a, const Tag& b) {
    return a.page == b.page && same_text(a.text, b.text) && std::fabs(a.box.x0 - b.box.x0) < kSamePlace &&
           std::fabs(a.box.y0 - b.box.y0) < kSamePlace && std::fabs(a.box.x1 - b.box.x1) < kSamePlace;
}

TagProblem stays(const Tag& tag, std::string_view reason) {
    TagProblem problem;
    problem.page = tag.page;
    problem.box = tag.box;
    problem.code = "not_erased";
    problem.text = tag.text;
    problem.message =
        "The tag " + tag.text + " on page " + std::to_string(tag.page) + " stays in the document: " + std::string(reason);
    return problem;
}

std::string_view sentence_for(std::string_view refusal) {
    if (refusal == "clip_text") return "its letters are also a mask for what lies below.";
    if (refusal == "in_glyph") return "it is drawn inside a character of a font.";
    if (refusal == "elsewhere") return "its text also stands in a comment, a form field or a name of the document.";
    if (refusal == "advance") return "the text around it cannot be kept in its place.";
    return "its page cannot be read without doubt.";
}

/// Why the tag, or its text somewhere else, stays in the file; empty: it is gone. A form field has no text in the page.
std::string_view reason_for(const Tag& tag, bool seen, const pdf::ErasedPdf& erased, std::size_t i) {
    if (tag.source == TagSource::Form) return {};
    if (tag.source == TagSource::Ocr) return "it is part of an image or drawn as lines.";
    if (tag.source == TagSource::Qr) return "it is a QR code.";
    if (!seen) return "it was not found again.";
    if (!erased.refused[i].empty()) return sentence_for(erased.refused[i]);
    return erased.elsewhere[i] ? sentence_for("elsewhere") : std::string_view();
}

pdf::Erasure erasure_of(const FoundTag& found, const pdf::PageContent& content) {
    pdf::Erasure out;
    out.page = found.tag.page;
    out.pieces = found.tag.pieces;
    out.text = found.tag.text;
    const auto in_glyph = [&](std::uint32_t index) { return content.runs[content.glyphs[index].run].in_glyph; };
    // Letters that a character of a font draws go with that character, where it was read itself.
    const bool drawn = std::all_of(found.glyphs.begin(), found.glyphs.end(), in_glyph);
    out.codes.reserve(found.glyphs.size());
    for (const std::uint32_t index : found.glyphs) {
        if (drawn || !in_glyph(index)) out.codes.push_back(pdf::code_of(content, content.glyphs[index]));
    }
    return out;
}

/// All tags of the document again, with their glyphs; also what could not be read, for an author may have said what he meant.
Result<std::vector<pdf::Erasure>> plan(pdf::Document& document, const std::vector<Tag>& wanted, const DetectOptions& options,
                                       std::vector<bool>& seen, std::vector<bool>& kept) {
    const auto language = Language::of(options);
    if (!language) return language.error();
    std::vector<pdf::Erasure> out(wanted.size());
    pdf::ContentReader reader(document, options.limits);
    pdf::PageContent content;
    Folder folder;
    for (int page = 1; page <= document.page_count(); ++page) {
        if (std::none_of(wanted.begin(), wanted.end(), [&](const Tag& tag) { return tag.page == page; })) continue;
        if (auto read = reader.read(page, content); !read) return read.error();
        const PageFindings findings = find_on_page(content, document.page_size(page), folder, language.value());
        for (const auto* list : {&findings.tags, &findings.misread}) {
            for (const FoundTag& found : *list) {
                for (std::size_t i = 0; i < wanted.size(); ++i) {
                    if (seen[i] || wanted[i].source != TagSource::Text || !same_tag(wanted[i], found.tag)) continue;
                    seen[i] = true;
                    kept[i] = found.stays;
                    if (!found.stays) out[i] = erasure_of(found, content);
                    break;
                }
            }
        }
    }
    return out;
}

/// Reads the result again: what is still found there was not erased.
Result<void> check(EraseResult& result, const std::vector<Tag>& wanted, const std::vector<bool>& told,
                   const DetectOptions& options) {
    auto document = pdf::Document::open(result.pdf);
    if (!document)
        return Error{ErrorCode::Internal, "the file without tags cannot be read: " + document.error().what, "self_check"};
    std::vector<bool> still(wanted.size());
    std::vector<bool> kept(wanted.size());
    const auto left = plan(document.value(), wanted, options, still, kept);
    if (!left) return left.error();
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (still[i] && !kept[i] && !told[i])
            result.not_erased.push_back(stays(wanted[i], "it is painted in a way that hides part of it."));
    }
    return {};
}

}  // namespace

Result<EraseResult> erase(pdf::Document& document, const Detection& found, const DetectOptions& options) {
    std::vector<Tag> wanted;  // a form's field is no text
    std::copy_if(found.tags.begin(), found.tags.end(), std::back_inserter(wanted),
                 [](const Tag& tag) { return tag.source != TagSource::Form; });
    std::vector<bool> seen(wanted.size());
    std::vector<bool> kept(wanted.size());
    auto erasures = plan(document, wanted, options, seen, kept);
    if (!erasures) return erasures.error();
    auto erased = pdf::erase_codes(document, erasures.value());
    if (!erased) return erased.error();
    EraseResult result;
    result.pdf = std::move(erased).value().pdf;
    std::vector<bool> told(wanted.size());
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (kept[i]) continue;  // an anchor's words are the document's own
        const std::string_view reason = reason_for(wanted[i], seen[i], erased.value(), i);
        if (reason.empty()) continue;
        told[i] = true;
        result.not_erased.push_back(stays(wanted[i], reason));
    }
    if (auto checked = check(result, wanted, told, options); !checked) return checked.error();
    return result;
}

}  // namespace quillport::tags
