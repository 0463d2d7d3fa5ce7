#include "quillport/services/arrivals.hpp"

#include <algorithm>
#include <utility>

#include "arrival.hpp"
#include "links.hpp"
#include "messages.hpp"
#include "post.hpp"
#include "quillport/runtime/log.hpp"
#include "quillport/services/problem.hpp"
#include "quillport/store/accounts.hpp"
#include "quillport/store/arrivals.hpp"
#include "quillport/store/drafts.hpp"
#include "quillport/store/queues.hpp"
#include "quillport/store/teams.hpp"
#include "validate.hpp"

namespace quillport::services {
namespace {

using namespace std::chrono_literals;
constexpr int kAtOnce = 100;
constexpr int kMostListed = 20;  // in a mail; the rest is counted
constexpr auto kDigestPause = 24h;
constexpr auto kDigestAge = 1h;  // what lies shorter is not spoken of

MessageFacts facts_for(const Context& context, const std::string& name) {
    MessageFacts facts;
    facts.recipient = name;
    facts.trial = context.settings.trial;
    return facts;
}

Item item_of(const Context& context, const DraftId& id, const std::string& title) {
    return {title, draft_url(context.settings, id)};
}

/// True when there was anything to say.
Result<bool> mail_to(store::Tx& tx, Context& context, const UserId& id, TimePoint now) {
    auto user = store::find_user(tx, id);
    if (!user.ok()) return user.error();
    auto all = store::take_to_mail(tx, id);
    if (!all.ok()) return all.error();
    ArrivalFacts facts{.basics = facts_for(context, user.value().name),
                       .drafts = {},
                       .more = 0,
                       .refused = {},
                       .inbox = context.settings.public_url + "/"};
    for (const auto& draft : all.value().drafts) {
        if (!draft.waits) continue;
        if (facts.drafts.size() < kMostListed)
            facts.drafts.push_back(item_of(context, draft.id, draft.title));
        else
            ++facts.more;
    }
    for (const store::Notice& notice : all.value().notices)
        if (facts.refused.size() < kMostListed) facts.refused.push_back({notice.title, refusal_sentence(notice.problem)});
    if (!user.value().mails || (facts.drafts.empty() && facts.refused.empty())) return false;
    auto posted = post_to_user(tx, context, user.value(), arrived(facts), now);
    if (!posted.ok()) return posted.error();
    return true;
}

Result<bool> hand_over(Context& context, const store::Unclaimed& unclaimed, TimePoint now) {
    const auto& [key, keeper] = unclaimed;
    auto done = context.store.write([&](store::Tx& tx) -> Result<bool> {
        auto draft = store::find_draft(tx, key.organisation, key.id);
        if (!draft.ok()) return draft.error();
        if (auto claimed = store::claim_draft(tx, key.organisation, key.id, keeper, now); !claimed.ok()) {
            // Somebody took it at the last moment.
            if (claimed.error().code == ErrorCode::Conflict || claimed.error().code == ErrorCode::Gone) return false;
            return claimed.error();
        }
        draft.value().owner = keeper;
        if (auto noted = note_arrival(tx, draft.value(), now); !noted.ok()) return noted.error();
        return true;
    });
    if (!done.ok() || !done.value()) return done;
    runtime::log(runtime::LogLevel::Info, "draft_to_keeper", {{"draft", key.id.value}, {"user", keeper.value}});
    context.tell_draft(key.organisation, key.id);
    return true;
}

Result<void> digest(Context& context, const store::Queue& queue, TimePoint now) {
    return context.store.write([&](store::Tx& tx) -> Result<void> {
        auto lying = store::list_inbox(tx, queue.id, now - kDigestAge, kMostListed + 1);
        if (!lying.ok()) return lying.error();
        if (lying.value().empty()) return {};
        auto keeper = store::find_user(tx, queue.keeper);
        if (!keeper.ok()) return keeper.error();
        if (auto marked = store::mark_digest(tx, queue.id, now); !marked.ok()) return marked;
        ArrivalFacts facts{.basics = facts_for(context, keeper.value().name),
                           .drafts = {},
                           .more = 0,
                           .refused = {},
                           .inbox = context.settings.public_url + "/"};
        for (const auto& [id, title] : lying.value()) facts.drafts.push_back(item_of(context, id, title));
        if (facts.drafts.size() > kMostListed) {
            facts.drafts.pop_back();
            facts.more = -1;
        }
        return post_to_user(tx, context, keeper.value(), unclaimed_digest(facts, queue.name), now);
    });
}

}  // namespace

Result<void> note_arrival(store::Tx& tx, const store::DraftRow& row, TimePoint now) {
    if (row.owner.empty() || row.queue.empty() || row.sends) return {};
    auto queue = store::find_queue_by_id(tx, row.queue);
    if (!queue.ok()) return queue.error();
    if (queue.value().mail_after <= 0ms) return {};
    return store::note_arrival(tx, {row.organisation, row.owner, row.id, now + queue.value().mail_after});
}

Result<void> note_refusal(Context& context, const OrganisationId& organisation, const JobIdentity& job,
                          const std::string& job_key, const std::string& problem) {
    const TimePoint now = context.clock.now();
    const std::string id = runtime::new_id(context.random);
    UserId told;
    auto noted = context.store.write([&](store::Tx& tx) -> Result<void> {
        told = {};
        auto queue = store::find_queue(tx, organisation, job.queue);
        if (!queue.ok() && queue.error().code != ErrorCode::NotFound) return queue.error();
        auto owner = owner_for(tx, organisation, queue.ok() ? queue.value() : default_queue(), job.user);
        if (!owner.ok() || owner.value().empty()) return owner.ok() ? Result<void>() : owner.error();
        const auto mail_after = queue.ok() ? queue.value().mail_after : store::Queue{}.mail_after;
        const std::optional<TimePoint> mail_at = mail_after > 0ms ? std::optional(now + mail_after) : std::nullopt;
        auto fresh = store::note_refusal(tx, {id, organisation, owner.value(), problem, job.title, job.queue, now, mail_at,
                                              organisation.value + "#" + job_key});
        if (!fresh.ok()) return fresh.error();
        if (fresh.value()) told = owner.value();
        return {};
    });
    if (noted.ok() && !told.empty() && context.announcer != nullptr) context.announcer->notice_made(organisation, told);
    return noted;
}

Result<void> report_refusal(Context& context, const OrganisationId& organisation, const JobIdentity& job,
                            const std::string& job_key, const std::string& problem) {
    const bool plain = !problem.empty() && problem.size() <= 60 &&
                       std::all_of(problem.begin(), problem.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
    if (!plain || job_key.empty() || !is_one_line(job_key, 200))
        return refusal(ErrorCode::InvalidInput, "a refusal without its reason", "input");
    return note_refusal(context, organisation, clean_job(job), job_key, problem);
}

Result<std::vector<Notice>> list_notices(Context& context, const User& user) {
    auto rows = context.store.read([&](store::Reader& reader) { return store::list_notices(reader, user.id, 50); });
    if (!rows.ok()) return rows.error();
    std::vector<Notice> notices;
    for (const store::Notice& row : rows.value())
        notices.push_back({row.id, row.problem, refusal_sentence(row.problem), row.title, row.queue, row.created});
    return notices;
}

Result<void> mark_told(Context& context, const User& user, const std::vector<std::string>& drafts,
                       const std::vector<std::string>& notices) {
    std::vector<DraftId> ids;
    for (const std::string& draft : drafts) ids.push_back({draft});
    return context.store.write([&](store::Tx& tx) { return store::mark_told(tx, user.id, ids, notices); });
}

Result<Preferences> preferences_of(Context& context, const User& user) {
    return context.store.read([&](store::Reader& reader) -> Result<Preferences> {
        auto row = store::find_user(reader, user.id);
        if (!row.ok()) return row.error();
        auto aliases = store::list_aliases(reader, user.organisation);
        if (!aliases.ok()) return aliases.error();
        Preferences preferences{row.value().mails, {}};
        for (const store::Alias& alias : aliases.value())
            if (alias.user == user.id) preferences.aliases.push_back(alias.name);
        return preferences;
    });
}

Result<void> set_mails(Context& context, const User& user, bool mails) {
    return context.store.write([&](store::Tx& tx) { return store::change_mails(tx, user.id, mails); });
}

Result<int> mail_arrivals(Context& context) {
    const TimePoint now = context.clock.now();
    auto users = context.store.read([&](store::Reader& reader) { return store::list_users_to_mail(reader, now, kAtOnce); });
    if (!users.ok()) return users.error();
    int mails = 0;
    for (const UserId& user : users.value()) {
        auto mailed = context.store.write([&](store::Tx& tx) { return mail_to(tx, context, user, now); });
        if (!mailed.ok()) return mailed.error();
        if (mailed.value()) ++mails;
    }
    if (mails > 0) context.bell.ring();
    return mails;
}

Result<int> keep_inboxes(Context& context) {
    const TimePoint now = context.clock.now();
    auto unclaimed = context.store.read([&](store::Reader& reader) { return store::list_unclaimed(reader, now, kAtOnce); });
    if (!unclaimed.ok()) return unclaimed.error();
    int handed = 0;
    for (const store::Unclaimed& each : unclaimed.value()) {
        auto done = hand_over(context, each, now);
        if (!done.ok()) return done.error();
        if (done.value()) ++handed;
    }
    auto queues = context.store.read([&](store::Reader& reader) { return store::list_digests(reader, now - kDigestPause); });
    if (!queues.ok()) return queues.error();
    for (const store::Queue& queue : queues.value())
        if (auto told = digest(context, queue, now); !told.ok()) return told.error();
    return handed;
}

}  // namespace quillport::services
