#include "quillport/tags/detect.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <numeric>
#include <string>
#include <utility>

#include "dialects/foreign.hpp"
#include "form.hpp"
#include "found.hpp"
#include "page_ends.hpp"
#include "pictures.hpp"
#include "settle.hpp"
#include "visibility.hpp"

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
void tell_annotations(pdf::ContentReader& reader, int page, PageSize size, Folder& folder, const Language& language,
                      std::vector<TagProblem>& out) {
    pdf::PageContent content;
    Rect box;
    for (int i = 0; i < kMaxAnnotations && reader.read_annotation(page, i, content, box); ++i) {
        for (const FoundTag& found : find_on_page(content, size, folder, language).tags) {
            if (language.is_anchor(found.mark)) continue;
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

bool has_places(const PageFindings& findings) { return std::any_of(findings.tags.begin(), findings.tags.end(), is_place); }

/// A document may have thousands of pages; the glyphs of its tags are not kept.
void place_and_let_go(const pdf::PageContent& content, PageSize size, PageFindings& findings) {
    fit_fields(findings);
    place_fields(content, size, findings);
    for (FoundTag& found : findings.tags) {
        if (found.tag.source == TagSource::Text && names_person(found.tag)) found.ink = ink_question(found, content);
        found.glyphs = {};
    }
}

/// Anchors that must stand in the document and do not.
void tell_missing_anchors(const std::vector<PageFindings>& pages, const Language& language, std::vector<TagProblem>& out) {
    std::vector<bool> found(language.marks().size());
    for (const PageFindings& page : pages) {
        for (const FoundTag& tag : page.tags) {
            if (tag.mark >= 0) found[static_cast<std::size_t>(tag.mark)] = true;
        }
    }
    for (std::size_t i = 0; i < found.size(); ++i) {
        const TextMark& mark = language.marks().at(i).mark();
        if (found[i] || !mark.expected) continue;
        TagProblem problem;
        problem.code = "mark_missing";
        problem.text = mark.text;
        problem.message = "The document must hold the text " + mark.text + ", which stands for a field, and does not.";
        out.push_back(std::move(problem));
    }
}

/// Contents of pages that were read from their pictures and wait for what the document says as a whole.
using KeptContents = std::map<int, pdf::PageContent>;

/// Among the tags of the text, those of the picture stand where a reader comes to them: the positional rule counts so.
void merge(PageFindings from, PageFindings& into) {
    for (FoundTag& tag : from.tags) {
        const auto below = std::find_if(into.tags.begin(), into.tags.end(), [&](const FoundTag& known) {
            return known.tag.source == TagSource::Text && known.tag.box.y1 < tag.tag.box.y1;
        });
        into.tags.insert(below, std::move(tag));
    }
    std::move(from.problems.begin(), from.problems.end(), std::back_inserter(into.problems));
}

/// Reads the pages that wait for it from their pictures, and places what stands on them.
Result<void> read_pictures(Pictures& pictures, pdf::ContentReader& reader, const std::vector<PageSize>& sizes, Folder& folder,
                           const Language& language, std::vector<PageFindings>& pages, KeptContents& kept) {
    pdf::PageContent content;
    while (const int page = pictures.next()) {
        const auto index = static_cast<std::size_t>(page) - 1;
        PageFindings& findings = pages[index];
        auto picture = pictures.read(page, folder, language);
        if (!picture && findings.tags.empty()) continue;
        if (auto read = reader.read(page, content); !read) return read;
        if (picture) {
            pictures.add_to(content, *picture);
            merge(std::move(picture->findings), findings);
        }
        if (!has_places(findings)) {
            place_and_let_go(content, sizes[index], findings);
        } else if (picture) {
            kept[page] = content;
        }
    }
    return {};
}

}  // namespace

Result<DetectOptions> options_from(const TagSettings& settings) {
    DetectOptions options;
    if (!settings.dialects.empty()) options.dialects = settings.dialects;
    if (!settings.languages.empty()) options.languages = settings.languages;
    for (const std::string& setting : settings.marks) {
        auto mark = parse_mark(MarkKind::Custom, setting);
        if (!mark) return mark.error();
        options.marks.push_back(std::move(mark).value());
    }
    for (const std::string& setting : settings.anchors) {
        auto anchor = parse_mark(MarkKind::Anchor, setting);
        if (!anchor) return anchor.error();
        options.anchors.push_back(std::move(anchor).value());
    }
    if (auto known = Language::of(options); !known) return known.error();
    return options;
}

Result<Detection> detect(pdf::Document& document, const DetectOptions& options) {
    const auto language = Language::of(options);
    if (!language) return language.error();
    Detection out;
    std::vector<PageFindings> pages;
    pdf::ContentReader reader(document, options.limits);
    pdf::PageContent content;
    Folder folder;
    Pictures pictures(document, options);
    KeptContents kept;
    for (int page = 1; page <= document.page_count(); ++page) {
        out.pages.push_back(document.page_size(page));
        if (auto read = reader.read(page, content); !read) return read.error();
        PageFindings& findings = pages.emplace_back(find_on_page(content, out.pages.back(), folder, language.value()));
        findings.misread.clear();
        if (page > 1) join_over_page_end(pages[pages.size() - 2], findings);
        const bool waits = pictures.consider(content, out.pages.back(), findings) || has_places(findings);
        if (!waits) place_and_let_go(content, out.pages.back(), findings);
        if (!content.complete) findings.problems.push_back(page_limit(page));
        tell_annotations(reader, page, out.pages.back(), folder, language.value(), findings.problems);
    }
    if (auto read = read_pictures(pictures, reader, out.pages, folder, language.value(), pages, kept); !read) return read.error();
    std::vector<bool> waiting(pages.size());
    std::transform(pages.begin(), pages.end(), waiting.begin(), has_places);
    settle_foreign(pages);
    settle(pages, language.value().words());
    tell_missing_anchors(pages, language.value(), out.problems);
    PersonTags persons;
    out.tags.reserve(std::accumulate(pages.begin(), pages.end(), std::size_t{0},
                                     [](std::size_t sum, const PageFindings& page) { return sum + page.tags.size(); }));
    for (std::size_t i = 0; i < pages.size(); ++i) {
        if (waiting[i]) {  // what its places are was known only now
            const int page = static_cast<int>(i) + 1;
            if (kept.count(page) != 0) {
                content = std::move(kept[page]);
            } else if (auto read = reader.read(page, content); !read) {
                return read.error();
            }
            place_and_let_go(content, out.pages[i], pages[i]);
        }
        for (FoundTag& found : pages[i].tags) {
            persons.note(found, out.tags.size());
            out.tags.push_back(std::move(found.tag));
        }
        std::move(pages[i].problems.begin(), pages[i].problems.end(), std::back_inserter(out.problems));
        pages[i] = {};  // thousands of pages are not held twice
    }
    persons.settle(document, out);
    add_form_fields(document, out);
    for (TagProblem& problem : pictures.problems()) out.problems.push_back(std::move(problem));
    return out;
}

}  // namespace quillport::tags
