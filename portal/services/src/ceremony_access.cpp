#include <algorithm>
#include <utility>

#include "ceremony_state.hpp"
#include "flow.hpp"
#include "post.hpp"
#include "quillport/runtime/digest.hpp"
#include "quillport/runtime/log.hpp"
#include "quillport/services/ceremony.hpp"
#include "quillport/services/problem.hpp"
#include "record.hpp"
#include "validate.hpp"
#include "values.hpp"

namespace quillport::services {
namespace {

using namespace std::chrono_literals;

std::string hash_of(std::string_view token) { return runtime::sha256_hex(bytes_of(token)); }

TimePoint end_of(const Context& context, TimePoint created, TimePoint now) {
    return std::min(now + context.settings.session_idle, created + context.settings.session_absolute);
}

store::Ceremony new_ceremony(const Context& context, const std::string& token, const store::LinkOwner& whose, TimePoint now) {
    store::Ceremony ceremony;
    ceremony.cookie_hash = hash_of(token);
    ceremony.organisation = whose.organisation;
    ceremony.envelope = whose.envelope;
    ceremony.recipient = whose.recipient;
    ceremony.created = now;
    ceremony.expires = end_of(context, now, now);
    return ceremony;
}

store::LinkOwner owner_of(const Participant& who) { return {who.organisation, who.envelope, who.recipient}; }

/// Whether a code of this purpose may be asked for: to act, or to fetch the copy of what one signed.
Result<void> may_have_code(const Scene& scene, const Participant& who, CodePurpose purpose) {
    if (purpose == CodePurpose::Confirm) {
        if (auto proved = need_access(who); !proved.ok()) return proved;
        return may_act(scene);
    }
    const bool over = scene.envelope().state == EnvelopeState::Sent || scene.envelope().state == EnvelopeState::Completed;
    if (over && scene.me.who.state == RecipientState::Signed) return {};
    return may_act(scene);
}

Result<void> check_code_limit(store::Reader& reader, const RecipientId& who, TimePoint now) {
    auto locked = locked_until(reader, who, now);
    if (!locked.ok()) return locked.error();
    if (!locked.value()) return {};
    const auto wait = std::chrono::ceil<std::chrono::seconds>(*locked.value() - now);
    return refusal(ErrorCode::RateLimited, "too many codes",
                   {.key = "code_limit", .field = {}, .tries_left = {}, .retry_after = static_cast<int>(wait.count())});
}

Result<void> post_code(store::Tx& tx, Context& context, const Scene& scene, const CodeChannel& channel,
                       const std::string& code_id, bool act, TimePoint now) {
    auto facts = facts_of(tx, scene.envelope());
    if (!facts.ok()) return facts.error();
    facts.value().recipient = scene.me.who.name;
    const Message message = channel.sms ? code_sms(facts.value(), act) : code_mail(facts.value(), act);
    const auto kind = channel.sms ? store::OutboxKind::Sms : store::OutboxKind::Mail;
    return post(tx, context, scene.envelope(), kind, {scene.me.who.name, channel.target, {}, code_id}, message, now);
}

/// What the code is bound to; the values of a confirmation are kept first, so that the code speaks of what will be signed.
Result<std::string> bind_confirmation(store::Tx& tx, const Scene& scene, const Values& given, TimePoint now) {
    auto document = only_document(tx, scene.envelope().id);
    if (!document.ok()) return document.error();
    if (auto fine = check_typed(document.value().fields, scene.me.who.role, given); !fine.ok()) return fine.error();
    if (auto kept = store::save_values(tx, scene.envelope().organisation, scene.me.who.id, given, now); !kept.ok())
        return kept.error();
    auto saved = store::find_values(tx, scene.me.who.id);
    if (!saved.ok()) return saved.error();
    const Values values = values_of_act(document.value().fields, scene.me.who, saved.value(), {}, now);
    return binding_of(document.value().head.sha256, values);
}

Result<void> make_code(store::Tx& tx, Context& context, const Scene& scene, CodePurpose purpose, const std::string& bound_to,
                       TimePoint now) {
    const CodeChannel channel = channel_of(context, scene.me.who);
    const bool act = purpose == CodePurpose::Confirm;
    store::Check check;
    check.id = runtime::new_id(context.random);
    check.organisation = scene.envelope().organisation;
    check.envelope = scene.envelope().id;
    check.recipient = scene.me.who.id;
    check.kind = act ? store::CheckKind::Confirm : store::CheckKind::Access;
    check.code_hash = context.secret.code_hash(check.id, context.secret.code(check.id));
    check.salt = check.id;
    check.bound_to = bound_to;
    check.channel = channel.name();
    check.target = channel.masked;
    check.sent = now;
    check.expires = now + context.settings.code_life;
    if (auto done = store::create_check(tx, check); !done.ok()) return done.error();
    if (auto done = post_code(tx, context, scene, channel, check.id, act, now); !done.ok()) return done;
    return record(tx, scene.envelope().organisation, scene.envelope().id, "code_sent", kPortal, now,
                  {{"recipient", scene.me.who.id.value},
                   {"purpose", act ? "confirm" : "access"},
                   {"channel", channel.name()},
                   {"target", channel.masked},
                   {"factors", channel.factors()}});
}

/// Access proved: a new cookie takes the old one's place (ASVS 5.0, 7.2.4), the recipient has seen the document.
Result<void> admit(store::Tx& tx, const Context& context, Scene& scene, const Participant& who, const std::string& token,
                   const store::Check& check, TimePoint now) {
    auto old = store::find_ceremony(tx, who.session, now);
    if (!old.ok()) return refusal(ErrorCode::Unauthenticated, "ceremony is over", "ceremony_over");
    old.value().expires = now;
    if (auto done = store::save_ceremony(tx, old.value()); !done.ok()) return done;
    store::Ceremony fresh = new_ceremony(context, token, owner_of(who), now);
    fresh.access_at = now;
    if (auto done = store::create_ceremony(tx, fresh); !done.ok()) return done;
    const std::string actor = actor_of(who.recipient);
    const Details proof = {
        {"channel", check.channel}, {"factors", check.channel == "sms" ? "two" : "one"}, {"address", who.client.address}};
    if (auto done = record(tx, who.organisation, who.envelope, "access_proved", actor, now, proof); !done.ok()) return done;
    store::RecipientRow* row = scene.record.find(who.recipient);
    if (row->viewed || !may_act(scene).ok()) return {};
    Envelope machine = scene.record.machine();
    if (auto done = machine.record_view(who.recipient); !done.ok()) return done;
    scene.record.apply(machine);
    row->viewed = now;
    if (auto done = store::save_envelope(tx, scene.record); !done.ok()) return done;
    return record(tx, who.organisation, who.envelope, "viewed", actor, now);
}

}  // namespace

Result<OpenedCeremony> open_ceremony(Context& context, std::string_view link_token, const Client& client) {
    const std::string link_hash = hash_of(link_token);
    const std::string token = runtime::new_token(context.random);
    const TimePoint now = context.clock.now();
    return context.store.write([&](store::Tx& tx) -> Result<OpenedCeremony> {
        auto whose = store::find_link(tx, link_hash);
        if (!whose.ok()) {
            if (whose.error().code == ErrorCode::NotFound) return refusal(ErrorCode::NotFound, "no such link", "link_unknown");
            return whose.error();
        }
        auto scene = scene_of(tx, whose.value().organisation, whose.value().envelope, whose.value().recipient);
        if (!scene.ok()) return scene.error();
        if (auto done = store::create_ceremony(tx, new_ceremony(context, token, whose.value(), now)); !done.ok())
            return done.error();
        auto done = record(tx, whose.value().organisation, whose.value().envelope, "opened", actor_of(whose.value().recipient),
                           now, {{"address", client.address}, {"agent", cleaned(client.agent, 200)}});
        if (!done.ok()) return done.error();
        auto view = view_in(tx, context, scene.value(), false);
        if (!view.ok()) return view.error();
        return OpenedCeremony{token, view.value()};
    });
}

Result<Participant> participant_of(Context& context, std::string_view cookie_token, const Client& client) {
    const std::string hash = hash_of(cookie_token);
    const TimePoint now = context.clock.now();
    auto found = context.store.read([&](store::Reader& reader) { return store::find_ceremony(reader, hash, now); });
    if (!found.ok()) {
        if (found.error().code == ErrorCode::NotFound)
            return refusal(ErrorCode::Unauthenticated, "no such ceremony", "ceremony_over");
        return found.error();
    }
    store::Ceremony ceremony = found.value();
    const Participant who{hash,  ceremony.organisation, ceremony.envelope, ceremony.recipient, ceremony.access_at.has_value(),
                          client};
    const TimePoint end = end_of(context, ceremony.created, now);
    if (end - ceremony.expires < 1min) return who;
    auto moved = context.store.write([&](store::Tx& tx) -> Result<void> {
        auto again = store::find_ceremony(tx, hash, now);
        if (!again.ok()) return Result<void>();
        again.value().expires = end;
        return store::save_ceremony(tx, again.value());
    });
    if (!moved.ok()) return moved.error();
    return who;
}

Result<CeremonyView> get_ceremony(Context& context, const Participant& who) {
    return context.store.read([&](store::Reader& reader) -> Result<CeremonyView> {
        auto scene = scene_of(reader, who.organisation, who.envelope, who.recipient);
        if (!scene.ok()) return scene.error();
        return view_in(reader, context, scene.value(), who.access);
    });
}

Result<CeremonyView> send_code(Context& context, const Participant& who, CodePurpose purpose,
                               const std::map<std::string, std::string>& values) {
    const TimePoint now = context.clock.now();
    auto view = context.store.write([&](store::Tx& tx) -> Result<CeremonyView> {
        auto scene = scene_of(tx, who.organisation, who.envelope, who.recipient);
        if (!scene.ok()) return scene.error();
        if (auto may = may_have_code(scene.value(), who, purpose); !may.ok()) return may.error();
        if (auto may = check_code_limit(tx, who.recipient, now); !may.ok()) return may.error();
        std::string bound_to;
        if (purpose == CodePurpose::Confirm) {
            auto binding = bind_confirmation(tx, scene.value(), values, now);
            if (!binding.ok()) return binding.error();
            bound_to = std::move(binding).value();
        }
        if (auto done = make_code(tx, context, scene.value(), purpose, bound_to, now); !done.ok()) return done.error();
        return view_in(tx, context, scene.value(), who.access);
    });
    if (view.ok())
        context.bell.ring();
    else
        note_refusal(context, who, "code", view.error());
    return view;
}

Result<OpenedCeremony> check_access(Context& context, const Participant& who, const std::string& code) {
    const std::string answer = trimmed(code);
    const std::string token = runtime::new_token(context.random);
    const TimePoint now = context.clock.now();
    store::CheckAnswer verdict{};
    // A wrong code is an Ok result of the transaction: the try that it cost has to stay.
    auto opened = context.store.write([&](store::Tx& tx) -> Result<OpenedCeremony> {
        auto scene = scene_of(tx, who.organisation, who.envelope, who.recipient);
        if (!scene.ok()) return scene.error();
        if (auto may = may_have_code(scene.value(), who, CodePurpose::Access); !may.ok()) return may.error();
        auto check = store::find_check(tx, who.recipient, store::CheckKind::Access);
        if (!check.ok()) return check.error();
        if (!check.value()) return refusal(ErrorCode::PreconditionFailed, "no code was sent", "no_code");
        const store::Check& sent = *check.value();
        auto judged = store::answer_check(tx, sent.id, context.secret.code_hash(sent.id, answer), {}, now);
        if (!judged.ok()) return judged.error();
        verdict = judged.value();
        if (verdict.verdict == store::CheckAnswer::Verdict::Wrong) {
            const bool last = verdict.tries_left <= 0;
            auto done = record(
                tx, who.organisation, who.envelope, last ? "code_used_up" : "code_wrong", actor_of(who.recipient), now,
                {{"purpose", "access"}, {"tries_left", std::to_string(verdict.tries_left)}, {"address", who.client.address}});
            if (!done.ok()) return done.error();
        }
        if (verdict.verdict != store::CheckAnswer::Verdict::Right) return OpenedCeremony{};
        if (auto done = admit(tx, context, scene.value(), who, token, sent, now); !done.ok()) return done.error();
        auto after = scene_of(tx, who.organisation, who.envelope, who.recipient);
        if (!after.ok()) return after.error();
        auto view = view_in(tx, context, after.value(), true);
        if (!view.ok()) return view.error();
        return OpenedCeremony{token, view.value()};
    });
    if (!opened.ok()) return opened;
    if (auto right = in_words(verdict); !right.ok()) {
        runtime::log(
            runtime::LogLevel::Warning, "code_refused",
            {{"envelope", who.envelope.value}, {"recipient", who.recipient.value}, {"key", problem_of(right.error()).key}});
        return right.error();
    }
    return opened;
}

Result<CeremonyView> give_consent(Context& context, const Participant& who) {
    if (auto proved = need_access(who); !proved.ok()) return proved.error();
    const TimePoint now = context.clock.now();
    return context.store.write([&](store::Tx& tx) -> Result<CeremonyView> {
        auto scene = scene_of(tx, who.organisation, who.envelope, who.recipient);
        if (!scene.ok()) return scene.error();
        if (auto may = may_act(scene.value()); !may.ok()) return may.error();
        store::RecipientRow* row = scene.value().record.find(who.recipient);
        if (!row->consented) {
            row->consented = now;
            scene.value().me.consented = now;
            if (auto done = store::save_envelope(tx, scene.value().record); !done.ok()) return done.error();
            auto done = record(tx, who.organisation, who.envelope, "consented", actor_of(who.recipient), now,
                               {{"address", who.client.address}});
            if (!done.ok()) return done.error();
        }
        return view_in(tx, context, scene.value(), true);
    });
}

}  // namespace quillport::services
