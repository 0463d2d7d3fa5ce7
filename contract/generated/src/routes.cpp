// Made by contract/generate.py from contract/openapi.yaml. Do not edit.
#include "quillport/contract/routes.hpp"

#include "names.hpp"

namespace quillport::contract {

namespace {
constexpr Parameter kRevokeTokenParameters[] = {
    {"token", ParameterPlace::Path, true, false, 0, 64, {}, ""},
};
constexpr Parameter kGetQueueParameters[] = {
    {"queue", ParameterPlace::Path, true, false, 0, 127, {}, ""},
};
constexpr Parameter kChangeQueueParameters[] = {
    {"queue", ParameterPlace::Path, true, false, 0, 127, {}, ""},
};
constexpr Parameter kGetTemplateParameters[] = {
    {"template", ParameterPlace::Path, true, false, 0, 100, {}, ""},
};
constexpr Parameter kPutTemplateParameters[] = {
    {"template", ParameterPlace::Path, true, false, 0, 100, {}, ""},
};
constexpr Parameter kDeleteTemplateParameters[] = {
    {"template", ParameterPlace::Path, true, false, 0, 100, {}, ""},
};
constexpr Parameter kChangeTeamParameters[] = {
    {"team", ParameterPlace::Path, true, false, 0, 64, {}, ""},
};
constexpr Parameter kDeleteTeamParameters[] = {
    {"team", ParameterPlace::Path, true, false, 0, 64, {}, ""},
};
constexpr Parameter kChangeUserParameters[] = {
    {"user", ParameterPlace::Path, true, false, 0, 64, {}, ""},
};
constexpr Parameter kListDraftsParameters[] = {
    {"limit", ParameterPlace::Query, false, true, 1, 200, {}, "50"},
    {"before", ParameterPlace::Query, false, false, 0, 64, {}, ""},
    {"folder", ParameterPlace::Query, false, false, 0, 200, {}, ""},
};
constexpr Parameter kCreateDraftParameters[] = {
    {"Idempotency-Key", ParameterPlace::Header, false, false, 0, 200, {}, ""},
};
constexpr Parameter kGetDraftParameters[] = {
    {"draft", ParameterPlace::Path, true, false, 0, 64, {}, ""},
};
constexpr Parameter kChangeDraftParameters[] = {
    {"draft", ParameterPlace::Path, true, false, 0, 64, {}, ""},
};
constexpr Parameter kDropDraftParameters[] = {
    {"draft", ParameterPlace::Path, true, false, 0, 64, {}, ""},
};
constexpr Parameter kGetDraftOriginalParameters[] = {
    {"draft", ParameterPlace::Path, true, false, 0, 64, {}, ""},
};
constexpr Parameter kUnlockDraftParameters[] = {
    {"draft", ParameterPlace::Path, true, false, 0, 64, {}, ""},
};
constexpr Parameter kUseTemplateParameters[] = {
    {"draft", ParameterPlace::Path, true, false, 0, 64, {}, ""},
};
constexpr Parameter kClaimDraftParameters[] = {
    {"draft", ParameterPlace::Path, true, false, 0, 64, {}, ""},
};
constexpr Parameter kSettleProblemParameters[] = {
    {"draft", ParameterPlace::Path, true, false, 0, 64, {}, ""},
    {"problem", ParameterPlace::Path, true, true, 1, 2147483647, {}, ""},
};
constexpr Parameter kGetSimilarParameters[] = {
    {"draft", ParameterPlace::Path, true, false, 0, 64, {}, ""},
};
constexpr Parameter kReplaceDraftParameters[] = {
    {"draft", ParameterPlace::Path, true, false, 0, 64, {}, ""},
};
constexpr Parameter kRestoreDraftParameters[] = {
    {"draft", ParameterPlace::Path, true, false, 0, 64, {}, ""},
};
constexpr Parameter kAppendDraftParameters[] = {
    {"draft", ParameterPlace::Path, true, false, 0, 64, {}, ""},
};
constexpr Parameter kArrangePartsParameters[] = {
    {"draft", ParameterPlace::Path, true, false, 0, 64, {}, ""},
};
constexpr Parameter kTakeOutPartParameters[] = {
    {"draft", ParameterPlace::Path, true, false, 0, 64, {}, ""},
    {"part", ParameterPlace::Path, true, true, 1, 2147483647, {}, ""},
    {"version", ParameterPlace::Query, true, true, 1, 2147483647, {}, ""},
};
constexpr std::int64_t kGetDraftPageImageDpi[] = {72, 144, 216, 288};
constexpr Parameter kGetDraftPageImageParameters[] = {
    {"draft", ParameterPlace::Path, true, false, 0, 64, {}, ""},
    {"page", ParameterPlace::Path, true, true, 1, 2147483647, {}, ""},
    {"dpi", ParameterPlace::Query, false, true, 0, 2147483647, kGetDraftPageImageDpi, "144"},
    {"of", ParameterPlace::Query, false, false, 0, 64, {}, ""},
};
constexpr Parameter kGetDraftPageTextParameters[] = {
    {"draft", ParameterPlace::Path, true, false, 0, 64, {}, ""},
    {"page", ParameterPlace::Path, true, true, 1, 2147483647, {}, ""},
};
constexpr Parameter kSendDraftParameters[] = {
    {"draft", ParameterPlace::Path, true, false, 0, 64, {}, ""},
};
constexpr Parameter kFindPeopleParameters[] = {
    {"q", ParameterPlace::Query, true, false, 0, 100, {}, ""},
};
constexpr Parameter kListEnvelopesParameters[] = {
    {"limit", ParameterPlace::Query, false, true, 1, 200, {}, "50"},
    {"before", ParameterPlace::Query, false, false, 0, 64, {}, ""},
    {"folder", ParameterPlace::Query, false, false, 0, 200, {}, ""},
};
constexpr Parameter kGetEnvelopeParameters[] = {
    {"envelope", ParameterPlace::Path, true, false, 0, 64, {}, ""},
};
constexpr Parameter kVoidEnvelopeParameters[] = {
    {"envelope", ParameterPlace::Path, true, false, 0, 64, {}, ""},
};
constexpr Parameter kRemindRecipientsParameters[] = {
    {"envelope", ParameterPlace::Path, true, false, 0, 64, {}, ""},
};
constexpr Parameter kExtendEnvelopeParameters[] = {
    {"envelope", ParameterPlace::Path, true, false, 0, 64, {}, ""},
};
constexpr Parameter kGetAuditParameters[] = {
    {"envelope", ParameterPlace::Path, true, false, 0, 64, {}, ""},
};
constexpr Parameter kGetCertificateParameters[] = {
    {"envelope", ParameterPlace::Path, true, false, 0, 64, {}, ""},
};
constexpr Parameter kGetDocumentFileParameters[] = {
    {"envelope", ParameterPlace::Path, true, false, 0, 64, {}, ""},
    {"document", ParameterPlace::Path, true, false, 0, 64, {}, ""},
};
constexpr std::int64_t kGetDocumentPageImageDpi[] = {72, 144, 216, 288};
constexpr Parameter kGetDocumentPageImageParameters[] = {
    {"envelope", ParameterPlace::Path, true, false, 0, 64, {}, ""},
    {"document", ParameterPlace::Path, true, false, 0, 64, {}, ""},
    {"page", ParameterPlace::Path, true, true, 1, 2147483647, {}, ""},
    {"dpi", ParameterPlace::Query, false, true, 0, 2147483647, kGetDocumentPageImageDpi, "144"},
};
constexpr std::int64_t kGetCeremonyPageImageDpi[] = {72, 144, 216, 288};
constexpr Parameter kGetCeremonyPageImageParameters[] = {
    {"page", ParameterPlace::Path, true, true, 1, 2147483647, {}, ""},
    {"dpi", ParameterPlace::Query, false, true, 0, 2147483647, kGetCeremonyPageImageDpi, "144"},
};
constexpr Parameter kGetCeremonyPageTextParameters[] = {
    {"page", ParameterPlace::Path, true, true, 1, 2147483647, {}, ""},
};

constexpr Route kRoutes[] = {
    {Method::Get, "/api/v1/health", Operation::GetHealth, "getHealth", Access::Public, ObjectKind::None, BodyKind::None, AnswerKind::Json, RateClass::Read, {}},
    {Method::Get, "/api/v1/openapi.json", Operation::GetOpenApi, "getOpenApi", Access::Public, ObjectKind::None, BodyKind::None, AnswerKind::Json, RateClass::Read, {}},
    {Method::Get, "/api/v1/session", Operation::GetSession, "getSession", Access::Public, ObjectKind::None, BodyKind::None, AnswerKind::Json, RateClass::Read, {}},
    {Method::Post, "/api/v1/session", Operation::LogIn, "logIn", Access::Public, ObjectKind::None, BodyKind::Json, AnswerKind::Json, RateClass::Login, {}},
    {Method::Delete, "/api/v1/session", Operation::LogOut, "logOut", Access::User, ObjectKind::None, BodyKind::None, AnswerKind::Nothing, RateClass::Write, {}},
    {Method::Post, "/api/v1/session/ticket", Operation::LogInByTicket, "logInByTicket", Access::Public, ObjectKind::None, BodyKind::Json, AnswerKind::Json, RateClass::Login, {}},
    {Method::Post, "/api/v1/tickets", Operation::CreateTicket, "createTicket", Access::UserOrToken, ObjectKind::None, BodyKind::None, AnswerKind::Json, RateClass::Write, {}},
    {Method::Get, "/api/v1/me", Operation::GetMe, "getMe", Access::User, ObjectKind::None, BodyKind::None, AnswerKind::Json, RateClass::Read, {}},
    {Method::Patch, "/api/v1/me", Operation::ChangeMe, "changeMe", Access::User, ObjectKind::None, BodyKind::Json, AnswerKind::Json, RateClass::Write, {}},
    {Method::Get, "/api/v1/tokens", Operation::ListTokens, "listTokens", Access::User, ObjectKind::None, BodyKind::None, AnswerKind::Json, RateClass::Read, {}},
    {Method::Post, "/api/v1/tokens", Operation::CreateToken, "createToken", Access::User, ObjectKind::None, BodyKind::Json, AnswerKind::Json, RateClass::Write, {}},
    {Method::Delete, "/api/v1/tokens/{token}", Operation::RevokeToken, "revokeToken", Access::User, ObjectKind::None, BodyKind::None, AnswerKind::Nothing, RateClass::Write, kRevokeTokenParameters},
    {Method::Get, "/api/v1/notices", Operation::ListNotices, "listNotices", Access::UserOrToken, ObjectKind::None, BodyKind::None, AnswerKind::Json, RateClass::Read, {}},
    {Method::Post, "/api/v1/refusals", Operation::ReportRefusal, "reportRefusal", Access::PrintServer, ObjectKind::None, BodyKind::Json, AnswerKind::Nothing, RateClass::Write, {}},
    {Method::Post, "/api/v1/told", Operation::MarkTold, "markTold", Access::UserOrToken, ObjectKind::None, BodyKind::Json, AnswerKind::Nothing, RateClass::Write, {}},
    {Method::Post, "/api/v1/setup", Operation::SetUp, "setUp", Access::Public, ObjectKind::None, BodyKind::Json, AnswerKind::Json, RateClass::Login, {}},
    {Method::Get, "/api/v1/queues", Operation::ListQueues, "listQueues", Access::Administrator, ObjectKind::None, BodyKind::None, AnswerKind::Json, RateClass::Read, {}},
    {Method::Get, "/api/v1/queues/{queue}", Operation::GetQueue, "getQueue", Access::PrintServer, ObjectKind::None, BodyKind::None, AnswerKind::Json, RateClass::Read, kGetQueueParameters},
    {Method::Patch, "/api/v1/queues/{queue}", Operation::ChangeQueue, "changeQueue", Access::Administrator, ObjectKind::None, BodyKind::Json, AnswerKind::Json, RateClass::Write, kChangeQueueParameters},
    {Method::Get, "/api/v1/templates", Operation::ListTemplates, "listTemplates", Access::User, ObjectKind::None, BodyKind::None, AnswerKind::Json, RateClass::Read, {}},
    {Method::Get, "/api/v1/templates/{template}", Operation::GetTemplate, "getTemplate", Access::User, ObjectKind::None, BodyKind::None, AnswerKind::Json, RateClass::Read, kGetTemplateParameters},
    {Method::Put, "/api/v1/templates/{template}", Operation::PutTemplate, "putTemplate", Access::Administrator, ObjectKind::None, BodyKind::Json, AnswerKind::Json, RateClass::Write, kPutTemplateParameters},
    {Method::Delete, "/api/v1/templates/{template}", Operation::DeleteTemplate, "deleteTemplate", Access::Administrator, ObjectKind::None, BodyKind::None, AnswerKind::Nothing, RateClass::Write, kDeleteTemplateParameters},
    {Method::Get, "/api/v1/teams", Operation::ListTeams, "listTeams", Access::Administrator, ObjectKind::None, BodyKind::None, AnswerKind::Json, RateClass::Read, {}},
    {Method::Post, "/api/v1/teams", Operation::CreateTeam, "createTeam", Access::Administrator, ObjectKind::None, BodyKind::Json, AnswerKind::Json, RateClass::Write, {}},
    {Method::Patch, "/api/v1/teams/{team}", Operation::ChangeTeam, "changeTeam", Access::Administrator, ObjectKind::None, BodyKind::Json, AnswerKind::Json, RateClass::Write, kChangeTeamParameters},
    {Method::Delete, "/api/v1/teams/{team}", Operation::DeleteTeam, "deleteTeam", Access::Administrator, ObjectKind::None, BodyKind::None, AnswerKind::Nothing, RateClass::Write, kDeleteTeamParameters},
    {Method::Get, "/api/v1/users", Operation::ListUsers, "listUsers", Access::Administrator, ObjectKind::None, BodyKind::None, AnswerKind::Json, RateClass::Read, {}},
    {Method::Patch, "/api/v1/users/{user}", Operation::ChangeUser, "changeUser", Access::Administrator, ObjectKind::None, BodyKind::Json, AnswerKind::Json, RateClass::Write, kChangeUserParameters},
    {Method::Get, "/api/v1/drafts", Operation::ListDrafts, "listDrafts", Access::UserOrToken, ObjectKind::None, BodyKind::None, AnswerKind::Json, RateClass::Read, kListDraftsParameters},
    {Method::Post, "/api/v1/drafts", Operation::CreateDraft, "createDraft", Access::UserOrKey, ObjectKind::None, BodyKind::Spooled, AnswerKind::Json, RateClass::Deliver, kCreateDraftParameters},
    {Method::Get, "/api/v1/drafts/{draft}", Operation::GetDraft, "getDraft", Access::User, ObjectKind::Draft, BodyKind::None, AnswerKind::Json, RateClass::Read, kGetDraftParameters},
    {Method::Patch, "/api/v1/drafts/{draft}", Operation::ChangeDraft, "changeDraft", Access::User, ObjectKind::Draft, BodyKind::Json, AnswerKind::Json, RateClass::Write, kChangeDraftParameters},
    {Method::Delete, "/api/v1/drafts/{draft}", Operation::DropDraft, "dropDraft", Access::User, ObjectKind::Draft, BodyKind::None, AnswerKind::Nothing, RateClass::Write, kDropDraftParameters},
    {Method::Get, "/api/v1/drafts/{draft}/original", Operation::GetDraftOriginal, "getDraftOriginal", Access::User, ObjectKind::Draft, BodyKind::None, AnswerKind::File, RateClass::Read, kGetDraftOriginalParameters},
    {Method::Post, "/api/v1/drafts/{draft}/password", Operation::UnlockDraft, "unlockDraft", Access::User, ObjectKind::Draft, BodyKind::Json, AnswerKind::Json, RateClass::Code, kUnlockDraftParameters},
    {Method::Post, "/api/v1/drafts/{draft}/template", Operation::UseTemplate, "useTemplate", Access::User, ObjectKind::Draft, BodyKind::Json, AnswerKind::Json, RateClass::Write, kUseTemplateParameters},
    {Method::Post, "/api/v1/drafts/{draft}/claim", Operation::ClaimDraft, "claimDraft", Access::User, ObjectKind::Draft, BodyKind::None, AnswerKind::Json, RateClass::Write, kClaimDraftParameters},
    {Method::Post, "/api/v1/drafts/{draft}/problems/{problem}", Operation::SettleProblem, "settleProblem", Access::User, ObjectKind::Draft, BodyKind::Json, AnswerKind::Json, RateClass::Write, kSettleProblemParameters},
    {Method::Get, "/api/v1/drafts/{draft}/similar", Operation::GetSimilar, "getSimilar", Access::User, ObjectKind::Draft, BodyKind::None, AnswerKind::Json, RateClass::Read, kGetSimilarParameters},
    {Method::Post, "/api/v1/drafts/{draft}/replace", Operation::ReplaceDraft, "replaceDraft", Access::User, ObjectKind::Draft, BodyKind::Json, AnswerKind::Json, RateClass::Write, kReplaceDraftParameters},
    {Method::Post, "/api/v1/drafts/{draft}/restore", Operation::RestoreDraft, "restoreDraft", Access::User, ObjectKind::Draft, BodyKind::None, AnswerKind::Json, RateClass::Write, kRestoreDraftParameters},
    {Method::Post, "/api/v1/drafts/{draft}/parts", Operation::AppendDraft, "appendDraft", Access::User, ObjectKind::Draft, BodyKind::Json, AnswerKind::Json, RateClass::Write, kAppendDraftParameters},
    {Method::Patch, "/api/v1/drafts/{draft}/parts", Operation::ArrangeParts, "arrangeParts", Access::User, ObjectKind::Draft, BodyKind::Json, AnswerKind::Json, RateClass::Write, kArrangePartsParameters},
    {Method::Delete, "/api/v1/drafts/{draft}/parts/{part}", Operation::TakeOutPart, "takeOutPart", Access::User, ObjectKind::Draft, BodyKind::None, AnswerKind::Json, RateClass::Write, kTakeOutPartParameters},
    {Method::Get, "/api/v1/drafts/{draft}/pages/{page}/image", Operation::GetDraftPageImage, "getDraftPageImage", Access::User, ObjectKind::Draft, BodyKind::None, AnswerKind::File, RateClass::Read, kGetDraftPageImageParameters},
    {Method::Get, "/api/v1/drafts/{draft}/pages/{page}/text", Operation::GetDraftPageText, "getDraftPageText", Access::User, ObjectKind::Draft, BodyKind::None, AnswerKind::Json, RateClass::Read, kGetDraftPageTextParameters},
    {Method::Post, "/api/v1/drafts/{draft}/send", Operation::SendDraft, "sendDraft", Access::User, ObjectKind::Draft, BodyKind::None, AnswerKind::Json, RateClass::Write, kSendDraftParameters},
    {Method::Get, "/api/v1/events", Operation::StreamEvents, "streamEvents", Access::UserOrToken, ObjectKind::None, BodyKind::None, AnswerKind::Stream, RateClass::Read, {}},
    {Method::Get, "/api/v1/people", Operation::FindPeople, "findPeople", Access::User, ObjectKind::None, BodyKind::None, AnswerKind::Json, RateClass::Read, kFindPeopleParameters},
    {Method::Get, "/api/v1/envelopes", Operation::ListEnvelopes, "listEnvelopes", Access::User, ObjectKind::None, BodyKind::None, AnswerKind::Json, RateClass::Read, kListEnvelopesParameters},
    {Method::Get, "/api/v1/envelopes/{envelope}", Operation::GetEnvelope, "getEnvelope", Access::User, ObjectKind::Envelope, BodyKind::None, AnswerKind::Json, RateClass::Read, kGetEnvelopeParameters},
    {Method::Post, "/api/v1/envelopes/{envelope}/void", Operation::VoidEnvelope, "voidEnvelope", Access::User, ObjectKind::Envelope, BodyKind::Json, AnswerKind::Json, RateClass::Write, kVoidEnvelopeParameters},
    {Method::Post, "/api/v1/envelopes/{envelope}/remind", Operation::RemindRecipients, "remindRecipients", Access::User, ObjectKind::Envelope, BodyKind::None, AnswerKind::Nothing, RateClass::Write, kRemindRecipientsParameters},
    {Method::Post, "/api/v1/envelopes/{envelope}/extend", Operation::ExtendEnvelope, "extendEnvelope", Access::User, ObjectKind::Envelope, BodyKind::None, AnswerKind::Json, RateClass::Write, kExtendEnvelopeParameters},
    {Method::Get, "/api/v1/envelopes/{envelope}/audit", Operation::GetAudit, "getAudit", Access::User, ObjectKind::Envelope, BodyKind::None, AnswerKind::Json, RateClass::Read, kGetAuditParameters},
    {Method::Get, "/api/v1/envelopes/{envelope}/certificate", Operation::GetCertificate, "getCertificate", Access::User, ObjectKind::Envelope, BodyKind::None, AnswerKind::File, RateClass::Read, kGetCertificateParameters},
    {Method::Get, "/api/v1/envelopes/{envelope}/documents/{document}/file", Operation::GetDocumentFile, "getDocumentFile", Access::User, ObjectKind::Envelope, BodyKind::None, AnswerKind::File, RateClass::Read, kGetDocumentFileParameters},
    {Method::Get, "/api/v1/envelopes/{envelope}/documents/{document}/pages/{page}/image", Operation::GetDocumentPageImage, "getDocumentPageImage", Access::User, ObjectKind::Envelope, BodyKind::None, AnswerKind::File, RateClass::Read, kGetDocumentPageImageParameters},
    {Method::Post, "/api/v1/ceremony/open", Operation::OpenCeremony, "openCeremony", Access::Public, ObjectKind::None, BodyKind::Json, AnswerKind::Json, RateClass::Write, {}},
    {Method::Get, "/api/v1/ceremony", Operation::GetCeremony, "getCeremony", Access::Link, ObjectKind::None, BodyKind::None, AnswerKind::Json, RateClass::Read, {}},
    {Method::Post, "/api/v1/ceremony/code", Operation::SendCode, "sendCode", Access::Link, ObjectKind::None, BodyKind::Json, AnswerKind::Json, RateClass::Code, {}},
    {Method::Post, "/api/v1/ceremony/access", Operation::CheckAccess, "checkAccess", Access::Link, ObjectKind::None, BodyKind::Json, AnswerKind::Json, RateClass::Code, {}},
    {Method::Post, "/api/v1/ceremony/consent", Operation::GiveConsent, "giveConsent", Access::Recipient, ObjectKind::None, BodyKind::None, AnswerKind::Json, RateClass::Write, {}},
    {Method::Get, "/api/v1/ceremony/document", Operation::GetCeremonyDocument, "getCeremonyDocument", Access::Recipient, ObjectKind::None, BodyKind::None, AnswerKind::Json, RateClass::Read, {}},
    {Method::Patch, "/api/v1/ceremony/values", Operation::SaveValues, "saveValues", Access::Recipient, ObjectKind::None, BodyKind::Json, AnswerKind::Nothing, RateClass::Write, {}},
    {Method::Get, "/api/v1/ceremony/pages/{page}/image", Operation::GetCeremonyPageImage, "getCeremonyPageImage", Access::Recipient, ObjectKind::None, BodyKind::None, AnswerKind::File, RateClass::Read, kGetCeremonyPageImageParameters},
    {Method::Get, "/api/v1/ceremony/pages/{page}/text", Operation::GetCeremonyPageText, "getCeremonyPageText", Access::Recipient, ObjectKind::None, BodyKind::None, AnswerKind::Json, RateClass::Read, kGetCeremonyPageTextParameters},
    {Method::Get, "/api/v1/ceremony/file", Operation::GetCeremonyFile, "getCeremonyFile", Access::Recipient, ObjectKind::None, BodyKind::None, AnswerKind::File, RateClass::Read, {}},
    {Method::Get, "/api/v1/ceremony/certificate", Operation::GetCeremonyCertificate, "getCeremonyCertificate", Access::Recipient, ObjectKind::None, BodyKind::None, AnswerKind::File, RateClass::Read, {}},
    {Method::Post, "/api/v1/ceremony/sign", Operation::SignDocument, "signDocument", Access::Recipient, ObjectKind::None, BodyKind::Json, AnswerKind::Json, RateClass::Write, {}},
    {Method::Post, "/api/v1/ceremony/decline", Operation::DeclineToSign, "declineToSign", Access::Recipient, ObjectKind::None, BodyKind::Json, AnswerKind::Json, RateClass::Write, {}},
};

constexpr std::string_view kMethodNames[] = {"GET", "POST", "DELETE", "PATCH", "PUT"};
constexpr std::string_view kAccessNames[] = {"public", "user", "administrator", "user_or_token", "print_server", "user_or_key", "link", "recipient"};
}  // namespace

std::span<const Route> routes() noexcept { return kRoutes; }
std::string_view name_of(Method method) noexcept { return name_at(kMethodNames, method); }
std::string_view name_of(Access access) noexcept { return name_at(kAccessNames, access); }

}  // namespace quillport::contract
