#include "prints.hpp"

#include <algorithm>
#include <utility>

#include "validate.hpp"

namespace quillport::services {
namespace {

constexpr std::size_t kLongestTitle = 300;
constexpr std::size_t kLongestKey = 100;  ///< that is shown in a title

/// Digits and signs alone name nothing.
bool has_letter(const std::string& text) {
    return std::any_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
    });
}

/// The document as it was delivered: what a draft was made of first.
std::string first_document(const store::DraftRow& row) {
    for (const store::DraftPart& part : row.parts)
        if (part.source == row.id && row.original.empty()) return part.document.sha256;
    return row.original.empty() ? row.document.sha256 : row.original.sha256;
}

}  // namespace

std::string title_of_part(const std::string& print, const PrintPart& part, int number, int total) {
    const std::string title = cleaned(part.title, kLongestTitle);
    if (has_letter(title)) return title;
    const std::string key = cleaned(part.key, kLongestTitle);
    if (!key.empty() && key.size() <= kLongestKey) return cleaned(print + " " + key, kLongestTitle);
    return cleaned(print, kLongestTitle - 20) + " (" + std::to_string(number) + " of " + std::to_string(total) + ")";
}

void make_parts_of(std::vector<NewDraft>& fresh, const std::vector<documents::PrintedDocument>& documents,
                   const store::BlobRef& source) {
    if (documents.front().pdf.empty()) return;
    const int total = static_cast<int>(fresh.size());
    for (int number = 1; number <= total; ++number) {
        NewDraft& draft = fresh[static_cast<std::size_t>(number) - 1];
        const PrintPart& pages = documents[static_cast<std::size_t>(number) - 1].pages;
        draft.part =
            store::PrintPartRow{draft.row.id, draft.row.organisation, fresh.front().row.id, number, total, pages, source};
        // What the document says of itself ({{doc;subject=...}}) holds.
        EnvelopeDraft& content = draft.row.content;
        if (total > 1 && content.title == content.job.title) content.title = title_of_part(content.title, pages, number, total);
    }
}

Result<void> keep_part(store::Tx& tx, const NewDraft& fresh) {
    if (!fresh.part) return {};
    return store::add_print_part(tx, *fresh.part);
}

std::string key_of_part(const std::string& delivery, int number) {
    return delivery.empty() || number == 1 ? delivery : delivery + "#" + std::to_string(number);
}

Result<DeliveredPrint> delivered_print(store::Reader& reader, const store::DraftRow& first) {
    auto part = store::find_print_part(reader, first.organisation, first.id);
    if (!part.ok()) return part.error();
    if (!part.value()) return DeliveredPrint{first_document(first), {}};
    auto parts = store::list_print_parts(reader, first.organisation, part.value()->print);
    if (!parts.ok()) return parts.error();
    return DeliveredPrint{part.value()->source.sha256, std::move(parts).value()};
}

std::map<std::string, std::string> details_of_part(const std::optional<store::PrintPartRow>& part) {
    if (!part) return {};
    std::map<std::string, std::string> details = {
        {"print_sha256", part->source.sha256},
        {"print_pages", std::to_string(part->pages.first) + "-" + std::to_string(part->pages.last)},
        {"print_document", std::to_string(part->number) + " of " + std::to_string(part->total)}};
    if (!part->pages.key.empty()) details["print_key"] = part->pages.key;
    return details;
}

}  // namespace quillport::services
