#pragma once
#include <chrono>
#include <string>
#include <vector>

#include "quillport/core/id.hpp"
#include "quillport/core/result.hpp"
#include "quillport/core/tag_settings.hpp"
#include "quillport/core/time.hpp"
#include "quillport/store/store.hpp"
#include "quillport/store/teams.hpp"

namespace quillport::store {

/// Whose a draft becomes that comes out of a print queue.
enum class OwnerPolicy : std::uint8_t {
    Inbox,     ///< nobody's: whoever sees the inbox may claim it
    JobUser,   ///< the account that the job's user is, else the inbox
    FixedUser  ///< always `owner`
};
/// Whether a complete draft leaves without anybody looking at it.
enum class AutoSend : std::uint8_t {
    Never,
    Authenticated,  ///< when the print server checked who printed
    Always          ///< whoever printed; only in the name of a fixed owner
};
/// What becomes of a print job of several files.
enum class JobFiles : std::uint8_t { OneEach, OneEnvelope };

/// The words of the API and the database: "inbox", "job_user", "fixed_user"; "never", "authenticated", "always"; "one_each",
/// "one_envelope".
[[nodiscard]] std::string_view name_of(OwnerPolicy policy) noexcept;
[[nodiscard]] std::string_view name_of(AutoSend policy) noexcept;
[[nodiscard]] std::string_view name_of(JobFiles files) noexcept;

struct Queue {
    QueueId id;
    OrganisationId organisation;
    std::string name;  ///< of the printer; unique in the organisation
    OwnerPolicy policy = OwnerPolicy::Inbox;
    UserId owner;   ///< for FixedUser, else empty
    TeamId team;    ///< whose inbox it is; empty: everybody's of the organisation
    UserId keeper;  ///< gets what nobody claims; empty: it stays in the inbox
    std::chrono::milliseconds keeper_after = std::chrono::hours(24);
    AutoSend auto_send = AutoSend::Never;
    JobFiles job_files = JobFiles::OneEach;
    std::string language;                                            ///< of the recipients, where the document says none
    std::string message;                                             ///< to the recipients, where nobody writes one
    std::string template_name;                                       ///< fills in what nobody said; empty: none
    std::string seal;                                                ///< PAdES level of its results; empty: as the portal is set
    std::chrono::milliseconds mail_after = std::chrono::minutes(1);  ///< an arrival that nobody showed its owner; 0: never
    TagSettings tags;                                                ///< how the tags of its documents are found
    TimePoint created{};
};
/// Creates it or replaces the settings of the queue of this name in this organisation (whose id stays). Returns the queue's id.
[[nodiscard]] Result<QueueId> save_queue(Tx& tx, const Queue& queue);
/// NotFound.
[[nodiscard]] Result<Queue> find_queue(Reader& reader, const OrganisationId& organisation, const std::string& name);
/// NotFound.
[[nodiscard]] Result<Queue> find_queue_by_id(Reader& reader, const QueueId& id);
[[nodiscard]] Result<std::vector<Queue>> list_queues(Reader& reader, const OrganisationId& organisation);

/// Queues with a keeper who was told last at `before` or earlier, or never.
[[nodiscard]] Result<std::vector<Queue>> list_digests(Reader& reader, TimePoint before);
/// The keeper was told what lies unclaimed.
[[nodiscard]] Result<void> mark_digest(Tx& tx, const QueueId& id, TimePoint at);
/// What lies in a queue's inbox since `since` or longer, oldest first.
struct Lying {
    DraftId draft;
    std::string title;
};
[[nodiscard]] Result<std::vector<Lying>> list_inbox(Reader& reader, const QueueId& id, TimePoint since, int limit);

}  // namespace quillport::store
