#pragma once
#include <optional>
#include <string>

#include "quillport/services/ceremony.hpp"
#include "quillport/store/ceremonies.hpp"
#include "quillport/store/documents.hpp"
#include "quillport/store/envelopes.hpp"

namespace quillport::services {

/// What the store knows around one participant: loaded once a request, inside one snapshot or transaction.
struct Scene {
    store::EnvelopeRecord record;
    store::RecipientRow me;  ///< as loaded; change the record's row instead
    [[nodiscard]] const store::EnvelopeRow& envelope() const noexcept { return record.envelope; }
};
[[nodiscard]] Result<Scene> scene_of(store::Reader& reader, const OrganisationId& organisation, const EnvelopeId& envelope,
                                     const RecipientId& me);

[[nodiscard]] CeremonyState state_of(const Scene& scene, bool access);
[[nodiscard]] Result<CeremonyView> view_in(store::Reader& reader, const Context& context, const Scene& scene, bool access);

/// Where a code goes: by SMS when there is a number and a gateway, else by e-mail, which is the link's own channel: one factor.
struct CodeChannel {
    bool sms = false;
    std::string target;  ///< address or number
    std::string masked;
    [[nodiscard]] const char* name() const noexcept { return sms ? "sms" : "email"; }
    [[nodiscard]] const char* factors() const noexcept { return sms ? "two" : "one"; }
};
[[nodiscard]] CodeChannel channel_of(const Context& context, const Recipient& who);

/// When the next code may be sent; nothing: now. At most 3 in 15 minutes and 10 a day, of both kinds together.
[[nodiscard]] Result<std::optional<TimePoint>> locked_until(store::Reader& reader, const RecipientId& who, TimePoint now);

/// Whether the recipient may act now: Conflict "not_your_turn" | "already_signed", Gone "voided" | ...
[[nodiscard]] Result<void> may_act(const Scene& scene);
/// Who tries to act out of turn or twice leaves a trace: a log line and an event. Other errors pass silently.
void note_refusal(Context& context, const Participant& who, const std::string& what, const Error& error);
/// Forbidden "access_needed".
[[nodiscard]] Result<void> need_access(const Participant& who);

/// What a confirming code is bound to.
[[nodiscard]] std::string binding_of(const std::string& document_digest, const std::map<std::string, std::string>& values);

/// The verdict on an answered code as a person reads it; ok when it was right.
[[nodiscard]] Result<void> in_words(const store::CheckAnswer& answer);

}  // namespace quillport::services
