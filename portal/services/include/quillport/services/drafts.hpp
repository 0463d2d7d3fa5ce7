#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "quillport/core/draft.hpp"
#include "quillport/core/format.hpp"
#include "quillport/core/id.hpp"
#include "quillport/core/tag_settings.hpp"
#include "quillport/pdf/page_image.hpp"
#include "quillport/services/accounts.hpp"
#include "quillport/store/drafts.hpp"

namespace quillport::services {

/// Who delivers: a print server by its key, or a user who uploads.
struct Deliverer {
    OrganisationId organisation;
    std::optional<User> user;  ///< then the draft is his
};

/// A document as it arrives, and what its carrier knows of it.
struct Delivery {
    std::string idempotency_key;  ///< empty: made from job and content
    JobIdentity job;
    std::optional<Detection> found;  ///< checked like any input; missing: the portal looks itself, as the queue's settings say
    TagSettings settings;            ///< by which `found` was found
    BytesView document;
};

struct DraftReceipt {
    DraftId draft;
    std::string url;  ///< page of the draft
    bool already_delivered = false;
    int signers = 0;  ///< of all drafts together
    int problems = 0;
    bool locked = false;  ///< the document waits for its password
    /// A draft of a print that held several documents.
    struct Part {
        DraftId draft;
        std::string url, title;
    };
    std::vector<Part> drafts;  ///< then all of them, in the order of the print; `draft` is the first, `url` where all stand
};

/// A field of a draft with the tag that it came from.
struct DraftField {
    Field field;
    std::string tag_text;
    Rect tag_box;
};

/// One entry of the inbox.
struct DraftSummary {
    DraftId id;
    std::string title, queue, user, ref, folder;
    bool authenticated = false;  ///< the print server checked that it was this user
    bool by_policy = false;      ///< its queue sends it by itself in a moment
    TimePoint received{};
    int pages = 0, roles = 0, fields = 0, problems = 0, missing = 0;
    bool mine = false;
    bool locked = false;  ///< waits for the password of its document
};

struct DraftList {
    std::vector<DraftSummary> drafts;
    std::string next;  ///< give it as `before`; empty: no more
};

/// A draft as its author sees it.
struct DraftView {
    DraftId id;
    std::int64_t version = 1;
    std::string title, message;
    std::string state = "open";  ///< "open", "sent", "dropped"
    std::optional<EnvelopeId> envelope;
    bool mine = false, can_send = false, is_signed = false;
    std::string document;                 ///< SHA-256 of the file that its pages are of
    std::string ref;                      ///< business reference; empty: none
    std::string language;                 ///< of the recipients; empty: the portal's
    std::string expires;                  ///< time to sign, as the document says it; empty: policy
    std::string folder;                   ///< where its owner files it; empty: nowhere
    std::vector<store::DraftPart> parts;  ///< the documents whose pages it has; empty: one, as it came
    std::vector<PageSize> pages;
    std::vector<DraftRole> roles;
    std::vector<DraftField> fields;
    std::vector<std::pair<int, TagProblem>> problems;  ///< with their numbers, which hold for this version
    std::vector<Missing> missing;
    JobIdentity job;
    /// What was delivered, where the document was made from it.
    struct Original {
        Format format = Format::Unknown;
        std::int64_t size = 0;
    };
    std::optional<Original> original;
    Lock lock = Lock::None;
    /// Which of the documents of a print it is, and the open drafts before and behind it that its viewer may see.
    struct Place {
        int number = 1, total = 1;
        DraftId previous, next;  ///< empty: none
    };
    std::optional<Place> place;  ///< missing: the print was one document
};

/// Takes a document of any format in: durable when it returns. A file that holds several (documents::take_in_print) becomes as
/// many drafts, all or none. A repeat of the idempotency key answers with the draft that is there.
/// The owner is the user who uploads, else by the queue's policy: the account that the job's user is (by an alias or his address,
/// else by the one name or local part of an address that fits), a fixed one, or nobody: then it lies in the inbox of the queue's
/// team, where a member claims it. Owning a draft sends nothing: a forged user name only puts a draft on the wrong desk. A draft
/// leaves by itself only where the queue says so, nothing is missing or doubtful, and either the print server checked who printed
/// and an alias or the address says whose account that is, or the queue works in the name of one account. Errors: as
/// documents::take_in and check_detection; TooLarge "too_many_parts"; Conflict "key_reused" (same key, other document); NoSpace.
[[nodiscard]] Result<DraftReceipt> create_draft(Context& context, const Deliverer& by, const Delivery& delivery);

/// Open drafts that `user` owns or may claim, newest first. `limit` 1 to 200; `before` from DraftList::next; of one `folder`, or
/// of all when it is empty.
[[nodiscard]] Result<DraftList> list_drafts(Context& context, const User& user, int limit, const std::string& before,
                                            const std::string& folder = {});
/// Errors of everything below: NotFound "no_such_draft" (also for another's draft).
[[nodiscard]] Result<DraftView> get_draft(Context& context, const User& user, const DraftId& id);

struct DraftChange {
    std::int64_t version = 0;
    std::optional<std::string> title, message, language, expires, folder;
    std::optional<std::vector<DraftRole>> roles;  ///< by key; roles that are not named stay; unknown keys are refused
};
/// Errors: Conflict "changed_meanwhile" (another version) | "draft_over", InvalidInput "title" | "message" | "language" |
/// "expires" | "folder" | "name" | "email" | "phone" | "role" | "order" with field "roles.<key>.<input>".
[[nodiscard]] Result<DraftView> change_draft(Context& context, const User& user, const DraftId& id, const DraftChange& change);

enum class Settlement : std::uint8_t { UseGuess, UseType, NotATag };
struct ProblemSettlement {
    std::int64_t version = 0;
    Settlement action = Settlement::NotATag;
    std::optional<FieldType> type;
    std::string role;  ///< empty: as written in the tag when it can be read, else "1"
};
/// Makes the field that the author meant, or forgets the mark. Errors: as change_draft, NotFound "no_such_problem",
/// InvalidInput "type" | "no_guess".
[[nodiscard]] Result<DraftView> settle_problem(Context& context, const User& user, const DraftId& id, int number,
                                               const ProblemSettlement& settlement);
/// Takes a draft out of the queue's inbox. Errors: Conflict "claimed_already".
[[nodiscard]] Result<DraftView> claim_draft(Context& context, const User& user, const DraftId& id);
[[nodiscard]] Result<void> drop_draft(Context& context, const User& user, const DraftId& id);

/// Opens a locked document with its password, which is neither kept nor logged; the draft goes on without encryption, its
/// original is kept. Errors: InvalidInput "document_password" with the tries left, RateLimited "document_password_limit" (ten in
/// fifteen minutes), Conflict "not_locked"; as create_draft for what comes to light then.
[[nodiscard]] Result<DraftView> unlock_draft(Context& context, const User& user, const DraftId& id, const std::string& password);
/// What was delivered, byte for byte, under a name with the ending of its format; also after sending. Errors: NotFound
/// "no_original".
struct OriginalFile {
    Bytes data;
    std::string name;
};
[[nodiscard]] Result<OriginalFile> draft_original(Context& context, const User& user, const DraftId& id);

/// A page of the delivered document. Errors: NotFound "no_such_page", InvalidInput "dpi", as worker::Client.
[[nodiscard]] Result<std::shared_ptr<const pdf::PageImage>> draft_page_image(Context& context, const User& user,
                                                                             const DraftId& id, int page, int dpi);
[[nodiscard]] Result<std::shared_ptr<const std::vector<pdf::TextLine>>> draft_page_text(Context& context, const User& user,
                                                                                        const DraftId& id, int page);

struct Person {
    std::string name, email, phone, company;
    int signed_documents = 0;
};
/// People of the organisation whose name, company or address holds `query`; diacritics and case do not count. At most 20.
[[nodiscard]] Result<std::vector<Person>> find_people(Context& context, const User& user, const std::string& query);
/// The person of a line as job options write it: "Ana Novak <ana@example.org>, +38641123456", or the address alone; the number
/// may be missing. Nothing: it names none.
[[nodiscard]] std::optional<Person> person_in(const std::string& line);

}  // namespace quillport::services
