#pragma once
#include <string>
#include <vector>

#include "quillport/core/draft.hpp"
#include "quillport/core/time.hpp"
#include "quillport/services/accounts.hpp"

/// How people learn what became of what they printed: by their desktop or an open page, else by mail.
namespace quillport::services {

/// A job of the user's that was refused, and that nothing has told him of yet.
struct Notice {
    std::string id;
    std::string problem;  ///< key of the sentence
    std::string text;     ///< the sentence in English
    std::string title;    ///< of the job
    std::string queue;
    TimePoint at{};
};
/// A print server will not deliver this job: its user is told, once for each `job_key`. Errors: InvalidInput "input".
[[nodiscard]] Result<void> report_refusal(Context& context, const OrganisationId& organisation, const JobIdentity& job,
                                          const std::string& job_key, const std::string& problem);
/// Oldest first, at most 50.
[[nodiscard]] Result<std::vector<Notice>> list_notices(Context& context, const User& user);
/// He was shown these: no mail speaks of them. What is not his is passed over.
[[nodiscard]] Result<void> mark_told(Context& context, const User& user, const std::vector<std::string>& drafts,
                                     const std::vector<std::string>& notices);

/// What the user decided for himself.
struct Preferences {
    bool mails = true;  ///< hears by mail of what arrives for him while nothing else tells him
    std::vector<std::string> aliases;
};
[[nodiscard]] Result<Preferences> preferences_of(Context& context, const User& user);
[[nodiscard]] Result<void> set_mails(Context& context, const User& user, bool mails);

/// Writes the mails that are due: one to each user, whatever waits for him. \returns how many.
[[nodiscard]] Result<int> mail_arrivals(Context& context);
/// Gives what nobody claimed in time to the keepers of its queues, and tells keepers once a day what lies unclaimed.
/// \returns how many drafts went to keepers.
[[nodiscard]] Result<int> keep_inboxes(Context& context);

}  // namespace quillport::services
