#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "quillport/core/id.hpp"
#include "quillport/core/result.hpp"
#include "quillport/core/time.hpp"
#include "quillport/store/store.hpp"

namespace quillport::store {

/// Something that happened to an envelope. Rows are only ever added; the database refuses to change or delete them.
struct AuditEvent {
    EnvelopeId envelope;
    OrganisationId organisation;
    std::int64_t number = 0;  ///< from 1 in each envelope, without gaps
    std::string kind;         ///< "sent", "signing_started", "signed"
    TimePoint at{};
    std::string actor;                           ///< "user:ID", "recipient:ID", "portal"
    std::map<std::string, std::string> details;  ///< keys of [a-z0-9_]
    std::string previous;                        ///< hash of the event before; 64 zeros for the first
    std::string hash;
};

/// What `hash` is the SHA-256 of: the canonical JSON (RFC 8785) of
///     {"actor":A,"at":T,"details":{...},"envelope":E,"kind":K,"number":N,"previous":P}
/// in UTF-8, with T as core's to_rfc3339 and no white space. Anybody can recompute it from the exported trail.
[[nodiscard]] std::string canonical_text(const AuditEvent& event);

/// Adds `event` to its envelope's chain in the caller's transaction; number, previous and hash are computed.
/// Returns the event as kept. InvalidInput: a key of the details is not [a-z0-9_].
[[nodiscard]] Result<AuditEvent> append_event(Tx& tx, AuditEvent event);
/// In order. Empty when there is none.
[[nodiscard]] Result<std::vector<AuditEvent>> list_events(Reader& reader, const EnvelopeId& envelope);

/// Ok when numbers run from 1, every event names the hash of the one before and has its own right one. An empty chain is Ok.
/// Conflict: broken; detail is the number of the first event that does not fit. (That the last events were cut off shows only
/// against a copy of the head: the certificate of completion names it.)
[[nodiscard]] Result<void> verify_chain(const std::vector<AuditEvent>& events);

}  // namespace quillport::store
