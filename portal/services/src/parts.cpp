#include "parts.hpp"

#include <algorithm>
#include <utility>

#include "draft_rules.hpp"
#include "quillport/services/problem.hpp"

namespace quillport::services {
namespace {

/// A document of a draft with what lies on its pages, which are counted from 1 here.
struct Slice {
    store::DraftPart part;
    std::vector<PageSize> pages;
    std::vector<Tag> tags;
    std::vector<TagProblem> problems;
};

/// Under which the form fields of a document stand in the joined one.
std::string form_name_of(const store::DraftPart& part) { return "part_" + part.source.value.substr(0, 12); }

void rename_form(Tag& tag, const std::string& old_name, const std::string& new_name) {
    if (tag.source != TagSource::Form) return;
    const auto renamed = [&](const std::string& text) {
        std::string plain = text;
        if (!old_name.empty() && plain.starts_with(old_name + ".")) plain.erase(0, old_name.size() + 1);
        return new_name.empty() ? plain : new_name + "." + plain;
    };
    tag.text = renamed(tag.text);
    if (tag.name) tag.name = renamed(*tag.name);
}

/// The positional rule counts in each document by itself: what it gave is written down before pages of others come between.
std::vector<Tag> with_roles(const store::DraftRow& row) {
    std::vector<Tag> tags = row.tags;
    std::size_t field = 0;
    for (Tag& tag : tags) {
        const bool makes_field = tag.kind == TagKind::Field && (tag.visible || tag.source != TagSource::Form);
        if (!makes_field || field >= row.content.fields.size()) continue;
        tag.role = row.content.fields[field++].role;
    }
    return tags;
}

std::vector<Slice> slices_of(const store::DraftRow& row) {
    std::vector<Slice> slices;
    const std::vector<Tag> tags = with_roles(row);
    int first = 0;
    for (const store::DraftPart& part : parts_of(row)) {
        Slice slice{part, {}, {}, {}};
        const auto here = [&](int page) { return page > first && page <= first + part.pages; };
        slice.pages.assign(row.content.pages.begin() + first, row.content.pages.begin() + first + part.pages);
        for (const Tag& tag : tags) {
            if (!here(tag.page)) continue;
            slice.tags.push_back(tag);
            slice.tags.back().page -= first;
            if (!row.parts.empty()) rename_form(slice.tags.back(), form_name_of(part), {});
        }
        for (const TagProblem& problem : row.content.problems) {
            if (!here(problem.page)) continue;
            slice.problems.push_back(problem);
            slice.problems.back().page -= first;
        }
        first += part.pages;
        slices.push_back(std::move(slice));
    }
    return slices;
}

/// The draft with these documents; persons, order, title and message stay.
void assemble(store::DraftRow& row, const std::vector<Slice>& slices) {
    row.parts.clear();
    row.tags.clear();
    row.content.pages.clear();
    row.content.problems.clear();
    const bool alone = slices.size() == 1;
    for (const Slice& slice : slices) {
        const int first = static_cast<int>(row.content.pages.size());
        row.content.pages.insert(row.content.pages.end(), slice.pages.begin(), slice.pages.end());
        for (Tag tag : slice.tags) {
            tag.page += first;
            if (!alone) rename_form(tag, {}, form_name_of(slice.part));
            row.tags.push_back(std::move(tag));
        }
        for (TagProblem problem : slice.problems) {
            problem.page += first;
            row.content.problems.push_back(std::move(problem));
        }
        if (!alone) row.parts.push_back(slice.part);
    }
    if (alone) row.document = slices.front().part.document;
    row.content = draft_again(row.content, row.tags, DocumentId{row.id.value});
}

/// Settings that find the tags of both.
std::vector<std::string> both(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    std::vector<std::string> all = a;
    for (const std::string& each : b)
        if (std::find(all.begin(), all.end(), each) == all.end()) all.push_back(each);
    return all;
}
TagSettings both(const TagSettings& a, const TagSettings& b) {
    if (a == b) return a;
    TagSettings all{both(a.dialects, b.dialects), {}, both(a.marks, b.marks), both(a.anchors, b.anchors)};
    // An empty list stands for the native dialect and for all languages.
    if (a.dialects.empty() != b.dialects.empty()) all.dialects = both(all.dialects, {"quillport"});
    if (!a.languages.empty() && !b.languages.empty()) all.languages = both(a.languages, b.languages);
    return all;
}

void take_persons(EnvelopeDraft& draft, const EnvelopeDraft& other) {
    for (DraftRole& role : draft.roles) {
        if (!role.name.empty() || !role.email.empty()) continue;
        const auto known =
            std::find_if(other.roles.begin(), other.roles.end(), [&](const DraftRole& r) { return r.key == role.key; });
        if (known == other.roles.end()) continue;
        const int order = role.routing_order;
        role = *known;
        role.routing_order = order;
    }
}

}  // namespace

std::vector<store::DraftPart> parts_of(const store::DraftRow& row) {
    if (!row.parts.empty()) return row.parts;
    return {{row.id, row.content.title, row.document, static_cast<int>(row.content.pages.size())}};
}

void append_pages(store::DraftRow& row, const store::DraftRow& other) {
    std::vector<Slice> slices = slices_of(row);
    std::vector<Slice> behind = slices_of(other);
    std::move(behind.begin(), behind.end(), std::back_inserter(slices));
    assemble(row, slices);
    take_persons(row.content, other.content);
    row.settings = both(row.settings, other.settings);
    if (row.ref.empty()) row.ref = other.ref;
    if (row.folder.empty()) row.folder = other.folder;
}

bool arrange_pages(store::DraftRow& row, const std::vector<int>& order) {
    const std::vector<Slice> slices = slices_of(row);
    std::vector<int> sorted = order;
    std::sort(sorted.begin(), sorted.end());
    if (sorted.size() != slices.size()) return false;
    for (std::size_t i = 0; i < sorted.size(); ++i)
        if (sorted[i] != static_cast<int>(i) + 1) return false;
    std::vector<Slice> arranged;
    for (const int number : order) arranged.push_back(slices[static_cast<std::size_t>(number) - 1]);
    assemble(row, arranged);
    return true;
}

void take_out_pages(store::DraftRow& row, int number) {
    std::vector<Slice> slices = slices_of(row);
    slices.erase(slices.begin() + (number - 1));
    assemble(row, slices);
}

void keep_own_pages(store::DraftRow& row) {
    std::vector<Slice> slices = slices_of(row);
    std::erase_if(slices, [&](const Slice& slice) { return slice.part.source != row.id; });
    if (!slices.empty()) assemble(row, slices);
}

Result<void> join_documents(Context& context, store::DraftRow& row) {
    if (row.parts.empty()) return {};
    if (row.content.pages.size() > context.settings.intake.pages)
        return refusal(ErrorCode::TooLarge, "too many pages together", "too_many_pages");
    std::vector<Bytes> documents;
    std::uint64_t size = 0;
    for (const store::DraftPart& part : row.parts) {
        size += static_cast<std::uint64_t>(part.document.size);
        if (size > context.settings.intake.bytes) return refusal(ErrorCode::TooLarge, "too large together", "too_large");
        auto document = context.store.blobs().get(part.document.sha256);
        if (!document.ok()) return document.error();
        documents.push_back(std::move(document).value());
    }
    std::vector<pdf::JoinPart> parts;
    for (std::size_t i = 0; i < documents.size(); ++i) parts.push_back({documents[i], form_name_of(row.parts[i])});
    auto joined = context.tools.join(parts);
    if (!joined.ok()) return joined.error();
    auto blob = context.store.blobs().put(joined.value());
    if (!blob.ok()) return blob.error();
    row.document = blob.value();
    return {};
}

}  // namespace quillport::services
