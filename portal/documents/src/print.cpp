#include "quillport/documents/print.hpp"

#include <limits>
#include <string>
#include <utility>

namespace quillport::documents {
namespace {

/// Pages behind the first where {{split}} stands.
std::vector<int> tag_pages(const Detection& found) {
    std::vector<int> pages;
    for (const Tag& tag : found.tags)
        if (tag.kind == TagKind::Split && tag.page > 1) pages.push_back(tag.page);
    return pages;
}

std::vector<PrintedDocument> one(Intake intake) {
    const int pages = static_cast<int>(intake.inspection.found.pages.size());
    std::vector<PrintedDocument> documents;
    documents.push_back({{1, pages, {}, {}}, {}, std::move(intake)});
    return documents;
}

Result<std::vector<PrintedDocument>> whole(Intake intake, const IntakeLimits& limits) {
    if (auto fine = check_detection(intake.inspection.found, limits); !fine.ok()) return fine.error();
    return one(std::move(intake));
}

Result<std::vector<PrintedDocument>> each(Tools& tools, worker::TakenApart print, const Intake& file, const TagSettings& settings,
                                          const IntakeLimits& limits) {
    std::vector<PrintedDocument> documents;
    for (worker::TakenApart::Part& part : print.parts) {
        auto intake = take_in(tools, part.pdf, settings, limits);
        if (!intake.ok()) return intake.error();
        intake.value().format = file.format;
        intake.value().lock = file.lock;
        documents.push_back({std::move(part.pages), std::move(part.pdf), std::move(intake).value()});
    }
    if (print.loses_attachments) {
        documents.front().intake.inspection.found.problems.push_back(problem_of_document(
            "split_left_out", "The file's attachments belong to no single document and were left out when it was taken apart."));
    }
    return documents;
}

/// The whole file, as somebody told it, else as the worker sees it. It may hold more than one document may.
Result<Intake> first_look(Tools& tools, BytesView document, const TagSettings& settings, const std::optional<Detection>& known,
                          IntakeLimits limits, const std::string& charset) {
    if (!known) {
        limits.pages = limits.tags = limits.problems = std::numeric_limits<std::size_t>::max();
        return take_in(tools, document, settings, limits, charset);
    }
    if (auto fine = check_document(document, limits); !fine.ok()) return fine.error();
    Intake intake;
    intake.inspection.found = *known;
    return intake;
}

}  // namespace

Result<std::vector<PrintedDocument>> take_in_print(Tools& tools, BytesView document, const TagSettings& settings,
                                                   const SplitRule& rule, const std::optional<Detection>& known,
                                                   const IntakeLimits& limits, const std::string& charset) {
    auto looked = first_look(tools, document, settings, known, limits, charset);
    if (!looked.ok()) return looked.error();
    Intake intake = std::move(looked).value();
    const std::vector<int> starts = tag_pages(intake.inspection.found);
    if (intake.lock == Lock::Locked) return one(std::move(intake));
    if (rule.by == SplitBy::Tag && starts.empty()) return whole(std::move(intake), limits);
    auto print = tools.split(intake.pdf.empty() ? document : BytesView(intake.pdf), rule, starts);
    if (!print.ok()) return in_words(std::move(print).error());
    const std::size_t count = print.value().parts.size();
    const std::string& because = print.value().whole_because;
    if (!because.empty() && count > 1) {
        intake.inspection.is_signed = intake.inspection.is_signed || because == "signed";
        intake.inspection.found.problems.push_back(problem_of_document(
            "not_split",
            "This file would fall into " + std::to_string(count) + " documents, but it is " + because + " and stays as it is."));
    }
    if (print.value().parts.front().pdf.empty()) return whole(std::move(intake), limits);
    return each(tools, std::move(print).value(), intake, settings, limits);
}

}  // namespace quillport::documents
