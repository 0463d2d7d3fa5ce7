// Made by contract/generate.py from contract/openapi.yaml. Do not edit.
#include "names.hpp"
#include "quillport/contract/types.hpp"

namespace quillport::contract {

namespace {
constexpr std::string_view kHealthStatusNames[] = {"ok", "degraded"};
constexpr std::string_view kLiveEventKindNames[] = {"draft", "envelope", "notice"};
constexpr std::string_view kAutoSendNames[] = {"never", "authenticated", "always"};
constexpr std::string_view kJobFilesNames[] = {"one_each", "one_envelope"};
constexpr std::string_view kOwnerPolicyNames[] = {"inbox", "job_user", "fixed_user"};
constexpr std::string_view kFieldTypeNames[] = {"signature", "initials", "date", "name", "email", "company", "title", "text", "multiline", "number", "dateinput", "checkbox", "radio", "dropdown", "stamp", "seal", "image", "attachment", "approve", "qr"};
constexpr std::string_view kTagKindNames[] = {"field", "document", "split", "definition"};
constexpr std::string_view kTagSourceNames[] = {"text", "form", "ocr", "qr"};
constexpr std::string_view kMissingKindNames[] = {"problem", "person", "no_signer"};
constexpr std::string_view kDraftStateNames[] = {"open", "sent", "dropped"};
constexpr std::string_view kDraftLockNames[] = {"locked", "opened", "restricted"};
constexpr std::string_view kProblemSettlementActionNames[] = {"use_guess", "use_type", "not_a_tag"};
constexpr std::string_view kEnvelopeSummaryStateNames[] = {"sent", "completed", "declined", "voided", "expired"};
constexpr std::string_view kEnvelopeRecipientStateNames[] = {"waiting", "invited", "viewed", "signed", "declined"};
constexpr std::string_view kEnvelopeRecipientLevelNames[] = {"simple", "advanced", "qualified"};
constexpr std::string_view kEnvelopeStateNames[] = {"sent", "completed", "declined", "voided", "expired"};
constexpr std::string_view kEnvelopeSignatureLevelNames[] = {"B-B", "B-T", "B-LT", "B-LTA"};
constexpr std::string_view kCodeRequestPurposeNames[] = {"access", "confirm"};
constexpr std::string_view kCeremonyStateNames[] = {"code", "consent", "open", "not_your_turn", "signed", "completed", "declined", "voided", "expired"};
constexpr std::string_view kCeremonyLevelNames[] = {"simple", "advanced", "qualified"};
constexpr std::string_view kCeremonyCodeChannelNames[] = {"sms", "email"};
constexpr std::string_view kDrawnSignatureKindNames[] = {"drawn", "typed"};
}  // namespace

std::string_view name_of(HealthStatus value) noexcept { return name_at(kHealthStatusNames, value); }
bool named(std::string_view name, HealthStatus& value) noexcept { return find_name(kHealthStatusNames, name, value); }
std::string_view name_of(LiveEventKind value) noexcept { return name_at(kLiveEventKindNames, value); }
bool named(std::string_view name, LiveEventKind& value) noexcept { return find_name(kLiveEventKindNames, name, value); }
std::string_view name_of(AutoSend value) noexcept { return name_at(kAutoSendNames, value); }
bool named(std::string_view name, AutoSend& value) noexcept { return find_name(kAutoSendNames, name, value); }
std::string_view name_of(JobFiles value) noexcept { return name_at(kJobFilesNames, value); }
bool named(std::string_view name, JobFiles& value) noexcept { return find_name(kJobFilesNames, name, value); }
std::string_view name_of(OwnerPolicy value) noexcept { return name_at(kOwnerPolicyNames, value); }
bool named(std::string_view name, OwnerPolicy& value) noexcept { return find_name(kOwnerPolicyNames, name, value); }
std::string_view name_of(FieldType value) noexcept { return name_at(kFieldTypeNames, value); }
bool named(std::string_view name, FieldType& value) noexcept { return find_name(kFieldTypeNames, name, value); }
std::string_view name_of(TagKind value) noexcept { return name_at(kTagKindNames, value); }
bool named(std::string_view name, TagKind& value) noexcept { return find_name(kTagKindNames, name, value); }
std::string_view name_of(TagSource value) noexcept { return name_at(kTagSourceNames, value); }
bool named(std::string_view name, TagSource& value) noexcept { return find_name(kTagSourceNames, name, value); }
std::string_view name_of(MissingKind value) noexcept { return name_at(kMissingKindNames, value); }
bool named(std::string_view name, MissingKind& value) noexcept { return find_name(kMissingKindNames, name, value); }
std::string_view name_of(DraftState value) noexcept { return name_at(kDraftStateNames, value); }
bool named(std::string_view name, DraftState& value) noexcept { return find_name(kDraftStateNames, name, value); }
std::string_view name_of(DraftLock value) noexcept { return name_at(kDraftLockNames, value); }
bool named(std::string_view name, DraftLock& value) noexcept { return find_name(kDraftLockNames, name, value); }
std::string_view name_of(ProblemSettlementAction value) noexcept { return name_at(kProblemSettlementActionNames, value); }
bool named(std::string_view name, ProblemSettlementAction& value) noexcept { return find_name(kProblemSettlementActionNames, name, value); }
std::string_view name_of(EnvelopeSummaryState value) noexcept { return name_at(kEnvelopeSummaryStateNames, value); }
bool named(std::string_view name, EnvelopeSummaryState& value) noexcept { return find_name(kEnvelopeSummaryStateNames, name, value); }
std::string_view name_of(EnvelopeRecipientState value) noexcept { return name_at(kEnvelopeRecipientStateNames, value); }
bool named(std::string_view name, EnvelopeRecipientState& value) noexcept { return find_name(kEnvelopeRecipientStateNames, name, value); }
std::string_view name_of(EnvelopeRecipientLevel value) noexcept { return name_at(kEnvelopeRecipientLevelNames, value); }
bool named(std::string_view name, EnvelopeRecipientLevel& value) noexcept { return find_name(kEnvelopeRecipientLevelNames, name, value); }
std::string_view name_of(EnvelopeState value) noexcept { return name_at(kEnvelopeStateNames, value); }
bool named(std::string_view name, EnvelopeState& value) noexcept { return find_name(kEnvelopeStateNames, name, value); }
std::string_view name_of(EnvelopeSignatureLevel value) noexcept { return name_at(kEnvelopeSignatureLevelNames, value); }
bool named(std::string_view name, EnvelopeSignatureLevel& value) noexcept { return find_name(kEnvelopeSignatureLevelNames, name, value); }
std::string_view name_of(CodeRequestPurpose value) noexcept { return name_at(kCodeRequestPurposeNames, value); }
bool named(std::string_view name, CodeRequestPurpose& value) noexcept { return find_name(kCodeRequestPurposeNames, name, value); }
std::string_view name_of(CeremonyState value) noexcept { return name_at(kCeremonyStateNames, value); }
bool named(std::string_view name, CeremonyState& value) noexcept { return find_name(kCeremonyStateNames, name, value); }
std::string_view name_of(CeremonyLevel value) noexcept { return name_at(kCeremonyLevelNames, value); }
bool named(std::string_view name, CeremonyLevel& value) noexcept { return find_name(kCeremonyLevelNames, name, value); }
std::string_view name_of(CeremonyCodeChannel value) noexcept { return name_at(kCeremonyCodeChannelNames, value); }
bool named(std::string_view name, CeremonyCodeChannel& value) noexcept { return find_name(kCeremonyCodeChannelNames, name, value); }
std::string_view name_of(DrawnSignatureKind value) noexcept { return name_at(kDrawnSignatureKindNames, value); }
bool named(std::string_view name, DrawnSignatureKind& value) noexcept { return find_name(kDrawnSignatureKindNames, name, value); }

}  // namespace quillport::contract
