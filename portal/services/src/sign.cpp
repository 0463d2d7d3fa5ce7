#include <algorithm>
#include <chrono>
#include <thread>
#include <utility>

#include "ceremony_state.hpp"
#include "flow.hpp"
#include "ink.hpp"
#include "links.hpp"
#include "pairs.hpp"
#include "preservation.hpp"
#include "quillport/documents/certificate.hpp"
#include "quillport/runtime/log.hpp"
#include "quillport/services/ceremony.hpp"
#include "quillport/services/problem.hpp"
#include "quillport/store/people.hpp"
#include "record.hpp"
#include "signature_look.hpp"
#include "validate.hpp"
#include "values.hpp"

namespace quillport::services {
namespace {

using namespace std::chrono_literals;

/// What step one found and took: the lease, and everything that step two needs without asking the database.
struct Started {
    Scene scene;
    store::DocumentRow document;
    store::Lease lease;
    Values values;
    TimePoint when{};
};

/// What step two made, durable in the store.
struct Built {
    store::BlobRef head;
    std::string plan;
    store::BlobRef ink;
    Progress progress;
};

bool has_place_for_signature(const store::DocumentRow& document, const std::string& role) {
    return std::any_of(document.fields.begin(), document.fields.end(),
                       [&](const Field& f) { return f.role == role && is_signed(f.type); });
}

/// Starts of signing that never came to an end: their lease is over, or it could not be taken now.
Result<void> void_unfinished(store::Tx& tx, const Participant& who, TimePoint now) {
    auto trail = store::list_events(tx, who.envelope);
    if (!trail.ok()) return trail.error();
    std::map<std::string, std::string> open;  // holder -> who started
    for (const store::AuditEvent& event : trail.value()) {
        const auto act = event.details.find("act");
        if (act == event.details.end()) continue;
        if (event.kind == "signing_started")
            open[act->second] = event.actor;
        else
            open.erase(act->second);
    }
    for (const auto& [act, actor] : open)
        if (auto done =
                record(tx, who.organisation, who.envelope, "signing_voided", kPortal, now, {{"act", act}, {"started_by", actor}});
            !done.ok())
            return done;
    return {};
}

/// The confirming code, when policy asks for one. A wrong one is recorded and told in `verdict`; the transaction stays.
Result<bool> confirmed(store::Tx& tx, const Context& context, const Participant& who, const std::string& code,
                       const std::string& bound_to, TimePoint now, store::CheckAnswer& verdict) {
    auto check = store::find_check(tx, who.recipient, store::CheckKind::Confirm);
    if (!check.ok()) return check.error();
    if (!check.value() || code.empty())
        return refusal(ErrorCode::PreconditionFailed, "a confirming code is needed", "confirm_needed");
    auto judged =
        store::answer_check(tx, check.value()->id, context.secret.code_hash(check.value()->id, trimmed(code)), bound_to, now);
    if (!judged.ok()) return judged.error();
    verdict = judged.value();
    const bool right = verdict.verdict == store::CheckAnswer::Verdict::Right;
    const Details details = {{"purpose", "confirm"},
                             {"tries_left", std::to_string(verdict.tries_left)},
                             {"channel", check.value()->channel},
                             {"address", who.client.address}};
    if (right || verdict.verdict == store::CheckAnswer::Verdict::Wrong) {
        const char* kind = right ? "confirm_proved" : verdict.tries_left <= 0 ? "code_used_up" : "code_wrong";
        if (auto done = record(tx, who.organisation, who.envelope, kind, actor_of(who.recipient), now, details); !done.ok())
            return done.error();
    }
    return right;
}

/// Whether this act may begin now, as the database stands.
Result<Started> judged(store::Reader& reader, const Participant& who, const SignRequest& request, TimePoint now) {
    auto scene = scene_of(reader, who.organisation, who.envelope, who.recipient);
    if (!scene.ok()) return scene.error();
    if (auto may = may_act(scene.value()); !may.ok()) return may.error();
    if (!scene.value().me.consented) return refusal(ErrorCode::PreconditionFailed, "no consent yet", "consent_needed");
    auto document = only_document(reader, who.envelope);
    if (!document.ok()) return document.error();
    if (document.value().head.sha256 != request.digest)
        return refusal(ErrorCode::Conflict, "another revision was shown", "document_changed");
    const Recipient& me = scene.value().me.who;
    if (auto fine = check_typed(document.value().fields, me.role, request.values); !fine.ok()) return fine.error();
    auto saved = store::find_values(reader, who.recipient);
    if (!saved.ok()) return saved.error();
    Values values = values_of_act(document.value().fields, me, saved.value(), request.values, now);
    if (auto fine = check_act(document.value().fields, me.role, values); !fine.ok()) return fine.error();
    if (has_place_for_signature(document.value(), me.role))
        if (auto fine = check_signature(request.signature); !fine.ok()) return fine.error();
    return Started{std::move(scene).value(), std::move(document).value(), {}, std::move(values), now};
}

/// Step one: guard, lease on the head, "signing_started". Conflict "leased" when another act holds the document.
Result<Started> start_once(Context& context, const Participant& who, const SignRequest& request, const std::string& act) {
    const TimePoint now = context.clock.now();
    store::CheckAnswer verdict{};
    bool refused = false;
    auto started = context.store.write([&](store::Tx& tx) -> Result<Started> {
        refused = false;
        auto begin = judged(tx, who, request, now);
        if (!begin.ok()) return begin;
        Started& start = begin.value();
        auto lease = store::acquire_lease(tx, start.document.id, act, now, now + context.settings.lease);
        if (!lease.ok()) return lease.error();
        start.lease = lease.value();
        if (context.settings.confirm_codes) {
            auto right =
                confirmed(tx, context, who, request.confirm_code, binding_of(request.digest, start.values), now, verdict);
            if (!right.ok()) return right.error();
            if (!right.value()) {
                refused = true;
                if (auto back = store::release_lease(tx, start.document.id, act); !back.ok()) return back.error();
                return begin;
            }
        }
        if (auto done = void_unfinished(tx, who, now); !done.ok()) return done.error();
        auto done = record(tx, who.organisation, who.envelope, "signing_started", actor_of(who.recipient), now,
                           {{"act", act},
                            {"sha256", request.digest},
                            {"values_sha256", digest_of(start.values)},
                            {"address", who.client.address}});
        if (!done.ok()) return done.error();
        return begin;
    });
    if (started.ok() && refused) return in_words(verdict).error();
    return started;
}

/// Waits for another's act, which takes milliseconds; gives up after three seconds.
Result<Started> start(Context& context, const Participant& who, const SignRequest& request, const std::string& act) {
    constexpr int kTries = 30;
    for (int i = 0; i < kTries; ++i) {
        auto started = start_once(context, who, request, act);
        if (started.ok() || started.error().detail != "leased") return started;
        std::this_thread::sleep_for(100ms);
    }
    return refusal(ErrorCode::Conflict, "another act holds the document",
                   {.key = "busy", .field = {}, .tries_left = {}, .retry_after = 5});
}

pdf::SigningAct act_of(const Context& context, const Started& started, const SignRequest& request, pdf::SignatureLook look) {
    pdf::SigningAct act;
    act.look = std::move(look);
    act.owner = started.scene.me.who.role;
    act.values = started.values;
    act.image = request.signature;
    act.signer_name = started.scene.me.who.name;
    act.caption = "Signed " + documents::words_of(started.when);
    if (context.settings.trial) act.note = "TRIAL, NOT TRUSTED";
    act.reason = "Signed by " + started.scene.me.who.name + " (simple electronic signature)";
    act.when = started.when;
    return act;
}

/// Step two, outside of any transaction: the increment with its signature, durable before anybody speaks of it.
Result<Built> build(Context& context, const Started& started, const SignRequest& request) {
    auto original = context.store.blobs().get(started.document.head.sha256);
    if (!original.ok()) return original.error();
    auto plan = pdf::SigningPlan::parse(started.document.plan);
    if (!plan.ok()) return plan.error();
    auto look = signature_look(context, started.document.organisation, started.document.envelope);
    if (!look.ok()) return look.error();
    auto file =
        sign_file(context, std::move(original).value(), plan.value(), act_of(context, started, request, std::move(look).value()),
                  std::min(level_for(context, started.scene.record.envelope.seal), signing::Level::B_T));
    if (!file.ok()) return file.error();
    auto head = context.store.blobs().put(file.value().bytes);
    if (!head.ok()) return head.error();
    auto ink = context.store.blobs().put(bytes_of(encode_ink(request.signature)));
    if (!ink.ok()) return ink.error();
    return Built{head.value(), std::move(file.value().plan), ink.value(), std::move(file.value().progress)};
}

/// Who proved what, as the trail tells it: the channel and factors of his last access check.
Result<Pairs> evidence_of(store::Reader& reader, const Context& context, const Participant& who, const Started& started,
                          const Built& built) {
    Pairs evidence = {{"confirmed", context.settings.confirm_codes ? "yes" : "no"},
                      {"address", who.client.address},
                      {"agent", cleaned(who.client.agent, 200)},
                      {"ink_sha256", built.ink.sha256},
                      {"signature_level", std::string(signing::name_of(built.progress.reached))},
                      {"values_sha256", digest_of(started.values)}};
    if (built.progress.pending) evidence["preservation"] = "pending";
    auto trail = store::list_events(reader, who.envelope);
    if (!trail.ok()) return trail.error();
    for (const store::AuditEvent& event : trail.value()) {
        if (event.kind != "access_proved" || event.actor != actor_of(who.recipient)) continue;
        evidence["channel"] = event.details.at("channel");
        evidence["factors"] = event.details.at("factors");
    }
    return evidence;
}

/// Step three: compare-and-swap of the head, the recipient's state, level and evidence, the trail, the next invitations.
Result<void> finish(Context& context, const Participant& who, const Started& started, const Built& built, EnvelopeState& state) {
    const TimePoint now = context.clock.now();
    return context.store.write([&](store::Tx& tx) -> Result<void> {
        auto scene = scene_of(tx, who.organisation, who.envelope, who.recipient);
        if (!scene.ok()) return scene.error();
        store::EnvelopeRecord& envelope = scene.value().record;
        Envelope machine = envelope.machine();
        auto after = machine.record_signature(who.recipient);
        if (!after.ok()) return after.error();
        auto version = store::advance_head(tx, started.lease, now, built.head, built.plan, who.recipient);
        if (!version.ok()) return version.error();
        envelope.apply(machine);
        auto proof = evidence_of(tx, context, who, started, built);
        if (!proof.ok()) return proof.error();
        const Pairs& evidence = proof.value();
        store::RecipientRow* me = envelope.find(who.recipient);
        me->level = store::Level::Simple;
        me->evidence = encode_pairs(evidence);
        me->signed_at = started.when;
        envelope.envelope.changed = now;
        state = after.value();
        if (state == EnvelopeState::Completed) envelope.envelope.completed = now;
        const auto invited = mark_invited(envelope, now);
        if (auto done = store::save_envelope(tx, envelope); !done.ok()) return done;
        if (auto done = store::save_values(tx, who.organisation, who.recipient, started.values, now); !done.ok()) return done;
        if (auto done = store::count_signature(tx, who.organisation, me->who.email); !done.ok()) return done;
        Details details = {{"act", started.lease.holder}, {"level", "simple"}, {"sha256", built.head.sha256}};
        details.insert(evidence.begin(), evidence.end());
        if (auto done = record(tx, who.organisation, who.envelope, "signed", actor_of(who.recipient), now, details); !done.ok())
            return done;
        if (auto done = note_act(tx, who.organisation, who.envelope, built.progress, now); !done.ok()) return done;
        return announce(tx, context, envelope, invited, Occasion::Invitation, kPortal, now);
    });
}

/// An act that failed gives the document back at once and says so in the trail.
void give_up(Context& context, const Participant& who, const Started& started, const Error& why) {
    const TimePoint now = context.clock.now();
    auto done = context.store.write([&](store::Tx& tx) -> Result<void> {
        if (auto back = store::release_lease(tx, started.document.id, started.lease.holder); !back.ok()) return back;
        return record(tx, who.organisation, who.envelope, "signing_failed", kPortal, now,
                      {{"act", started.lease.holder}, {"code", std::string(quillport::name_of(why.code))}});
    });
    runtime::log(runtime::LogLevel::Error, "signing_failed",
                 {{"envelope", who.envelope.value}, {"what", why.what}, {"detail", why.detail}});
    if (!done.ok())
        runtime::log(runtime::LogLevel::Error, "lease_not_released",
                     {{"envelope", who.envelope.value}, {"what", done.error().what}});
}

/// Errors of the middle of an act as the signer reads them: whatever the lease or the head says, the document is not what he saw.
Error in_words(const Error& error) {
    if (error.code == ErrorCode::PreconditionFailed || (error.code == ErrorCode::Gone && error.detail.empty()))
        return refusal(ErrorCode::Conflict, error.what, "document_changed");
    return error;
}

}  // namespace

Result<CeremonyView> sign_document(Context& context, const Participant& who, const SignRequest& request) {
    if (auto proved = need_access(who); !proved.ok()) return proved.error();
    const std::string act = runtime::new_id(context.random);
    auto started = start(context, who, request, act);
    if (!started.ok()) {
        note_refusal(context, who, "sign", started.error());
        return started.error();
    }
    auto built = build(context, started.value(), request);
    if (!built.ok()) {
        give_up(context, who, started.value(), built.error());
        return built.error();
    }
    EnvelopeState state = EnvelopeState::Sent;
    if (auto done = finish(context, who, started.value(), built.value(), state); !done.ok()) {
        give_up(context, who, started.value(), done.error());
        return in_words(done.error());
    }
    runtime::log(runtime::LogLevel::Info, "signed", {{"envelope", who.envelope.value}, {"recipient", who.recipient.value}});
    if (state == EnvelopeState::Completed) {
        // The signature stands whatever happens here; housekeeping tries again.
        auto done = complete(context, who.organisation, who.envelope);
        if (!done.ok() && done.error().detail != "preservation_pending")
            runtime::log(runtime::LogLevel::Error, "completion_failed",
                         {{"envelope", who.envelope.value}, {"what", done.error().what}, {"detail", done.error().detail}});
    }
    context.bell.ring();
    return get_ceremony(context, who);
}

Result<CeremonyView> decline_to_sign(Context& context, const Participant& who, const std::string& reason) {
    if (auto proved = need_access(who); !proved.ok()) return proved.error();
    const std::string why = trimmed(reason);
    if (why.empty() || !is_text(why, 1000))
        return refusal(ErrorCode::InvalidInput, "reason",
                       {.key = "reason", .field = "reason", .tries_left = {}, .retry_after = {}});
    const TimePoint now = context.clock.now();
    auto view = context.store.write([&](store::Tx& tx) -> Result<CeremonyView> {
        auto scene = scene_of(tx, who.organisation, who.envelope, who.recipient);
        if (!scene.ok()) return scene.error();
        store::EnvelopeRecord& envelope = scene.value().record;
        Envelope machine = envelope.machine();
        if (auto done = machine.record_decline(who.recipient); !done.ok()) return done.error();
        envelope.apply(machine);
        store::RecipientRow* me = envelope.find(who.recipient);
        me->declined = now;
        me->reason = why;
        envelope.envelope.changed = now;
        if (auto done = store::save_envelope(tx, envelope); !done.ok()) return done.error();
        if (auto done = record(tx, who.organisation, who.envelope, "declined", actor_of(who.recipient), now,
                               {{"reason", why}, {"address", who.client.address}});
            !done.ok())
            return done.error();
        auto facts = facts_of(tx, envelope.envelope);
        auto sender = sender_of(tx, envelope.envelope);
        if (!facts.ok()) return facts.error();
        if (!sender.ok()) return sender.error();
        facts.value().recipient = sender.value().name;
        const Message message =
            declined_for_sender(facts.value(), me->who.name, why, envelope_url(context.settings, who.envelope));
        if (auto done = tell_sender(tx, context, envelope.envelope, message, now); !done.ok()) return done.error();
        auto after = scene_of(tx, who.organisation, who.envelope, who.recipient);
        if (!after.ok()) return after.error();
        return view_in(tx, context, after.value(), true);
    });
    if (view.ok()) context.bell.ring();
    return view;
}

}  // namespace quillport::services
