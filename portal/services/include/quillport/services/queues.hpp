#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "quillport/core/tag_settings.hpp"
#include "quillport/services/context.hpp"
#include "quillport/store/queues.hpp"

namespace quillport::services {

using store::AutoSend;
using store::JobFiles;
using store::OwnerPolicy;

/// Settings of a print queue. People are named by their addresses, the team by its name; empty: none.
struct Queue {
    std::string name;
    OwnerPolicy owner_policy = OwnerPolicy::JobUser;
    std::string owner;  ///< in whose name a FixedUser queue works
    std::string team;   ///< whose inbox it is; none: everybody's
    std::string keeper;
    std::chrono::hours keeper_after{24};  ///< when the keeper gets what nobody claims
    AutoSend auto_send = AutoSend::Never;
    JobFiles job_files = JobFiles::OneEach;
    std::string language;                ///< of the recipients, where the document says none
    std::string message;                 ///< to the recipients, until somebody writes another
    std::chrono::minutes mail_after{1};  ///< when an arrival that nobody showed its owner goes to him by mail; 0: never
    std::string template_name;           ///< fills in what neither document nor job says; empty: none
    std::string seal;                    ///< PAdES level of its results, "B-B" to "B-LTA"; empty: as the portal is set
    TagSettings tags;                    ///< how the tags of its documents are found
};
/// A queue that nobody described has the defaults: the job's user owns, asked before sending, the native tags.
/// Errors: InvalidInput "queue".
[[nodiscard]] Result<Queue> queue_settings(Context& context, const OrganisationId& organisation, const std::string& name);
/// All queues that were described or delivered already.
[[nodiscard]] Result<std::vector<Queue>> list_queues(Context& context, const OrganisationId& organisation);

struct QueueChange {
    std::optional<OwnerPolicy> owner_policy;
    std::optional<std::string> owner, team, keeper, language, message, template_name, seal;
    std::optional<std::chrono::hours> keeper_after;  ///< 1 to 8760
    std::optional<AutoSend> auto_send;               ///< Always asks for a FixedUser: nobody sends in another's name
    std::optional<JobFiles> job_files;
    std::optional<std::chrono::minutes> mail_after;  ///< 0 to 1440
    std::optional<TagSettings> tags;                 ///< checked by the worker
};
/// What a queue may have as its seal: neither beyond key and authorities of the portal nor below what its operator insists on.
[[nodiscard]] std::vector<std::string> possible_seals(const Context& context);
/// Changes what is named; a queue that is not there yet is made. Errors: InvalidInput "queue" | "no_such_user" | "no_such_team" |
/// "no_such_template" | "owner_needed" | "auto_send_owner" | "language" | "message" | "keeper_after" | "mail_after" | "seal" |
/// "seal_too_high" | "seal_too_low" with the field, "tag_settings" with a sentence.
[[nodiscard]] Result<Queue> change_queue(Context& context, const OrganisationId& organisation, const std::string& name,
                                         const QueueChange& change);

}  // namespace quillport::services
