#include "job_files.hpp"

#include "arrival.hpp"
#include "parts.hpp"
#include "quillport/runtime/log.hpp"
#include "quillport/store/queues.hpp"
#include "templates.hpp"

namespace quillport::services {
namespace {

using Joined = std::optional<store::DraftRow>;

/// The files of a job share its title.
std::string title_of(const JobIdentity& job) { return job.title + " (" + std::to_string(job.document_number) + ")"; }

/// The draft of an earlier file of this job.
Result<Joined> earlier_file(Context& context, const Deliverer& by, const store::DraftRow& fresh) {
    const JobIdentity& job = fresh.content.job;
    if (by.user || job.uuid.empty() || job.queue.empty() || fresh.is_signed || fresh.lock == Lock::Locked) return Joined();
    return context.store.read([&](store::Reader& reader) -> Result<Joined> {
        auto queue = store::find_queue(reader, by.organisation, job.queue);
        if (!queue.ok() && queue.error().code == ErrorCode::NotFound) return Joined();
        if (!queue.ok()) return queue.error();
        if (queue.value().job_files != store::JobFiles::OneEnvelope) return Joined();
        auto earlier = store::find_draft_of_job(reader, by.organisation, job.uuid, queue.value().id);
        if (!earlier.ok()) return earlier.error();
        if (earlier.value() && (earlier.value()->is_signed || earlier.value()->lock == Lock::Locked)) return Joined();
        return earlier;
    });
}

/// What did not leave by itself before does so now only where it had nobody to sign; else somebody looks at it.
Result<bool> leaves_now(store::Reader& reader, const store::DraftRow& whole, const store::DraftRow& before) {
    if (!before.sends && !before.content.roles.empty()) return false;
    return leaves_by_itself(reader, whole);
}

/// Keeps both in one transaction: the draft with its new pages, and the document's own draft as a part of it.
Result<store::DraftCreated> keep(Context& context, const Deliverer& by, const store::DraftRow& before,
                                 const store::DraftRow& whole, const store::DraftRow& fresh, const std::string& key) {
    return context.store.write([&](store::Tx& tx) -> Result<store::DraftCreated> {
        store::DraftRow part = fresh;
        if (auto done = settle_arrival(tx, context, by, part); !done.ok()) return done.error();
        auto created = store::create_draft(tx, part, key);
        if (!created.ok() || created.value().already_delivered) return created;
        auto merged = store::merge_draft(tx, by.organisation, part.id, 1, whole.id, part.created);
        if (!merged.ok()) return merged.error();
        store::DraftRow next = whole;
        if (auto taken = take_template_again(tx, next, before.content.roles); !taken.ok()) return taken.error();
        auto sends = leaves_now(tx, next, before);
        if (!sends.ok()) return sends.error();
        next.sends = sends.value();
        auto saved = store::save_draft(tx, next, part.created);
        if (!saved.ok()) return saved.error();
        return created;
    });
}

}  // namespace

Result<Joined> join_job(Context& context, const Deliverer& by, const store::DraftRow& fresh, const std::string& key) {
    constexpr int kTries = 3;  // somebody may work on the draft in this moment
    for (int i = 0; i < kTries; ++i) {
        auto earlier = earlier_file(context, by, fresh);
        if (!earlier.ok() || !earlier.value()) return earlier;
        const store::DraftRow& before = *earlier.value();
        store::DraftRow whole = before;
        append_pages(whole, fresh);
        whole.folder = before.folder;  // the job's, unless its author chose
        whole.parts.back().title = title_of(fresh.content.job);
        if (auto joined = join_documents(context, whole); !joined.ok()) {
            // Together they are too much, or one of them cannot be copied: then each is a draft.
            runtime::log(runtime::LogLevel::Warning, "job_not_joined",
                         {{"draft", whole.id.value}, {"what", joined.error().what}});
            return Joined();
        }
        auto kept = keep(context, by, before, whole, fresh, key);
        if (kept.ok()) {
            if (!kept.value().already_delivered) context.tell_draft(whole.organisation, whole.id);
            return Joined(std::move(whole));
        }
        const ErrorCode code = kept.error().code;
        if (code != ErrorCode::PreconditionFailed && code != ErrorCode::Gone) return kept.error();
    }
    return Joined();
}

}  // namespace quillport::services
