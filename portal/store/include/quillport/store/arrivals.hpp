#pragma once
#include <optional>
#include <string>
#include <vector>

#include "quillport/core/id.hpp"
#include "quillport/core/result.hpp"
#include "quillport/core/time.hpp"
#include "quillport/store/store.hpp"

/// What a person is to be told of his print jobs, until something showed it to him.
namespace quillport::store {

/// A draft that arrived for its owner. Repeating it is fine.
struct Arrival {
    OrganisationId organisation;
    UserId user;
    DraftId draft;
    TimePoint mail_at{};  ///< when a mail tells him, if nothing else did
};
[[nodiscard]] Result<void> note_arrival(Tx& tx, const Arrival& arrival);

/// A job of his that was refused.
struct Notice {
    std::string id;
    OrganisationId organisation;
    UserId user;
    std::string problem;  ///< key of the sentence
    std::string title;
    std::string queue;
    TimePoint created{};
    std::optional<TimePoint> mail_at;  ///< empty: no mail speaks of it
    std::string job_key;               ///< unique: a job that comes again is told once
};
/// False: the job was told of before.
[[nodiscard]] Result<bool> note_refusal(Tx& tx, const Notice& notice);
/// Those that the user was not told of, oldest first, at most `limit`.
[[nodiscard]] Result<std::vector<Notice>> list_notices(Reader& reader, const UserId& user, int limit);

/// Removes those that were made before; how many.
[[nodiscard]] Result<std::int64_t> delete_old_notices(Tx& tx, TimePoint before);

/// He was shown these; what is another's, or told before, is passed over.
[[nodiscard]] Result<void> mark_told(Tx& tx, const UserId& user, const std::vector<DraftId>& drafts,
                                     const std::vector<std::string>& notices);

/// Users to whom something is due by mail at `now`, at most `limit`.
[[nodiscard]] Result<std::vector<UserId>> list_users_to_mail(Reader& reader, TimePoint now, int limit);
/// Everything that waits to be told to this user by mail, also what is not due yet: one mail says it all.
struct ToMail {
    struct Draft {
        DraftId id;
        std::string title, queue;
        bool waits = false;  ///< is still open and his; else nothing needs to be said
    };
    std::vector<Draft> drafts;
    std::vector<Notice> notices;
};
[[nodiscard]] Result<ToMail> take_to_mail(Tx& tx, const UserId& user);

}  // namespace quillport::store
