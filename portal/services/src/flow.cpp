#include "flow.hpp"

#include <algorithm>
#include <utility>

#include "post.hpp"
#include "quillport/services/problem.hpp"
#include "quillport/store/accounts.hpp"
#include "quillport/store/audit.hpp"
#include "record.hpp"
#include "validate.hpp"

namespace quillport::services {

Result<Sender> sender_of(store::Reader& reader, const store::EnvelopeRow& envelope) {
    auto user = store::find_user(reader, envelope.owner);
    if (!user.ok()) return user.error();
    return Sender{user.value().name, user.value().email};
}

Result<MessageFacts> facts_of(store::Reader& reader, const store::EnvelopeRow& envelope) {
    auto sender = sender_of(reader, envelope);
    if (!sender.ok()) return sender.error();
    auto organisation = store::find_organisation(reader, envelope.organisation);
    if (!organisation.ok()) return organisation.error();
    return MessageFacts{{},
                        envelope.title,
                        sender.value().name,
                        organisation.value().name,
                        envelope.message,
                        envelope.expires,
                        envelope.trial,
                        envelope.language};
}

std::vector<RecipientId> mark_invited(store::EnvelopeRecord& record, TimePoint now) {
    std::vector<RecipientId> who;
    for (store::RecipientRow& row : record.recipients) {
        if (row.who.state != RecipientState::Invited || row.invited) continue;
        row.invited = now;
        who.push_back(row.who.id);
    }
    return who;
}

Result<void> announce(store::Tx& tx, Context& context, store::EnvelopeRecord& record, const std::vector<RecipientId>& who,
                      Occasion occasion, const std::string& actor, TimePoint now) {
    auto facts = facts_of(tx, record.envelope);
    if (!facts.ok()) return facts.error();
    const char* kind = occasion == Occasion::Invitation ? "invited" : "reminded";
    for (const RecipientId& id : who) {
        const store::RecipientRow* row = record.find(id);
        if (row == nullptr) continue;
        facts.value().recipient = row->who.name;
        const Message message = occasion == Occasion::Invitation ? invitation(facts.value()) : reminder(facts.value());
        const Addressee to{row->who.name, row->who.email, id, {}};
        if (auto done = post(tx, context, record.envelope, store::OutboxKind::Mail, to, message, now); !done.ok()) return done;
        auto done = services::record(tx, record.envelope.organisation, record.envelope.id, kind, actor, now,
                                     {{"recipient", id.value}, {"channel", "email"}});
        if (!done.ok()) return done;
    }
    return {};
}

Result<void> tell_sender(store::Tx& tx, Context& context, const store::EnvelopeRow& envelope, const Message& message,
                         TimePoint now) {
    auto sender = sender_of(tx, envelope);
    if (!sender.ok()) return sender.error();
    return post(tx, context, envelope, store::OutboxKind::Mail, {sender.value().name, sender.value().email, {}, {}}, message,
                now);
}

Result<store::DocumentRow> only_document(store::Reader& reader, const EnvelopeId& envelope) {
    auto documents = store::list_documents(reader, envelope);
    if (!documents.ok()) return documents.error();
    if (documents.value().empty()) return refusal(ErrorCode::NotFound, "no document", "no_such_document");
    return std::move(documents.value().front());
}

Result<std::vector<AuditEvent>> trail_of(store::Reader& reader, const EnvelopeId& envelope) {
    auto rows = store::list_events(reader, envelope);
    if (!rows.ok()) return rows.error();
    std::vector<AuditEvent> trail;
    for (const store::AuditEvent& row : rows.value())
        trail.push_back({static_cast<int>(row.number), row.kind, row.at, row.actor, row.details, row.previous, row.hash});
    return trail;
}

std::string person_behind(const std::string& actor, const store::EnvelopeRecord& record, const Sender& sender) {
    if (actor.starts_with("user:")) return sender.name;
    for (const store::RecipientRow& row : record.recipients)
        if (actor == actor_of(row.who.id)) return row.who.name;
    return "Quillport";
}

std::string file_name_of(const std::string& title, const std::string& suffix) {
    std::string name = title;
    for (char& c : name)
        if (static_cast<unsigned char>(c) < 0x20 || std::string_view("/\\:*?\"<>|").find(c) != std::string_view::npos) c = '_';
    if (const std::string lower = lower_ascii(name); lower.ends_with(".pdf")) name.resize(name.size() - 4);
    while (!name.empty() && (name.back() == '.' || name.back() == ' ')) name.pop_back();
    if (name.empty() || name.front() == '.') name = "document" + name;
    return shortened(name, 150) + suffix + ".pdf";
}

}  // namespace quillport::services
