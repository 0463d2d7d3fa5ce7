#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "quillport/core/envelope.hpp"
#include "quillport/core/geometry.hpp"
#include "quillport/pdf/page_image.hpp"
#include "quillport/services/accounts.hpp"

namespace quillport::services {

struct EnvelopeSummary {
    EnvelopeId id;
    std::string title;
    std::string ref;     ///< business reference; empty: none
    std::string folder;  ///< where its owner files it; empty: nowhere
    EnvelopeState state = EnvelopeState::Sent;
    TimePoint sent{};
    TimePoint changed{};
    int signed_recipients = 0, recipients = 0;
    std::vector<std::string> waiting_for;
};
struct EnvelopeList {
    std::vector<EnvelopeSummary> envelopes;
    std::string next;
};

struct EnvelopeRecipient {
    Recipient who;
    std::optional<TimePoint> invited, viewed, signed_at;
    std::string level;   ///< "simple" once he signed
    std::string reason;  ///< why he declined
};
struct EnvelopeDocument {
    DocumentId id;
    std::string title;
    std::vector<PageSize> pages;
    std::string sha256;  ///< of the document as it stands
    std::uint64_t size = 0;
};

/// One entry of the audit trail. `hash` covers everything before it.
struct AuditEvent {
    int number = 0;
    std::string kind;
    TimePoint at{};
    std::string actor;
    std::map<std::string, std::string> details;
    std::string previous, hash;
};

struct EnvelopeView {
    EnvelopeId id;
    std::string title, message;
    std::string ref;     ///< business reference; empty: none
    std::string folder;  ///< where its owner files it; empty: nowhere
    EnvelopeState state = EnvelopeState::Sent;
    TimePoint created{};
    TimePoint expires{};
    std::optional<TimePoint> completed;
    std::vector<EnvelopeRecipient> recipients;
    std::vector<EnvelopeDocument> documents;
    std::vector<AuditEvent> events;
    bool certificate_ready = false;
    bool trial = false;
    std::string signature_level;        ///< PAdES level of the document's weakest signature, "B-B" to "B-LTA"; empty: not known
    bool preservation_pending = false;  ///< a time-stamp or validation data is still asked for
};

/// Who is behind the actors of a trail. Address and number are masked: the record is handed to everybody who signed.
struct AuditPerson {
    std::string actor;
    std::string name;
    std::string role;  ///< the key of a recipient's role; "sender"
    std::string email, phone;
    std::string level;  ///< "simple" once he signed
    std::optional<TimePoint> signed_at;
};
/// A state that a document was in: the first `size` bytes of the file as it stands.
struct AuditRevision {
    std::int64_t version = 1;
    std::int64_t size = 0;
    std::string sha256;
    TimePoint at{};
    std::string actor;
};
struct AuditDocument {
    DocumentId id;
    std::string title;
    std::size_t pages = 0;
    std::string original_sha256, prepared_sha256;
    std::vector<AuditRevision> revisions;
};
struct AuditView {
    EnvelopeId envelope;
    std::string title;
    EnvelopeState state = EnvelopeState::Sent;
    bool trial = false;
    std::vector<AuditPerson> people;  ///< the sender first
    std::vector<AuditDocument> documents;
    std::vector<AuditEvent> events;
    std::string head;
    bool chain_ok = false;
};

/// A finished or unfinished file with the name to save it under.
struct File {
    Bytes data;
    std::string name;
    std::string sha256;
};

/// Prepares the document in the worker, certifies it with the server's key, makes envelope, recipients and links, and puts the
/// invitations of the first in order into the outbox: all of it in one transaction after the files are durable.
/// Errors: Conflict "changed_meanwhile" | "draft_over", PreconditionFailed "incomplete" (see DraftView::missing), Unsupported
/// "arrived_signed" | "tags_not_erasable" | as worker::Client, CryptoFailure.
[[nodiscard]] Result<EnvelopeView> send_draft(Context& context, const User& user, const DraftId& draft);

/// Envelopes that `user` sent, newest first; of one `folder`, or of all when it is empty.
[[nodiscard]] Result<EnvelopeList> list_envelopes(Context& context, const User& user, int limit, const std::string& before,
                                                  const std::string& folder = {});
/// Errors of everything below: NotFound "no_such_envelope" (also for another's).
[[nodiscard]] Result<EnvelopeView> get_envelope(Context& context, const User& user, const EnvelopeId& id);
/// Withdraws it and tells those who were invited. Errors: Conflict "not_open", InvalidInput "reason".
[[nodiscard]] Result<EnvelopeView> void_envelope(Context& context, const User& user, const EnvelopeId& id,
                                                 const std::string& reason);
/// Writes again to those whose turn it is; at most once in 10 minutes (RateLimited "reminded_just_now"). Errors: Conflict
/// "not_open".
[[nodiscard]] Result<void> remind_recipients(Context& context, const User& user, const EnvelopeId& id);
/// Seven more days from now, also after it expired. Errors: Conflict "not_open".
[[nodiscard]] Result<EnvelopeView> extend_envelope(Context& context, const User& user, const EnvelopeId& id);
[[nodiscard]] Result<AuditView> get_audit(Context& context, const User& user, const EnvelopeId& id);
/// Errors: NotFound "no_certificate_yet".
[[nodiscard]] Result<File> get_certificate(Context& context, const User& user, const EnvelopeId& id);
/// The document as it stands, with all signatures so far. Errors: NotFound "no_such_document".
[[nodiscard]] Result<File> get_document(Context& context, const User& user, const EnvelopeId& id, const DocumentId& document);
[[nodiscard]] Result<std::shared_ptr<const pdf::PageImage>> document_page_image(Context& context, const User& user,
                                                                                const EnvelopeId& id, const DocumentId& document,
                                                                                int page, int dpi);

}  // namespace quillport::services
