#include "arrival.hpp"

#include <algorithm>

#include "queue_row.hpp"
#include "quillport/store/accounts.hpp"
#include "quillport/store/queues.hpp"
#include "quillport/store/teams.hpp"
#include "templates.hpp"
#include "validate.hpp"

namespace quillport::services {
namespace {

/// The account that a job's user is.
struct Match {
    UserId user;
    bool certain = false;  ///< by a name that an administrator gave him or by his whole address, not by a likeness
};

/// By an alias or the whole address, else by his name or the local part of his address. Nobody when two fit.
Result<Match> account_of(store::Reader& reader, const OrganisationId& organisation, const std::string& job_user) {
    const std::string wanted = lower_ascii(job_user);
    if (wanted.empty()) return Match{};
    auto alias = store::find_alias(reader, organisation, wanted);
    if (!alias.ok()) return alias.error();
    if (!alias.value().empty()) return Match{alias.value(), true};
    auto users = store::list_users(reader, organisation);
    if (!users.ok()) return users.error();
    Match found;
    for (const store::User& user : users.value()) {
        const std::string email = lower_ascii(user.email);
        if (email == wanted) return Match{user.id, true};
        if (email.substr(0, email.rfind('@')) != wanted && lower_ascii(user.name) != wanted) continue;
        if (!found.user.empty()) return Match{};
        found.user = user.id;
    }
    return found;
}

Result<Match> owner_in(store::Reader& reader, const OrganisationId& organisation, const store::Queue& queue,
                       const std::string& job_user) {
    if (queue.policy == store::OwnerPolicy::FixedUser) return Match{queue.owner, true};
    if (queue.policy == store::OwnerPolicy::JobUser) return account_of(reader, organisation, job_user);
    return Match{};
}

/// Who printed chose it in the print dialog (-o quill-send=ask).
bool wants_to_be_asked(const store::DraftRow& row) {
    const auto choice = row.content.job.options.find("quill-send");
    return choice != row.content.job.options.end() && choice->second == "ask";
}

/// Nobody's name is used without his knowing: the print server checked who printed and the account is certainly his, or the queue
/// works in the name of one account whatever comes.
bool may_leave(const store::Queue& queue, const store::DraftRow& row, bool owner_certain) {
    if (queue.auto_send == store::AutoSend::Never || row.owner.empty()) return false;
    if (row.is_signed || row.lock == Lock::Locked || row.lock == Lock::Restricted) return false;
    if (!missing_in(row.content).empty() || is_doubtful(row) || wants_to_be_asked(row)) return false;
    const bool fixed = queue.policy == store::OwnerPolicy::FixedUser;
    if (row.content.job.authenticated) return fixed || owner_certain;
    return fixed && queue.auto_send == store::AutoSend::Always;
}

}  // namespace

JobIdentity clean_job(JobIdentity job) {
    for (std::string* text : {&job.uuid, &job.queue, &job.user, &job.host}) *text = cleaned(*text, 127);
    job.title = cleaned(job.title, 300);
    if (job.title.empty()) job.title = "Document";
    constexpr std::size_t kOptions = 100;
    std::map<std::string, std::string> options;
    for (const auto& [name, value] : job.options) {
        const std::string key = cleaned(name, 127);
        if (!key.empty() && options.size() < kOptions) options[key] = cleaned(value, 500);
    }
    job.options = std::move(options);
    return job;
}

bool is_doubtful(const store::DraftRow& row) {
    return std::any_of(row.tags.begin(), row.tags.end(), [](const Tag& tag) {
        const bool read_surely = tag.source == TagSource::Text || tag.source == TagSource::Form;
        return tag.kind == TagKind::Field && (!tag.visible || !read_surely || tag.confidence < 1);
    });
}

Result<UserId> owner_for(store::Reader& reader, const OrganisationId& organisation, const store::Queue& queue,
                         const std::string& job_user) {
    auto owner = owner_in(reader, organisation, queue, job_user);
    if (!owner.ok()) return owner.error();
    return owner.value().user;
}

store::Queue default_queue() {
    store::Queue queue;
    queue.policy = store::OwnerPolicy::JobUser;
    return queue;
}

Result<bool> leaves_by_itself(store::Reader& reader, const store::DraftRow& row) {
    if (row.queue.empty()) return false;
    auto queue = store::find_queue_by_id(reader, row.queue);
    if (!queue.ok()) return queue.error();
    auto owner = owner_in(reader, row.organisation, queue.value(), row.content.job.user);
    if (!owner.ok()) return owner.error();
    return may_leave(queue.value(), row, owner.value().certain && owner.value().user == row.owner);
}

Result<void> settle_arrival(store::Tx& tx, Context& context, const Deliverer& by, store::DraftRow& row) {
    if (by.user) {
        row.owner = by.user->id;
        return take_template(tx, row);
    }
    auto queue = queue_row(tx, context, by.organisation, row.content.job.queue);
    if (!queue.ok()) return queue.error();
    row.queue = queue.value().id;
    row.seal = queue.value().seal;
    if (auto taken = take_template(tx, row); !taken.ok()) return taken;
    if (row.message.empty()) row.message = queue.value().message;
    if (row.language.empty()) row.language = queue.value().language;
    auto owner = owner_in(tx, by.organisation, queue.value(), row.content.job.user);
    if (!owner.ok()) return owner.error();
    row.owner = owner.value().user;
    row.sends = may_leave(queue.value(), row, owner.value().certain);
    return {};
}

}  // namespace quillport::services
