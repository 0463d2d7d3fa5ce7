#pragma once
#include <string>
#include <vector>

#include "messages.hpp"
#include "quillport/core/envelope.hpp"
#include "quillport/services/context.hpp"
#include "quillport/services/envelopes.hpp"
#include "quillport/store/documents.hpp"
#include "quillport/store/envelopes.hpp"

namespace quillport::services {

/// What happens to envelopes in more than one service. All of it inside the caller's transaction.

/// Title, sender, organisation, deadline: what every message says. `recipient` is left empty.
[[nodiscard]] Result<MessageFacts> facts_of(store::Reader& reader, const store::EnvelopeRow& envelope);
/// The owner's name and address.
struct Sender {
    std::string name, email;
};
[[nodiscard]] Result<Sender> sender_of(store::Reader& reader, const store::EnvelopeRow& envelope);

/// Gives those whom the state machine invited their time of invitation; says who they are. Save the record, then announce them.
[[nodiscard]] std::vector<RecipientId> mark_invited(store::EnvelopeRecord& record, TimePoint now);

enum class Occasion : std::uint8_t { Invitation, Reminder };
/// Message and audit event for each of `who`.
[[nodiscard]] Result<void> announce(store::Tx& tx, Context& context, store::EnvelopeRecord& record,
                                    const std::vector<RecipientId>& who, Occasion occasion, const std::string& actor,
                                    TimePoint now);
/// A message to the owner.
[[nodiscard]] Result<void> tell_sender(store::Tx& tx, Context& context, const store::EnvelopeRow& envelope,
                                       const Message& message, TimePoint now);

/// The one document of an envelope. (The tables can hold several; this release sends one.) NotFound "no_such_document".
[[nodiscard]] Result<store::DocumentRow> only_document(store::Reader& reader, const EnvelopeId& envelope);

/// The audit trail in the services' own type; actors as they are kept ("recipient:ID").
[[nodiscard]] Result<std::vector<AuditEvent>> trail_of(store::Reader& reader, const EnvelopeId& envelope);
/// "recipient:ID" -> the person's name; "user:ID" -> the sender's; "portal" -> "Quillport".
[[nodiscard]] std::string person_behind(const std::string& actor, const store::EnvelopeRecord& record, const Sender& sender);

/// "Contract.pdf" for saving: the title without what file systems refuse.
[[nodiscard]] std::string file_name_of(const std::string& title, const std::string& suffix);

/// Brings the signatures to their level, verifies the finished document, composes and seals the certificate of completion, tells
/// everybody. Idempotent; also finishes what a crash interrupted. Errors: CryptoFailure when the document does not pass,
/// Unavailable "preservation_pending" when policy waits for the level: then nobody is told that it is done.
[[nodiscard]] Result<void> complete(Context& context, const OrganisationId& organisation, const EnvelopeId& envelope);

}  // namespace quillport::services
