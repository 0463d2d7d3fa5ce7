#include "quillport/services/housekeeping.hpp"

#include "flow.hpp"
#include "links.hpp"
#include "preservation.hpp"
#include "quillport/runtime/log.hpp"
#include "quillport/services/arrivals.hpp"
#include "quillport/store/accounts.hpp"
#include "quillport/store/arrivals.hpp"
#include "quillport/store/ceremonies.hpp"
#include "record.hpp"

namespace quillport::services {
namespace {

constexpr int kAtOnce = 100;
constexpr auto kNoticesKept = std::chrono::hours(24 * 30);

Result<bool> expire(Context& context, const store::EnvelopeKey& key, TimePoint now) {
    return context.store.write([&](store::Tx& tx) -> Result<bool> {
        auto found = store::find_envelope(tx, key.organisation, key.envelope);
        if (!found.ok()) return found.error();
        store::EnvelopeRecord& envelope = found.value();
        if (envelope.envelope.state != EnvelopeState::Sent || envelope.envelope.expires > now) return false;
        Envelope machine = envelope.machine();
        if (auto done = machine.record_expiry(); !done.ok()) return done.error();
        envelope.apply(machine);
        envelope.envelope.changed = now;
        if (auto done = store::save_envelope(tx, envelope); !done.ok()) return done.error();
        if (auto done = record(tx, key.organisation, key.envelope, "expired", kPortal, now); !done.ok()) return done.error();
        auto facts = facts_of(tx, envelope.envelope);
        auto sender = sender_of(tx, envelope.envelope);
        if (!facts.ok()) return facts.error();
        if (!sender.ok()) return sender.error();
        facts.value().recipient = sender.value().name;
        const Message message = expired_for_sender(facts.value(), envelope_url(context.settings, key.envelope));
        if (auto done = tell_sender(tx, context, envelope.envelope, message, now); !done.ok()) return done.error();
        return true;
    });
}

Result<void> forget_old(Context& context, TimePoint now) {
    return context.store.write([&](store::Tx& tx) -> Result<void> {
        if (auto done = store::delete_old_sessions(tx, now); !done.ok()) return done.error();
        if (auto done = store::delete_old_ceremonies(tx, now); !done.ok()) return done.error();
        if (auto done = store::delete_old_login_tickets(tx, now); !done.ok()) return done.error();
        if (auto done = store::delete_old_notices(tx, now - kNoticesKept); !done.ok()) return done.error();
        return {};
    });
}

}  // namespace

Result<Housekeeping> keep_house(Context& context) {
    const TimePoint now = context.clock.now();
    Housekeeping result;
    auto overdue = context.store.read([&](store::Reader& reader) { return store::list_overdue(reader, now, kAtOnce); });
    if (!overdue.ok()) return overdue.error();
    for (const store::EnvelopeKey& key : overdue.value()) {
        auto expired = expire(context, key, now);
        if (!expired.ok()) return expired.error();
        if (expired.value()) ++result.expired;
    }
    auto unfinished = context.store.read([](store::Reader& reader) { return store::list_uncertified(reader, kAtOnce); });
    if (!unfinished.ok()) return unfinished.error();
    for (const store::EnvelopeKey& key : unfinished.value()) {
        auto done = complete(context, key.organisation, key.envelope);
        if (done.ok()) ++result.finished;
        if (!done.ok() && done.error().detail != "preservation_pending")
            runtime::log(runtime::LogLevel::Error, "completion_failed",
                         {{"envelope", key.envelope.value}, {"what", done.error().what}});
    }
    auto preserved = preserve_due(context, kAtOnce);
    if (!preserved.ok()) return preserved.error();
    result.preserved = preserved.value();
    auto kept = keep_inboxes(context);
    if (!kept.ok()) return kept.error();
    result.handed_over = kept.value();
    if (auto done = forget_old(context, now); !done.ok()) return done.error();
    if (result.expired > 0) context.bell.ring();
    return result;
}

}  // namespace quillport::services
