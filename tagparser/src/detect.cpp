#include "quillport/tags/detect.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "found.hpp"
#include "quillport/tags/grammar.hpp"
#include "roles.hpp"

namespace quillport::tags {
namespace {

TagProblem page_limit(int page) {
    TagProblem problem;
    problem.page = page;
    problem.code = "page_limit";
    problem.message =
        "Page " + std::to_string(page) + " is damaged or too large to be read to its end; tags in the rest of it were not seen.";
    return problem;
}

constexpr int kMaxAnnotations = 500;  ///< looked at on one page

/// What stands in a comment, a stamp or a form field is told, not used: it is no part of the page's content.
void tell_annotations(pdf::ContentReader& reader, int page, PageSize size, Folder& folder, const Vocabulary& words,
                      std::vector<TagProblem>& out) {
    pdf::PageContent content;
    Rect box;
    for (int i = 0; i < kMaxAnnotations && reader.read_annotation(page, i, content, box); ++i) {
        for (const FoundTag& found : find_on_page(content, size, folder, words).tags) {
            TagProblem problem;
            problem.page = page;
            problem.box = box;
            problem.code = "in_annotation";
            problem.text = found.tag.text;
            problem.message = "The tag " + found.tag.text + " on page " + std::to_string(page) +
                              " stands in a comment, a stamp or a form field, not in the text, and is not used.";
            out.push_back(std::move(problem));
        }
    }
}

bool language_known(std::string_view language) {
    const auto words = word_table();
    return std::any_of(words.begin(), words.end(), [&](const WordRow& row) { return row.language == language; });
}

}  // namespace

Result<Vocabulary> vocabulary_for(const DetectOptions& options) {
    for (const std::string& dialect : options.dialects) {
        if (dialect != "quillport") return Error{ErrorCode::InvalidInput, "unknown dialect", dialect};
    }
    for (const std::string& language : options.languages) {
        if (!language_known(language)) return Error{ErrorCode::InvalidInput, "unknown language", language};
    }
    return Vocabulary(options.languages);
}

Result<Detection> detect(pdf::Document& document, const DetectOptions& options) {
    const auto words = vocabulary_for(options);
    if (!words) return words.error();
    Detection out;
    std::vector<std::string> keys;
    pdf::ContentReader reader(document, options.limits);
    pdf::PageContent content;
    Folder folder;
    for (int page = 1; page <= document.page_count(); ++page) {
        out.pages.push_back(document.page_size(page));
        if (auto read = reader.read(page, content); !read) return read.error();
        PageFindings findings = find_on_page(content, out.pages.back(), folder, words.value());
        place_fields(content, out.pages.back(), findings);
        for (FoundTag& found : findings.tags) {
            keys.push_back(std::move(found.role_key));
            out.tags.push_back(std::move(found.tag));
        }
        std::move(findings.problems.begin(), findings.problems.end(), std::back_inserter(out.problems));
        if (!content.complete) out.problems.push_back(page_limit(page));
        tell_annotations(reader, page, out.pages.back(), folder, words.value(), out.problems);
    }
    std::vector<RoleEntry> entries;
    entries.reserve(out.tags.size());
    for (std::size_t i = 0; i < out.tags.size(); ++i) entries.push_back({&out.tags[i], std::move(keys[i])});
    settle_roles(entries);
    return out;
}

}  // namespace quillport::tags
