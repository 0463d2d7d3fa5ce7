#include "draft_access.hpp"

#include "draft_rules.hpp"
#include "quillport/store/store.hpp"

namespace quillport::services {

Result<store::DraftRow> visible_draft(store::Reader& reader, const User& user, const DraftId& id) {
    auto row = store::find_visible_draft(reader, user.organisation, user.id, id);
    if (!row.ok()) return draft_in_words(row.error());
    return row;
}

Result<void> keep_files(Context& context, BytesView delivered, BytesView pdf, store::DraftRow& row) {
    auto blob = context.store.blobs().put(delivered);
    if (!blob.ok()) return blob.error();
    row.document = blob.value();
    if (pdf.empty()) return {};
    row.original = row.document;
    auto made = context.store.blobs().put(pdf);
    if (!made.ok()) return made.error();
    row.document = made.value();
    return {};
}

}  // namespace quillport::services
