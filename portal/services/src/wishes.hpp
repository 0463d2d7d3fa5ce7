#pragma once
#include <chrono>
#include <string>

#include "quillport/core/draft.hpp"
#include "quillport/core/result.hpp"
#include "quillport/core/time.hpp"
#include "quillport/store/drafts.hpp"

/// What is wished for a draft beside its fields: by its author, its job, a template or a queue. Pure.
namespace quillport::services {

/// The text as it is kept, without blanks around it; an empty one is fine. Errors: InvalidInput "message" | "folder" | "language"
/// | "expires" with the field of the same name.
[[nodiscard]] Result<std::string> checked_message(const std::string& text);
[[nodiscard]] Result<std::string> checked_folder(const std::string& text);
[[nodiscard]] Result<std::string> checked_language(const std::string& text);
[[nodiscard]] Result<std::string> checked_expires(const std::string& text);
/// The person and the turn of a role as they are kept. Errors: InvalidInput "order" | "name" | "email" | "phone" | "company" with
/// the field "roles.<key>.<input>".
[[nodiscard]] Result<DraftRole> checked_role(const DraftRole& role);

/// What a document says of itself, in its tags or by the options of its job: ref, language, time to sign; and where its job files
/// it.
void take_wishes(store::DraftRow& row);
/// When the time to sign ends: as the document says ("14d", "48h", "2w", "2026-12-31": that day's end, UTC), else after `policy`.
/// What lies in the past or cannot be read counts as not said.
[[nodiscard]] TimePoint deadline_of(const std::string& expires, TimePoint now, std::chrono::hours policy);

}  // namespace quillport::services
