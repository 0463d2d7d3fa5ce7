#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <string>

#include "quillport/core/id.hpp"
#include "quillport/documents/intake.hpp"
#include "quillport/services/accounts.hpp"
#include "quillport/services/context.hpp"
#include "quillport/services/drafts.hpp"
#include "quillport/store/drafts.hpp"

namespace quillport::services {

/// A draft that this user may see: his own, or one in an inbox of his. Errors: NotFound "no_such_draft".
[[nodiscard]] Result<store::DraftRow> visible_draft(store::Reader& reader, const User& user, const DraftId& id);

/// Has the draft say what was found in its document and what its job wishes for it. `job` is clean, `options` are its own as they
/// came.
void take_intake(store::DraftRow& row, const documents::Intake& intake, JobIdentity job,
                 const std::map<std::string, std::string>& options);

/// Keeps what was delivered, and the PDF that was made of it unless that is empty, durably; names both in `row`.
[[nodiscard]] Result<void> keep_files(Context& context, BytesView delivered, BytesView pdf, store::DraftRow& row);

/// The draft as this user sees it, with its place in its print. Errors: as the store.
[[nodiscard]] Result<DraftView> view_in(store::Reader& reader, const store::DraftRow& row, const User& user);

/// Reads the draft, lets `change` work on it, writes it if the version still fits. Working on a draft of the inbox takes it out.
/// Errors: as change_draft, those of `change`.
[[nodiscard]] Result<DraftView> edit(Context& context, const User& user, const DraftId& id, std::int64_t version,
                                     const std::function<Result<void>(store::DraftRow&)>& change);

}  // namespace quillport::services
