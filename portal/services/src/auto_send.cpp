#include "auto_send.hpp"

#include "quillport/runtime/log.hpp"
#include "quillport/services/accounts.hpp"
#include "quillport/services/envelopes.hpp"
#include "quillport/services/problem.hpp"
#include "quillport/store/drafts.hpp"
#include "session.hpp"

namespace quillport::services {
namespace {

constexpr int kAtOnce = 20;
constexpr auto kQuiet = std::chrono::seconds(15);  // the next file of a job comes within

Result<User> owner_of(Context& context, const store::DraftKey& key) {
    return context.store.read([&](store::Reader& reader) -> Result<User> {
        auto draft = store::find_draft(reader, key.organisation, key.id);
        if (!draft.ok()) return draft.error();
        auto user = store::find_user(reader, draft.value().owner);
        if (!user.ok()) return user.error();
        return view_in(reader, user.value());
    });
}

/// What another try can mend: the worker, an authority or the disk is away.
bool passes(ErrorCode code) {
    return code == ErrorCode::Unavailable || code == ErrorCode::NoSpace || code == ErrorCode::RateLimited;
}

}  // namespace

Result<int> send_by_policy(Context& context) {
    const TimePoint quiet = context.clock.now() - kQuiet;
    auto due = context.store.read([&](store::Reader& reader) { return store::list_drafts_to_send(reader, quiet, kAtOnce); });
    if (!due.ok()) return due.error();
    int sent = 0;
    for (const store::DraftKey& key : due.value()) {
        auto owner = owner_of(context, key);
        if (!owner.ok()) return owner.error();
        auto envelope = send_draft(context, owner.value(), key.id);
        if (envelope.ok()) {
            ++sent;
            context.tell_draft(key.organisation, key.id);
            continue;
        }
        runtime::log(runtime::LogLevel::Warning, "not_sent_by_policy",
                     {{"draft", key.id.value}, {"what", envelope.error().what}, {"key", problem_of(envelope.error()).key}});
        if (passes(envelope.error().code)) return sent;
        auto kept = context.store.write([&](store::Tx& tx) { return store::keep_from_sending(tx, key.organisation, key.id); });
        if (!kept.ok()) return kept.error();
        context.tell_draft(key.organisation, key.id);
    }
    return sent;
}

}  // namespace quillport::services
