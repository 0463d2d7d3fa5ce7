#pragma once
#include <optional>
#include <string>

#include "quillport/services/drafts.hpp"
#include "quillport/store/drafts.hpp"

namespace quillport::services {

/// Puts the pages of an arriving document behind those of the draft that an earlier file of its print job made, where the queue
/// makes one envelope of a job's files; the document's own draft is kept as a part of that one. \returns that draft; nothing
/// where the document is a draft of its own: another queue, the first file, one that arrived signed, or a draft that somebody
/// sent already.
[[nodiscard]] Result<std::optional<store::DraftRow>> join_job(Context& context, const Deliverer& by, const store::DraftRow& fresh,
                                                              const std::string& key);

}  // namespace quillport::services
