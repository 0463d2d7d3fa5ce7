#include "quillport/documents/print.hpp"

#include <string>
#include <utility>

#include "quillport/runtime/digest.hpp"

namespace quillport::documents {
namespace {

/// Pages behind the first where {{split}} stands.
std::vector<int> tag_pages(const Detection& found) {
    std::vector<int> pages;
    for (const Tag& tag : found.tags)
        if (tag.kind == TagKind::Split && tag.page > 1) pages.push_back(tag.page);
    return pages;
}

TagProblem on_first_page(const char* code, std::string message) {
    TagProblem problem;
    problem.code = code;
    problem.message = std::move(message);
    return problem;
}

Result<std::vector<PrintedDocument>> whole(BytesView pdf, worker::Inspection inspection, const IntakeLimits& limits) {
    if (auto fine = check_detection(inspection.found, limits); !fine.ok()) return fine.error();
    const int pages = static_cast<int>(inspection.found.pages.size());
    std::vector<PrintedDocument> documents;
    documents.push_back({{1, pages, {}, {}}, {}, {runtime::sha256_hex(pdf), std::move(inspection)}});
    return documents;
}

Result<std::vector<PrintedDocument>> each(Tools& tools, worker::TakenApart print, const TagSettings& settings,
                                          const IntakeLimits& limits) {
    std::vector<PrintedDocument> documents;
    for (worker::TakenApart::Part& part : print.parts) {
        auto intake = take_in(tools, part.pdf, settings, limits);
        if (!intake.ok()) return intake.error();
        documents.push_back({std::move(part.pages), std::move(part.pdf), std::move(intake).value()});
    }
    if (print.loses_attachments) {
        documents.front().intake.inspection.found.problems.push_back(on_first_page(
            "split_left_out", "The file's attachments belong to no single document and were left out when it was taken apart."));
    }
    return documents;
}

}  // namespace

Result<std::vector<PrintedDocument>> take_in_print(Tools& tools, BytesView pdf, const TagSettings& settings,
                                                   const SplitRule& rule, const std::optional<Detection>& known,
                                                   const IntakeLimits& limits) {
    if (auto fine = check_document(pdf, limits); !fine.ok()) return fine.error();
    worker::Inspection inspection;
    if (known) {
        inspection.found = *known;
    } else {
        auto seen = tools.inspect(pdf, settings);
        if (!seen.ok()) return in_words(std::move(seen).error());
        inspection = std::move(seen).value();
    }
    const std::vector<int> starts = tag_pages(inspection.found);
    if (rule.by == SplitBy::Tag && starts.empty()) return whole(pdf, std::move(inspection), limits);
    auto print = tools.split(pdf, rule, starts);
    if (!print.ok()) return in_words(std::move(print).error());
    const std::size_t count = print.value().parts.size();
    const std::string& because = print.value().whole_because;
    if (!because.empty() && count > 1) {
        inspection.is_signed = inspection.is_signed || because == "signed";
        inspection.found.problems.push_back(on_first_page(
            "not_split",
            "This file would fall into " + std::to_string(count) + " documents, but it is " + because + " and stays as it is."));
    }
    if (print.value().parts.front().pdf.empty()) return whole(pdf, std::move(inspection), limits);
    return each(tools, std::move(print).value(), settings, limits);
}

}  // namespace quillport::documents
