#include "completion.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "audit.hpp"
#include "pairs.hpp"
#include "quillport/services/audit_kinds.hpp"
#include "quillport/store/preservation.hpp"
#include "record.hpp"
#include "validate.hpp"

namespace quillport::services {
namespace {

std::string proof_of(Pairs& evidence) {
    const bool sms = evidence["channel"] == "sms";
    std::string proof = sms ? "link by e-mail and code by SMS: two factors" : "link and code, both by e-mail: one factor";
    if (evidence["confirmed"] == "yes") proof += "; the act was confirmed by a second code";
    return proof;
}

documents::CompletionPerson person_of(Context& context, const Finished& all, const store::RecipientRow& row) {
    Pairs evidence = decode_pairs(row.evidence).value_or(Pairs{});
    documents::CompletionPerson person;
    person.name = row.who.name;
    person.email = masked_email(row.who.email);
    person.phone = row.who.phone.empty() ? std::string() : masked_phone(row.who.phone);
    person.role = row.who.role;
    person.level = std::string(store::name_of(row.level));
    person.proof = proof_of(evidence);
    person.address = evidence["address"];
    person.agent = evidence["agent"];
    person.signed_at = row.signed_at.value_or(TimePoint{});
    for (const AuditEvent& event : all.audit.events)
        if (event.kind == "consented" && event.actor == actor_of(row.who.id)) person.consented_at = event.at;
    if (auto ink = context.store.blobs().get(evidence["ink_sha256"]); ink.ok())
        person.image = decode_ink(text_of(ink.value())).value_or(pdf::SignatureImage{});
    return person;
}

documents::CompletionDocument document_of(const Finished& all, const AuditDocument& document) {
    documents::CompletionDocument out{document.title, document.pages, document.original_sha256, document.prepared_sha256, {}};
    for (const AuditRevision& revision : document.revisions)
        out.revisions.push_back({revision.version, revision.size, revision.sha256, revision.at,
                                 person_behind(revision.actor, all.record, all.sender)});
    return out;
}

/// What of an event's details a person wants to read, in this order. Whole values are in audit.json.
std::string words_of_details(const AuditEvent& event) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 15> kWords = {{{"purpose", "for "},
                                                                                              {"channel", "by "},
                                                                                              {"target", "to "},
                                                                                              {"factors", "factors: "},
                                                                                              {"tries_left", "tries left: "},
                                                                                              {"level", "level "},
                                                                                              {"signature_level", "PAdES "},
                                                                                              {"indication", ""},
                                                                                              {"missing", "missing: "},
                                                                                              {"reason", ""},
                                                                                              {"error", ""},
                                                                                              {"until", "until "},
                                                                                              {"expires", "until "},
                                                                                              {"address", "from "},
                                                                                              {"sha256", "SHA-256 "}}};
    std::string out;
    for (const auto& [key, word] : kWords) {
        const auto at = event.details.find(std::string(key));
        if (at == event.details.end() || at->second.empty()) continue;
        std::string value = at->second;
        if (key == "sha256") value.resize(std::min<std::size_t>(value.size(), 12));
        if ((key == "until" || key == "expires") && value.size() > 16)
            value = value.substr(0, 10) + " " + value.substr(11, 5) + " UTC";
        if (key == "channel" && value == "email") value = "e-mail";
        if (key == "channel" && value == "sms") value = "SMS";
        out += (out.empty() ? "" : ", ") + std::string(word) + value;
    }
    return out;
}

}  // namespace

bool Finished::has_event(std::string_view kind) const {
    return std::any_of(audit.events.begin(), audit.events.end(), [&](const AuditEvent& e) { return e.kind == kind; });
}

Result<Finished> finished(store::Reader& reader, const OrganisationId& organisation, const EnvelopeId& id) {
    auto record = store::find_envelope(reader, organisation, id);
    if (!record.ok()) return record.error();
    auto document = only_document(reader, id);
    if (!document.ok()) return document.error();
    auto audit = audit_of(reader, record.value());
    if (!audit.ok()) return audit.error();
    auto facts = facts_of(reader, record.value().envelope);
    if (!facts.ok()) return facts.error();
    auto sender = sender_of(reader, record.value().envelope);
    if (!sender.ok()) return sender.error();
    auto preservation = store::find_preservation(reader, id, store::Subject::Document);
    if (!preservation.ok()) return preservation.error();
    return Finished{std::move(record).value(), std::move(document).value(),
                    std::move(audit).value(),  std::move(facts).value(),
                    std::move(sender).value(), preservation.value() ? preservation.value()->level : std::string()};
}

documents::CompletionRecord completion_of(Context& context, const Finished& all, const std::string& verdict) {
    const store::EnvelopeRow& envelope = all.record.envelope;
    documents::CompletionRecord out;
    out.envelope = envelope.id.value;
    out.title = envelope.title;
    out.organisation = all.facts.organisation;
    out.sender = all.sender.name;
    out.sent_at = envelope.created;
    out.completed_at = envelope.completed.value_or(envelope.changed);
    out.trial = envelope.trial;
    out.verdict = verdict;
    for (const AuditDocument& document : all.audit.documents) out.documents.push_back(document_of(all, document));
    for (const store::RecipientRow& row : all.record.recipients) out.people.push_back(person_of(context, all, row));
    out.signatures = std::to_string(out.people.size()) + (out.people.size() == 1 ? " person" : " people") + " signed";
    if (!all.signature_level.empty()) out.signatures += ", PAdES " + all.signature_level;
    for (const AuditEvent& event : all.audit.events)
        out.events.push_back({event.number, event.at, std::string(sentence_of(event.kind)), words_of_details(event),
                              person_behind(event.actor, all.record, all.sender), event.hash});
    out.json = context.audit_encoder.json(all.audit);
    return out;
}

}  // namespace quillport::services
