#include "mapping.hpp"

namespace quillport::http {

namespace {

/// A word of the domain as the interface's enumeration of the same words; the first one when there is none (a test walks all).
template <typename Enum>
Enum word(std::string_view name) {
    Enum value{};
    return contract::named(name, value) ? value : Enum{};
}

contract::EnvelopeRecipient recipient_of(const services::EnvelopeRecipient& recipient) {
    const Recipient& who = recipient.who;
    contract::EnvelopeRecipient out{.id = who.id.value,
                                    .role = who.role,
                                    .name = who.name,
                                    .email = who.email,
                                    .company = unless_empty(who.company),
                                    .routing_order = who.routing_order,
                                    .state = word<contract::EnvelopeRecipientState>(name_of(who.state)),
                                    .invited = recipient.invited,
                                    .viewed = recipient.viewed,
                                    .signed_ = recipient.signed_at,
                                    .level = {},
                                    .reason = unless_empty(recipient.reason)};
    if (!recipient.level.empty()) out.level = word<contract::EnvelopeRecipientLevel>(recipient.level);
    return out;
}

contract::AuditDocument document_of(const services::AuditDocument& document) {
    contract::AuditDocument out{.document = document.id.value,
                                .title = document.title,
                                .pages = static_cast<std::int64_t>(document.pages),
                                .original_sha256 = document.original_sha256,
                                .prepared_sha256 = document.prepared_sha256,
                                .revisions = {}};
    for (const services::AuditRevision& revision : document.revisions)
        out.revisions.push_back({.version = revision.version,
                                 .size = revision.size,
                                 .sha256 = revision.sha256,
                                 .at = revision.at,
                                 .actor = revision.actor});
    return out;
}

contract::Event event_of(const services::AuditEvent& event) {
    return {.number = event.number,
            .kind = event.kind,
            .at = event.at,
            .actor = event.actor,
            .details = event.details,
            .hash = event.hash};
}

}  // namespace

contract::EnvelopeList to_contract(const services::EnvelopeList& list) {
    contract::EnvelopeList out;
    for (const services::EnvelopeSummary& envelope : list.envelopes)
        out.envelopes.push_back({.id = envelope.id.value,
                                 .title = envelope.title,
                                 .ref = unless_empty(envelope.ref),
                                 .folder = unless_empty(envelope.folder),
                                 .state = word<contract::EnvelopeSummaryState>(name_of(envelope.state)),
                                 .sent = envelope.sent,
                                 .changed = envelope.changed,
                                 .signed_ = envelope.signed_recipients,
                                 .recipients = envelope.recipients,
                                 .waiting_for = envelope.waiting_for});
    out.next = unless_empty(list.next);
    return out;
}

contract::Envelope to_contract(const services::EnvelopeView& envelope) {
    contract::Envelope out;
    out.id = envelope.id.value;
    out.title = envelope.title;
    out.message = envelope.message;
    out.ref = unless_empty(envelope.ref);
    out.folder = unless_empty(envelope.folder);
    out.state = word<contract::EnvelopeState>(name_of(envelope.state));
    out.created = envelope.created;
    out.expires = envelope.expires;
    out.completed = envelope.completed;
    for (const services::EnvelopeRecipient& recipient : envelope.recipients) out.recipients.push_back(recipient_of(recipient));
    for (const services::EnvelopeDocument& document : envelope.documents)
        out.documents.push_back({.id = document.id.value,
                                 .title = document.title,
                                 .pages = to_contract(document.pages),
                                 .sha256 = document.sha256,
                                 .size = static_cast<std::int64_t>(document.size)});
    for (const services::AuditEvent& event : envelope.events) out.events.push_back(event_of(event));
    out.certificate_ready = envelope.certificate_ready;
    out.trial = envelope.trial;
    if (!envelope.signature_level.empty()) out.signature_level = word<contract::EnvelopeSignatureLevel>(envelope.signature_level);
    if (envelope.preservation_pending) out.preservation_pending = true;
    return out;
}

contract::Audit to_contract(const services::AuditView& audit) {
    contract::Audit out;
    out.envelope = audit.envelope.value;
    out.title = audit.title;
    out.state = std::string(name_of(audit.state));
    out.trial = audit.trial;
    for (const services::AuditPerson& person : audit.people)
        out.people.push_back({.actor = person.actor,
                              .name = person.name,
                              .role = person.role,
                              .email = person.email,
                              .phone = unless_empty(person.phone),
                              .level = unless_empty(person.level),
                              .signed_at = person.signed_at});
    for (const services::AuditDocument& document : audit.documents) out.documents.push_back(document_of(document));
    for (const services::AuditEvent& event : audit.events)
        out.events.push_back({.number = event.number,
                              .kind = event.kind,
                              .at = event.at,
                              .actor = event.actor,
                              .details = event.details,
                              .previous = event.previous,
                              .hash = event.hash});
    out.head = audit.head;
    out.chain_ok = audit.chain_ok;
    return out;
}

}  // namespace quillport::http
