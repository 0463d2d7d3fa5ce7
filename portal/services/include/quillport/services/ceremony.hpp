#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "quillport/core/field.hpp"
#include "quillport/core/geometry.hpp"
#include "quillport/core/id.hpp"
#include "quillport/pdf/increment.hpp"
#include "quillport/pdf/page_image.hpp"
#include "quillport/services/context.hpp"
#include "quillport/services/envelopes.hpp"

namespace quillport::services {

/// Whoever opened a recipient's link, as his cookie says. Ask `participant_of` for it in every request.
struct Participant {
    std::string session;  ///< id of the ceremony session, not the token
    OrganisationId organisation;
    EnvelopeId envelope;
    RecipientId recipient;
    bool access = false;  ///< his access check is passed: x-access "recipient"; false: x-access "link" only
    Client client;
};

enum class CeremonyState : std::uint8_t { Code, Consent, Open, NotYourTurn, Signed, Completed, Declined, Voided, Expired };
/// The word of the API: "code", "consent", "open", "not_your_turn", ...
[[nodiscard]] std::string_view name_of(CeremonyState state) noexcept;

/// What a recipient is told before and after he acts. Until his access check nothing of the document but its title.
struct CeremonyView {
    CeremonyState state = CeremonyState::Code;
    std::string title, message, sender, organisation, recipient;
    std::optional<TimePoint> expires;
    bool trial = false;
    std::string level = "simple";
    std::string code_channel = "email";  ///< "sms" or "email"
    std::string code_target;             ///< masked
    bool code_sent = false;              ///< one is on its way and still good
    bool one_factor = true;              ///< link and code come by the same channel
    std::optional<int> tries_left;       ///< told from the first mistake on
    std::optional<TimePoint> locked_until;
    bool confirm_needed = false;
    std::optional<TimePoint> signed_at;
    std::vector<std::string> waiting_for;
    std::string reason;
    bool certificate_ready = false;
};

/// A ceremony with a fresh cookie token (only its hash is stored).
struct OpenedCeremony {
    std::string token;
    CeremonyView view;
};

/// Exchanges the link's token. A link may be opened again; each opening has to pass the access check itself and is recorded.
/// Errors: NotFound "link_unknown", Gone "link_over" (replaced by a newer one or past its time and the envelope is finished).
[[nodiscard]] Result<OpenedCeremony> open_ceremony(Context& context, std::string_view link_token, const Client& client);
/// Errors: Unauthenticated "ceremony_over".
[[nodiscard]] Result<Participant> participant_of(Context& context, std::string_view cookie_token, const Client& client);
[[nodiscard]] Result<CeremonyView> get_ceremony(Context& context, const Participant& who);

enum class CodePurpose : std::uint8_t { Access, Confirm };
/// Sends a one-time code; a new one kills the old. `values` (Confirm only) are saved and bound into the code with the digest of
/// the document. Errors: RateLimited "code_limit" with retry_after (3 in 15 minutes, 10 a day), Conflict "not_your_turn" |
/// "already_signed", Gone "voided" | "expired" | "declined" | "completed".
[[nodiscard]] Result<CeremonyView> send_code(Context& context, const Participant& who, CodePurpose purpose,
                                             const std::map<std::string, std::string>& values = {});
/// Proves access; the answer has a new cookie token, the old one is void. Errors: Forbidden "code_wrong" with tries_left,
/// Forbidden "code_used_up" (five wrong tries), Gone "code_expired", PreconditionFailed "no_code".
[[nodiscard]] Result<OpenedCeremony> check_access(Context& context, const Participant& who, const std::string& code);
/// Everything below: Forbidden "access_needed" when the participant has not passed his access check.
[[nodiscard]] Result<CeremonyView> give_consent(Context& context, const Participant& who);

struct CeremonyField {
    Field field;  ///< `value`: what stands there, typed so far or prefilled
    bool mine = false;
    std::string person;  ///< whose it is, when another's
    bool done = false;   ///< its value is drawn in the page: another has signed, or the document came with it
    std::string tooltip;
    std::vector<std::string> options;
    std::optional<int> max_length;
};
struct CeremonyDocument {
    std::string title;
    std::string digest;  ///< SHA-256 of the revision that is shown and would be signed
    std::vector<PageSize> pages;
    std::vector<CeremonyField> fields;
};
[[nodiscard]] Result<CeremonyDocument> ceremony_document(Context& context, const Participant& who);
/// Keeps what was typed so far; only own fields that are filled by hand. Errors: InvalidInput "field" | "value_long" with the
/// field, and as send_code.
[[nodiscard]] Result<void> save_values(Context& context, const Participant& who,
                                       const std::map<std::string, std::string>& values);
[[nodiscard]] Result<std::shared_ptr<const pdf::PageImage>> ceremony_page_image(Context& context, const Participant& who,
                                                                                int page, int dpi);
[[nodiscard]] Result<std::shared_ptr<const std::vector<pdf::TextLine>>> ceremony_page_text(Context& context,
                                                                                           const Participant& who, int page);
[[nodiscard]] Result<File> ceremony_file(Context& context, const Participant& who);
/// Errors: NotFound "no_certificate_yet".
[[nodiscard]] Result<File> ceremony_certificate(Context& context, const Participant& who);

struct SignRequest {
    std::string digest;  ///< of the revision that was shown
    std::map<std::string, std::string> values;
    pdf::SignatureImage signature;
    std::string confirm_code;
};
/// One act: his values, his signature, one increment. Three steps: lease, build and store, compare-and-swap.
/// Errors: Conflict "document_changed" (another signed since he looked) | "not_your_turn" | "already_signed" | "busy" (another
/// signs just now, and did for seconds), InvalidInput "required" | "value_long" | "number" | "option" | "date" | "email" with the
/// field, "signature_too_simple" | "signature_missing" | "signature_too_large", PreconditionFailed "consent_needed" |
/// "confirm_needed", as check_access for the confirming code, Gone as send_code, CryptoFailure.
[[nodiscard]] Result<CeremonyView> sign_document(Context& context, const Participant& who, const SignRequest& request);
/// Errors: InvalidInput "reason", and as send_code.
[[nodiscard]] Result<CeremonyView> decline_to_sign(Context& context, const Participant& who, const std::string& reason);

}  // namespace quillport::services
