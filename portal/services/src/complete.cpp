#include <utility>

#include "completion.hpp"
#include "links.hpp"
#include "post.hpp"
#include "preservation.hpp"
#include "quillport/runtime/log.hpp"
#include "quillport/services/problem.hpp"
#include "quillport/signing/verify.hpp"
#include "record.hpp"
#include "signature_look.hpp"
#include "validate.hpp"

namespace quillport::services {
namespace {

/// Our own verifier's word, before anybody is told that it is done. A refusal is recorded once.
Result<signing::VerificationReport> verified(Context& context, const Finished& all, BytesView pdf) {
    auto report = signing::verify(pdf, context.anchors, context.clock.now());
    const bool passed = report.ok() && report.value().indication == signing::Indication::TotalPassed;
    if (passed || all.has_event("verification_failed")) {
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

/// The certificate of completion under the organisation's seal: no change is allowed to it afterwards but what preserves it.
Result<SignedFile> sealed(Context& context, const store::EnvelopeRow& envelope, documents::CompletionRecord completion) {
    const TimePoint now = context.clock.now();
    auto look = signature_look(context, envelope.organisation, envelope.id);
    if (!look.ok()) return look.error();
    completion.verify_url = look.value().verify_url;
    auto certificate = documents::certificate_of_completion(completion, now);
    if (!certificate.ok()) return certificate.error();
    pdf::SigningAct act;
    act.look = std::move(look).value();
    act.look.name = act.look.caption = true;  // a seal says whose it is
    act.signer_name = signing::common_name_of(context.key);
    act.caption = "Sealed " + documents::words_of(now);
    if (completion.trial) act.note = "TRIAL, NOT TRUSTED";
    act.reason = "Certificate of completion";
    act.when = now;
    return sign_file(context, std::move(certificate.value().pdf), certificate.value().plan, std::move(act),
                     level_for(context, envelope.seal));
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
    auto certificate = sealed(context, all.record.envelope, completion_of(context, all, report.value().verdict));
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
    auto may_go = preserve_document(context, envelope);
    if (!may_go.ok()) return may_go.error();
    if (!may_go.value())
        return Error{ErrorCode::Unavailable, "the level of the signatures is not reached yet", "preservation_pending"};
    auto all = context.store.read([&](store::Reader& reader) { return finished(reader, organisation, id); });
    if (!all.ok()) return all.error();
    return conclude(context, all.value());
}

}  // namespace quillport::services
