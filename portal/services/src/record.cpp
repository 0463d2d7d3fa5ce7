#include "record.hpp"

#include <cassert>

#include "quillport/services/audit_kinds.hpp"

namespace quillport::services {

Result<void> record(store::Tx& tx, const OrganisationId& organisation, const EnvelopeId& envelope, std::string_view kind,
                    const std::string& actor, TimePoint at, const Details& details) {
    assert(sentence_of(kind) != kind && "a kind that is not in the table");
    store::AuditEvent event;
    event.envelope = envelope;
    event.organisation = organisation;
    event.kind = std::string(kind);
    event.at = at;
    event.actor = actor;
    event.details = details;
    auto kept = store::append_event(tx, std::move(event));
    if (!kept.ok()) return kept.error();
    return {};
}

}  // namespace quillport::services
