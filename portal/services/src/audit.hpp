#pragma once
#include "quillport/services/envelopes.hpp"
#include "quillport/store/envelopes.hpp"

namespace quillport::services {

/// The record of an envelope: people, documents with their revisions, the trail with its chain.
[[nodiscard]] Result<AuditView> audit_of(store::Reader& reader, const store::EnvelopeRecord& record);

}  // namespace quillport::services
