#include <algorithm>
#include <utility>

#include "flow.hpp"
#include "links.hpp"
#include "pairs.hpp"
#include "post.hpp"
#include "preservation.hpp"
#include "quillport/documents/certificate.hpp"
#include "quillport/runtime/log.hpp"
#include "quillport/services/audit_kinds.hpp"
#include "quillport/services/problem.hpp"
#include "quillport/signing/verify.hpp"
#include "record.hpp"
#include "validate.hpp"

namespace quillport::services {
namespace {

/// Everything that the certificate speaks of, from one snapshot.
struct Finished {
    store::EnvelopeRecord record;
    store::DocumentRow document;
    std::vector<AuditEvent> trail;
    MessageFacts facts;
    Sender sender;
};

Result<Finished> finished(store::Reader& reader, const OrganisationId& organisation, const EnvelopeId& id) {
    auto record = store::find_envelope(reader, organisation, id);
    if (!record.ok()) return record.error();
    auto document = only_document(reader, id);
    if (!document.ok()) return document.error();
    auto trail = trail_of(reader, id);
    if (!trail.ok()) return trail.error();
    auto facts = facts_of(reader, record.value().envelope);
    if (!facts.ok()) return facts.error();
    auto sender = sender_of(reader, record.value().envelope);
    if (!sender.ok()) return sender.error();
    return Finished{std::move(record).value(), std::move(document).value(), std::move(trail).value(), std::move(facts).value(),
                    std::move(sender).value()};
}

bool has_event(const Finished& all, std::string_view kind) {
    return std::any_of(all.trail.begin(), all.trail.end(), [&](const AuditEvent& e) { return e.kind == kind; });
}

std::string detail_of(const Finished& all, std::string_view kind, const std::string& name) {
    for (const AuditEvent& event : all.trail)
        if (const auto at = event.details.find(name); event.kind == kind && at != event.details.end()) return at->second;
    return {};
}

/// Our own verifier's word, before anybody is told that it is done. A refusal is recorded once.
Result<signing::VerificationReport> verified(Context& context, const Finished& all, BytesView pdf) {
    auto report = signing::verify(pdf, context.anchors, context.clock.now());
    const bool passed = report.ok() && report.value().indication == signing::Indication::TotalPassed;
    if (passed || has_event(all, "verification_failed")) {
        if (passed) return report;
        return Error{ErrorCode::CryptoFailure, "the finished document does not pass verification", all.record.envelope.id.value};
    }
    const std::string why = report.ok() ? report.value().verdict : report.error().what;
    runtime::log(runtime::LogLevel::Error, "verification_failed", {{"envelope", all.record.envelope.id.value}, {"verdict", why}});
    auto noted = context.store.write([&](store::Tx& tx) {
        return record(tx, all.record.envelope.organisation, all.record.envelope.id, "verification_failed", kPortal,
                      context.clock.now(), {{"verdict", why}});
    });
    if (!noted.ok()) return noted.error();
    return Error{ErrorCode::CryptoFailure, "the finished document does not pass verification", all.record.envelope.id.value};
}

std::string proof_of(Pairs& evidence) {
    const bool sms = evidence["channel"] == "sms";
    std::string proof = sms ? "link by e-mail and code by SMS: two factors" : "link and code, both by e-mail: one factor";
    if (evidence["confirmed"] == "yes") proof += "; the act was confirmed by a second code";
    return proof;
}

documents::CompletionPerson person_of(Context& context, const store::RecipientRow& row) {
    Pairs evidence = decode_pairs(row.evidence).value_or(Pairs{});
    documents::CompletionPerson person;
    person.name = row.who.name;
    person.email = row.who.email;
    person.phone = row.who.phone.empty() ? std::string() : masked_phone(row.who.phone);
    person.role = row.who.role;
    person.level = std::string(store::name_of(row.level));
    person.proof = proof_of(evidence);
    person.address = evidence["address"];
    person.signed_at = row.signed_at.value_or(TimePoint{});
    if (auto ink = context.store.blobs().get(evidence["ink_sha256"]); ink.ok())
        person.image = decode_ink(text_of(ink.value())).value_or(pdf::SignatureImage{});
    return person;
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
    out.documents.push_back({all.document.title, detail_of(all, "created", "original_sha256"),
                             detail_of(all, "prepared", "sha256"), all.document.head.sha256, all.document.pages.size()});
    for (const store::RecipientRow& row : all.record.recipients) out.people.push_back(person_of(context, row));
    for (const AuditEvent& event : all.trail)
        out.events.push_back({event.number, event.at, std::string(sentence_of(event.kind)),
                              person_behind(event.actor, all.record, all.sender), event.hash});
    return out;
}

/// The certificate of completion under the server's own certification: no change at all is allowed to it afterwards.
Result<SignedFile> sealed(Context& context, const documents::CompletionRecord& completion) {
    auto report = documents::certificate_of_completion(completion);
    if (!report.ok()) return report.error();
    auto preparation = context.tools.prepare(report.value(), {}, {}, {}, {});
    if (!preparation.ok()) return preparation.error();
    const pdf::PreparedPdf& prepared = preparation.value().prepared;
    pdf::SigningAct act;
    act.signer_name = signing::common_name_of(context.key);
    act.reason = "Certificate of completion";
    act.when = context.clock.now();
    return sign_file(context, prepared.pdf, prepared.plan, std::move(act), signing::Level::B_LTA);
}

/// Everybody who signed gets a link, the sender the envelope's page. No attachment: private by default.
Result<void> tell_everybody(store::Tx& tx, Context& context, const store::EnvelopeRecord& envelope, MessageFacts facts,
                            const Sender& sender, TimePoint now) {
    for (const store::RecipientRow& row : envelope.recipients) {
        facts.recipient = row.who.name;
        const Addressee to{row.who.name, row.who.email, row.who.id, {}};
        if (auto done = post(tx, context, envelope.envelope, store::OutboxKind::Mail, to, completed(facts), now); !done.ok())
            return done;
    }
    facts.recipient = sender.name;
    return tell_sender(tx, context, envelope.envelope,
                       completed_for_sender(facts, envelope_url(context.settings, envelope.envelope.id)), now);
}

/// What is published: the certificate, durable, and what the verifier said.
struct Completed {
    SignedFile certificate;
    store::BlobRef blob;
    signing::VerificationReport report;
};

Result<void> publish(store::Tx& tx, Context& context, const Finished& all, const Completed& made, TimePoint now) {
    auto record_now = store::find_envelope(tx, all.record.envelope.organisation, all.record.envelope.id);
    if (!record_now.ok()) return record_now.error();
    store::EnvelopeRecord& envelope = record_now.value();
    if (!envelope.envelope.certificate.empty()) return {};  // another finished it meanwhile
    envelope.envelope.certificate = made.blob;
    envelope.envelope.changed = now;
    if (auto done = store::save_envelope(tx, envelope); !done.ok()) return done;
    if (auto done = note_sealed(tx, context, envelope, made.certificate, now); !done.ok()) return done;
    const auto note = [&](std::string_view kind, const Details& details) {
        return record(tx, envelope.envelope.organisation, envelope.envelope.id, kind, kPortal, now, details);
    };
    if (auto done = note("verified", {{"indication", std::string(signing::name_of(made.report.indication))},
                                      {"signatures", std::to_string(made.report.signatures.size())},
                                      {"sha256", all.document.head.sha256}});
        !done.ok())
        return done;
    if (auto done = note("completed", {{"certificate_sha256", made.blob.sha256}}); !done.ok()) return done;
    return tell_everybody(tx, context, envelope, all.facts, all.sender, now);
}

/// Verifies, seals the certificate and publishes both.
Result<void> conclude(Context& context, const Finished& all) {
    auto pdf = context.store.blobs().get(all.document.head.sha256);
    if (!pdf.ok()) return pdf.error();
    auto report = verified(context, all, pdf.value());
    if (!report.ok()) return report.error();
    auto certificate = sealed(context, completion_of(context, all, report.value().verdict));
    if (!certificate.ok()) return certificate.error();
    auto blob = context.store.blobs().put(certificate.value().bytes);
    if (!blob.ok()) return blob.error();
    const Completed made{std::move(certificate).value(), std::move(blob).value(), std::move(report).value()};
    const TimePoint now = context.clock.now();
    auto done = context.store.write([&](store::Tx& tx) { return publish(tx, context, all, made, now); });
    if (!done.ok()) return done;
    context.bell.ring();
    runtime::log(runtime::LogLevel::Info, "envelope_completed",
                 {{"envelope", all.record.envelope.id.value}, {"signatures", made.report.signatures.size()}});
    return {};
}

}  // namespace

Result<void> complete(Context& context, const OrganisationId& organisation, const EnvelopeId& id) {
    auto record = context.store.read([&](store::Reader& reader) { return store::find_envelope(reader, organisation, id); });
    if (!record.ok()) return record.error();
    const store::EnvelopeRow& envelope = record.value().envelope;
    if (envelope.state != EnvelopeState::Completed)
        return Error{ErrorCode::Conflict, "the envelope is not complete", "not_complete"};
    if (!envelope.certificate.empty()) return {};
    auto may_go = preserve_document(context, organisation, id);
    if (!may_go.ok()) return may_go.error();
    if (!may_go.value())
        return Error{ErrorCode::Unavailable, "the level of the signatures is not reached yet", "preservation_pending"};
    auto all = context.store.read([&](store::Reader& reader) { return finished(reader, organisation, id); });
    if (!all.ok()) return all.error();
    return conclude(context, all.value());
}

}  // namespace quillport::services
