#include "ceremony_state.hpp"

#include <array>
#include <utility>

#include "flow.hpp"
#include "quillport/runtime/digest.hpp"
#include "quillport/runtime/log.hpp"
#include "quillport/services/problem.hpp"
#include "record.hpp"
#include "validate.hpp"
#include "values.hpp"

namespace quillport::services {
namespace {

using namespace std::chrono_literals;

struct CodeLimit {
    std::chrono::milliseconds window;
    std::int64_t codes;
};
constexpr std::array<CodeLimit, 2> kCodeLimits = {{{15min, 3}, {24h, 10}}};

constexpr std::array<std::string_view, 9> kStates = {"code",      "consent",  "open",   "not_your_turn", "signed",
                                                     "completed", "declined", "voided", "expired"};

Result<void> add_code(store::Reader& reader, const Context& context, const Scene& scene, CeremonyView& view) {
    const TimePoint now = context.clock.now();
    auto check = store::find_check(reader, scene.me.who.id, store::CheckKind::Access);
    if (!check.ok()) return check.error();
    if (check.value()) {
        const store::Check& code = *check.value();
        const bool open = !code.used && !code.voided && code.expires > now;
        view.code_sent = open && code.tries_left > 0;
        if (open && code.tries_left < 5) view.tries_left = code.tries_left;
    }
    auto locked = locked_until(reader, scene.me.who.id, now);
    if (!locked.ok()) return locked.error();
    view.locked_until = locked.value();
    return {};
}

std::string reason_of(const Scene& scene) {
    if (scene.envelope().state == EnvelopeState::Voided) return scene.envelope().reason;
    if (scene.envelope().state != EnvelopeState::Declined) return {};
    for (const store::RecipientRow& row : scene.record.recipients)
        if (row.who.state == RecipientState::Declined) return row.reason;
    return {};
}

}  // namespace

std::string_view name_of(CeremonyState state) noexcept { return kStates[static_cast<std::size_t>(state)]; }

Result<Scene> scene_of(store::Reader& reader, const OrganisationId& organisation, const EnvelopeId& envelope,
                       const RecipientId& me) {
    auto record = store::find_envelope(reader, organisation, envelope);
    if (!record.ok()) return record.error();
    Scene scene{std::move(record).value(), {}};
    const store::RecipientRow* row = scene.record.find(me);
    if (row == nullptr) return refusal(ErrorCode::NotFound, "no such recipient", "link_unknown");
    scene.me = *row;
    return scene;
}

CeremonyState state_of(const Scene& scene, bool access) {
    switch (scene.envelope().state) {
        case EnvelopeState::Voided:
            return CeremonyState::Voided;
        case EnvelopeState::Expired:
            return CeremonyState::Expired;
        case EnvelopeState::Declined:
            return CeremonyState::Declined;
        default:
            break;
    }
    if (scene.me.who.state == RecipientState::Waiting) return CeremonyState::NotYourTurn;
    if (!access) return CeremonyState::Code;
    if (scene.me.who.state == RecipientState::Signed)
        return scene.envelope().certificate.empty() ? CeremonyState::Signed : CeremonyState::Completed;
    return scene.me.consented ? CeremonyState::Open : CeremonyState::Consent;
}

Result<CeremonyView> view_in(store::Reader& reader, const Context& context, const Scene& scene, bool access) {
    auto facts = facts_of(reader, scene.envelope());
    if (!facts.ok()) return facts.error();
    CeremonyView view;
    view.state = state_of(scene, access);
    view.title = scene.envelope().title;
    view.message = scene.envelope().message;
    view.sender = facts.value().sender;
    view.organisation = facts.value().organisation;
    view.recipient = scene.me.who.name;
    view.expires = scene.envelope().expires;
    view.trial = scene.envelope().trial;
    const CodeChannel channel = channel_of(context, scene.me.who);
    view.code_channel = channel.name();
    view.code_target = channel.masked;
    view.one_factor = !channel.sms;
    view.confirm_needed = context.settings.confirm_codes;
    view.signed_at = scene.me.signed_at;
    view.reason = reason_of(scene);
    view.certificate_ready = !scene.envelope().certificate.empty();
    for (const RecipientId& id : scene.record.machine().on_turn())
        for (const store::RecipientRow& row : scene.record.recipients)
            if (row.who.id == id && id != scene.me.who.id) view.waiting_for.push_back(row.who.name);
    if (auto done = add_code(reader, context, scene, view); !done.ok()) return done.error();
    return view;
}

CodeChannel channel_of(const Context& context, const Recipient& who) {
    if (!who.phone.empty() && !context.settings.sms_url.empty()) return {true, who.phone, masked_phone(who.phone)};
    return {false, who.email, masked_email(who.email)};
}

Result<std::optional<TimePoint>> locked_until(store::Reader& reader, const RecipientId& who, TimePoint now) {
    std::optional<TimePoint> until;
    for (const CodeLimit& limit : kCodeLimits) {
        // A code that is exactly as old as the window counts no more.
        const TimePoint since = now - limit.window + 1ms;
        auto count = store::count_checks(reader, who, since);
        if (!count.ok()) return count.error();
        if (count.value() < limit.codes) continue;
        auto first = store::first_check_since(reader, who, since);
        if (!first.ok()) return first.error();
        const TimePoint free_at = first.value().value_or(now) + limit.window;
        if (!until || free_at > *until) until = free_at;
    }
    return until;
}

Result<void> may_act(const Scene& scene) { return scene.record.machine().may_act(scene.me.who.id); }

void note_refusal(Context& context, const Participant& who, const std::string& what, const Error& error) {
    const std::string key = problem_of(error).key;
    if (key != "not_your_turn" && key != "already_signed") return;
    runtime::log(runtime::LogLevel::Warning, "act_refused",
                 {{"envelope", who.envelope.value}, {"recipient", who.recipient.value}, {"act", what}, {"key", key}});
    const TimePoint now = context.clock.now();
    auto noted = context.store.write([&](store::Tx& tx) {
        return record(tx, who.organisation, who.envelope, "refused", actor_of(who.recipient), now,
                      {{"what", what}, {"reason", key}, {"address", who.client.address}});
    });
    if (!noted.ok())
        runtime::log(runtime::LogLevel::Error, "audit_failed", {{"envelope", who.envelope.value}, {"what", noted.error().what}});
}

Result<void> need_access(const Participant& who) {
    if (!who.access) return refusal(ErrorCode::Forbidden, "access check not passed", "access_needed");
    return {};
}

std::string binding_of(const std::string& document_digest, const std::map<std::string, std::string>& values) {
    return runtime::sha256_hex(bytes_of(document_digest + ":" + digest_of(values)));
}

Result<void> in_words(const store::CheckAnswer& answer) {
    using Verdict = store::CheckAnswer::Verdict;
    const Problem used_up{.key = "code_used_up", .field = "code", .tries_left = 0, .retry_after = {}};
    switch (answer.verdict) {
        case Verdict::Right:
            return {};
        case Verdict::Expired:
            return refusal(ErrorCode::Gone, "code is over", "code_expired");
        case Verdict::Exhausted:
            return refusal(ErrorCode::Forbidden, "no try left", used_up);
        case Verdict::OtherBinding:
            return refusal(ErrorCode::Conflict, "the code confirmed something else", "code_for_other_values");
        case Verdict::Wrong:
            break;
    }
    if (answer.tries_left <= 0) return refusal(ErrorCode::Forbidden, "the last try was wrong", used_up);
    return refusal(ErrorCode::Forbidden, "wrong code",
                   {.key = "code_wrong", .field = "code", .tries_left = answer.tries_left, .retry_after = {}});
}

}  // namespace quillport::services
