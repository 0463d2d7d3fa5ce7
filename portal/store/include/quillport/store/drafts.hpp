#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "quillport/core/draft.hpp"
#include "quillport/core/format.hpp"
#include "quillport/core/id.hpp"
#include "quillport/core/result.hpp"
#include "quillport/core/tag.hpp"
#include "quillport/core/tag_settings.hpp"
#include "quillport/core/time.hpp"
#include "quillport/store/store.hpp"

namespace quillport::store {

enum class DraftState : std::uint8_t { Open, Sent, Dropped };
[[nodiscard]] std::string_view name_of(DraftState state) noexcept;

/// One of the documents whose pages a draft has, in their order.
struct DraftPart {
    DraftId source;     ///< the draft that it was; its own id for the first document
    std::string title;  ///< of that draft
    BlobRef document;   ///< as it came
    int pages = 0;
    friend bool operator==(const DraftPart&, const DraftPart&) = default;
};

/// A delivered document that waits for its author.
struct DraftRow {
    DraftId id;
    OrganisationId organisation;
    UserId owner;   ///< empty: lies in the inbox
    QueueId queue;  ///< through which it came; empty: uploaded
    DraftState state = DraftState::Open;
    std::int64_t version = 1;
    std::string message;    ///< to the recipients
    EnvelopeDraft content;  ///< title, roles, fields, problems, pages, job
    std::vector<Tag> tags;  ///< as found, for erasing them on sending
    TagSettings settings;   ///< by which they were found
    BlobRef document;
    BlobRef original;  ///< as delivered, where the document was made from it
    Format original_format = Format::Unknown;
    Lock lock = Lock::None;        ///< Locked: the document waits for its password and has no pages yet
    bool is_signed = false;        ///< arrived with signatures
    bool sends = false;            ///< leaves by its queue's policy; nobody has to look at it
    EnvelopeId envelope;           ///< when it was sent
    std::vector<DraftPart> parts;  ///< empty: one document, as it came
    DraftId merged_into;           ///< of a dropped one: who took its pages or its place; empty: nobody
    std::string ref;               ///< business reference; empty: none
    std::string language;          ///< of the recipients; empty: as the queue or the portal says
    std::string expires;           ///< time to sign as the document says it: "14d", "48h", "2026-12-31"; empty: policy
    std::string folder;            ///< where its owner files it; empty: nowhere
    std::string seal;              ///< PAdES level that its queue asks for; empty: as the portal is set
    TimePoint created{};
    TimePoint changed{};
};

struct DraftCreated {
    DraftId id;  ///< of the one that is there now
    bool already_delivered = false;
};
/// Keeps `draft` as version 1 in state Open. With an `idempotency_key` that the organisation used before, nothing is written and
/// the earlier draft is named, whatever became of it. An empty key is no key.
[[nodiscard]] Result<DraftCreated> create_draft(Tx& tx, const DraftRow& draft, const std::string& idempotency_key);
/// NotFound: none of this organisation.
[[nodiscard]] Result<DraftRow> find_draft(Reader& reader, const OrganisationId& organisation, const DraftId& id);
/// Empty when the key was never used. Lets the caller skip the work of a repeat.
[[nodiscard]] Result<std::optional<DraftId>> find_draft_by_key(Reader& reader, const OrganisationId& organisation,
                                                               const std::string& idempotency_key);
/// A draft that `user` may see: his own, or one in an inbox of his. NotFound: any other.
[[nodiscard]] Result<DraftRow> find_visible_draft(Reader& reader, const OrganisationId& organisation, const UserId& user,
                                                  const DraftId& id);
/// Whether `user` sees the inbox of this queue: it belongs to no team, to one of his, or he keeps it.
[[nodiscard]] Result<bool> sees_inbox(Reader& reader, const QueueId& queue, const UserId& user);
/// Open drafts that `user` owns or that lie in an inbox of his, newest first, at most `limit`; `before` is the last id of the
/// previous page, or empty; of one `folder`, or of all when it is empty.
[[nodiscard]] Result<std::vector<DraftRow>> list_drafts(Reader& reader, const OrganisationId& organisation, const UserId& user,
                                                        int limit, const DraftId& before, const std::string& folder = {});
/// Takes an open draft out of the inbox; repeating it is fine.
/// NotFound, Conflict (it is somebody else's, detail "claimed"), Gone (sent or dropped).
[[nodiscard]] Result<void> claim_draft(Tx& tx, const OrganisationId& organisation, const DraftId& id, const UserId& user,
                                       TimePoint at);
/// Writes message, content, document, parts, tags and their settings, ref, language, expires, folder, owner and `sends` of an
/// open draft whose version is still `draft.version`, and `changed` = `at`. Returns the new version. NotFound, PreconditionFailed
/// (somebody changed it meanwhile), Gone (sent or dropped).
[[nodiscard]] Result<std::int64_t> save_draft(Tx& tx, const DraftRow& draft, TimePoint at);
/// Gives an open draft that waits for its password the document that was made of it: writes document, original, lock, is_signed
/// and what save_draft does. Errors as save_draft.
[[nodiscard]] Result<std::int64_t> save_unlocked_draft(Tx& tx, const DraftRow& draft, TimePoint at);
/// Open -> Sent. `version` as save_draft. Errors as save_draft.
[[nodiscard]] Result<void> mark_draft_sent(Tx& tx, const OrganisationId& organisation, const DraftId& id, std::int64_t version,
                                           const EnvelopeId& envelope, TimePoint at);
/// The draft waits for its owner after all.
[[nodiscard]] Result<void> keep_from_sending(Tx& tx, const OrganisationId& organisation, const DraftId& id);
struct DraftKey {
    OrganisationId organisation;
    DraftId id;
};
/// Open drafts that leave by their queue's policy, oldest first; where the files of a job make one envelope, only those that have
/// not changed since `quiet_since`.
[[nodiscard]] Result<std::vector<DraftKey>> list_drafts_to_send(Reader& reader, TimePoint quiet_since, int limit);
/// Open drafts that nobody claimed and whose keeper's turn it is at `now`, oldest first.
struct Unclaimed {
    DraftKey draft;
    UserId keeper;
};
[[nodiscard]] Result<std::vector<Unclaimed>> list_unclaimed(Reader& reader, TimePoint now, int limit);
/// Open -> Dropped, its pages or its place taken by `into`. NotFound, PreconditionFailed and Gone as save_draft.
[[nodiscard]] Result<void> merge_draft(Tx& tx, const OrganisationId& organisation, const DraftId& id, std::int64_t version,
                                       const DraftId& into, TimePoint at);
/// Dropped -> Open; an open one stays. NotFound, Gone (sent).
[[nodiscard]] Result<void> restore_draft(Tx& tx, const OrganisationId& organisation, const DraftId& id, TimePoint at);
/// Open drafts of `user` but `id` that have this ref (when it is not empty) or this title or title of the job, newest first, at
/// most ten.
[[nodiscard]] Result<std::vector<DraftRow>> list_similar(Reader& reader, const OrganisationId& organisation, const UserId& user,
                                                         const DraftId& id, const std::string& ref, const std::string& title);
/// The open draft that another document of the same print job made: the oldest one. Empty: none.
[[nodiscard]] Result<std::optional<DraftRow>> find_draft_of_job(Reader& reader, const OrganisationId& organisation,
                                                                const std::string& job_uuid, const QueueId& queue);
/// The open drafts that `user` may see next before and behind document `number` of the same print; empty: none.
struct PrintNeighbours {
    DraftId previous, next;
};
[[nodiscard]] Result<PrintNeighbours> find_print_neighbours(Reader& reader, const OrganisationId& organisation,
                                                            const UserId& user, const DraftId& print, int number);
/// Open -> Dropped; repeating it is fine. NotFound, Gone (sent).
[[nodiscard]] Result<void> drop_draft(Tx& tx, const OrganisationId& organisation, const DraftId& id, TimePoint at);

}  // namespace quillport::store
