#include "audit.hpp"

#include <utility>

#include "flow.hpp"
#include "quillport/store/audit.hpp"
#include "record.hpp"
#include "validate.hpp"

namespace quillport::services {
namespace {

std::string detail_of(const std::vector<AuditEvent>& events, std::string_view kind, const std::string& name) {
    for (const AuditEvent& event : events)
        if (const auto at = event.details.find(name); event.kind == kind && at != event.details.end()) return at->second;
    return {};
}

std::vector<AuditPerson> people_of(const store::EnvelopeRecord& record, const Sender& sender) {
    std::vector<AuditPerson> people = {
        {actor_of(record.envelope.owner), sender.name, "sender", masked_email(sender.email), {}, {}, {}}};
    for (const store::RecipientRow& row : record.recipients) {
        AuditPerson person{actor_of(row.who.id), row.who.name, row.who.role, masked_email(row.who.email), {}, {}, row.signed_at};
        if (!row.who.phone.empty()) person.phone = masked_phone(row.who.phone);
        if (row.who.state == RecipientState::Signed) person.level = std::string(store::name_of(row.level));
        people.push_back(std::move(person));
    }
    return people;
}

Result<AuditDocument> document_of(store::Reader& reader, const store::DocumentRow& row, const std::vector<AuditEvent>& events) {
    auto revisions = store::list_revisions(reader, row.id);
    if (!revisions.ok()) return revisions.error();
    AuditDocument document{row.id,
                           row.title,
                           row.pages.size(),
                           detail_of(events, "created", "original_sha256"),
                           detail_of(events, "prepared", "sha256"),
                           {}};
    for (const store::Revision& revision : revisions.value())
        document.revisions.push_back({revision.version, revision.blob.size, revision.blob.sha256, revision.at,
                                      revision.author.empty() ? kPortal : actor_of(revision.author)});
    return document;
}

}  // namespace

Result<AuditView> audit_of(store::Reader& reader, const store::EnvelopeRecord& record) {
    AuditView view;
    view.envelope = record.envelope.id;
    view.title = record.envelope.title;
    view.state = record.envelope.state;
    view.trial = record.envelope.trial;
    auto sender = sender_of(reader, record.envelope);
    if (!sender.ok()) return sender.error();
    view.people = people_of(record, sender.value());
    auto rows = store::list_events(reader, record.envelope.id);
    if (!rows.ok()) return rows.error();
    view.chain_ok = store::verify_chain(rows.value()).ok();
    auto trail = trail_of(reader, record.envelope.id);
    if (!trail.ok()) return trail.error();
    view.events = std::move(trail).value();
    if (!view.events.empty()) view.head = view.events.back().hash;
    auto documents = store::list_documents(reader, record.envelope.id);
    if (!documents.ok()) return documents.error();
    for (const store::DocumentRow& row : documents.value()) {
        auto document = document_of(reader, row, view.events);
        if (!document.ok()) return document.error();
        view.documents.push_back(std::move(document).value());
    }
    return view;
}

}  // namespace quillport::services
