#pragma once
#include "quillport/core/result.hpp"
#include "quillport/services/drafts.hpp"
#include "quillport/store/drafts.hpp"
#include "quillport/store/queues.hpp"

namespace quillport::services {

/// What the scheduler says is a stranger's text: made into clean lines that fit everywhere, never refused.
[[nodiscard]] JobIdentity clean_job(JobIdentity job);

/// Settles, inside the transaction that makes the draft, what templates and the queue's settings say: whose it is, what it starts
/// with, and whether it leaves by itself. An upload is its user's.
[[nodiscard]] Result<void> settle_arrival(store::Tx& tx, Context& context, const Deliverer& by, store::DraftRow& row);

/// Whether a draft leaves by its queue's policy as it is now.
[[nodiscard]] Result<bool> leaves_by_itself(store::Reader& reader, const store::DraftRow& row);

/// True for a draft in which something was read that no person saw on the page, or not for sure: such a draft waits for a look.
[[nodiscard]] bool is_doubtful(const store::DraftRow& row);

/// Whose a job of this user is in this queue; empty: nobody's.
[[nodiscard]] Result<UserId> owner_for(store::Reader& reader, const OrganisationId& organisation, const store::Queue& queue,
                                       const std::string& job_user);
/// A queue that nobody described.
[[nodiscard]] store::Queue default_queue();

/// The draft's owner is told of it: by whatever is quicker than a mail, or else by mail when the queue says.
[[nodiscard]] Result<void> note_arrival(store::Tx& tx, const store::DraftRow& row, TimePoint now);
/// Tells the user of a job that it was refused, once for each `job_key`. Nobody is told of a job that is nobody's.
[[nodiscard]] Result<void> note_refusal(Context& context, const OrganisationId& organisation, const JobIdentity& job,
                                        const std::string& job_key, const std::string& problem);

}  // namespace quillport::services
