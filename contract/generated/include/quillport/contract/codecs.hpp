// Made by contract/generate.py from contract/openapi.yaml. Do not edit.
#pragma once
#include <string>
#include <string_view>

#include "quillport/contract/types.hpp"
#include "quillport/core/result.hpp"

namespace quillport::contract {

/// Servers refuse a key that the interface does not know; clients skip it, so that an older one reads a newer portal.
enum class UnknownKeys : std::uint8_t { Refuse, Skip };

/// Reads one value from JSON text (RFC 8259): types, required members, lengths, ranges and enumerations are checked.
/// Errors: InvalidInput; `detail` is the path of the member that is wrong ("roles.0.email"), empty when the text is no JSON.
template <typename T>
[[nodiscard]] Result<T> from_json(std::string_view text, UnknownKeys unknown = UnknownKeys::Refuse);

/// JSON text in UTF-8; what is no UTF-8 becomes U+FFFD.
[[nodiscard]] std::string to_json(const ApiError& value);
[[nodiscard]] std::string to_json(const Health& value);
[[nodiscard]] std::string to_json(const User& value);
[[nodiscard]] std::string to_json(const Session& value);
[[nodiscard]] std::string to_json(const LogIn& value);
[[nodiscard]] std::string to_json(const TicketUse& value);
[[nodiscard]] std::string to_json(const Ticket& value);
[[nodiscard]] std::string to_json(const Me& value);
[[nodiscard]] std::string to_json(const MeChange& value);
[[nodiscard]] std::string to_json(const Token& value);
[[nodiscard]] std::string to_json(const TokenList& value);
[[nodiscard]] std::string to_json(const TokenWish& value);
[[nodiscard]] std::string to_json(const NewToken& value);
[[nodiscard]] std::string to_json(const Notice& value);
[[nodiscard]] std::string to_json(const Job& value);
[[nodiscard]] std::string to_json(const Refusal& value);
[[nodiscard]] std::string to_json(const NoticeList& value);
[[nodiscard]] std::string to_json(const Told& value);
[[nodiscard]] std::string to_json(const SetUp& value);
[[nodiscard]] std::string to_json(const LiveEvent& value);
[[nodiscard]] std::string to_json(const TagSettings& value);
[[nodiscard]] std::string to_json(const Queue& value);
[[nodiscard]] std::string to_json(const QueueSettings& value);
[[nodiscard]] std::string to_json(const QueueChange& value);
[[nodiscard]] std::string to_json(const QueueList& value);
[[nodiscard]] std::string to_json(const Member& value);
[[nodiscard]] std::string to_json(const Team& value);
[[nodiscard]] std::string to_json(const Role& value);
[[nodiscard]] std::string to_json(const TemplateContent& value);
[[nodiscard]] std::string to_json(const Template& value);
[[nodiscard]] std::string to_json(const TemplateList& value);
[[nodiscard]] std::string to_json(const TemplateUse& value);
[[nodiscard]] std::string to_json(const TeamList& value);
[[nodiscard]] std::string to_json(const TeamChange& value);
[[nodiscard]] std::string to_json(const Account& value);
[[nodiscard]] std::string to_json(const AccountList& value);
[[nodiscard]] std::string to_json(const AccountChange& value);
[[nodiscard]] std::string to_json(const PageSize& value);
[[nodiscard]] std::string to_json(const Tag& value);
[[nodiscard]] std::string to_json(const TagProblem& value);
[[nodiscard]] std::string to_json(const DraftDelivery& value);
[[nodiscard]] std::string to_json(const DeliveredDraft& value);
[[nodiscard]] std::string to_json(const DraftReceipt& value);
[[nodiscard]] std::string to_json(const DraftSummary& value);
[[nodiscard]] std::string to_json(const DraftList& value);
[[nodiscard]] std::string to_json(const Field& value);
[[nodiscard]] std::string to_json(const Missing& value);
[[nodiscard]] std::string to_json(const DocumentPassword& value);
[[nodiscard]] std::string to_json(const Original& value);
[[nodiscard]] std::string to_json(const Part& value);
[[nodiscard]] std::string to_json(const PrintPlace& value);
[[nodiscard]] std::string to_json(const Draft& value);
[[nodiscard]] std::string to_json(const OtherDraft& value);
[[nodiscard]] std::string to_json(const PartOrder& value);
[[nodiscard]] std::string to_json(const SimilarDraft& value);
[[nodiscard]] std::string to_json(const SentWithRef& value);
[[nodiscard]] std::string to_json(const Similar& value);
[[nodiscard]] std::string to_json(const DraftChange& value);
[[nodiscard]] std::string to_json(const ProblemSettlement& value);
[[nodiscard]] std::string to_json(const Person& value);
[[nodiscard]] std::string to_json(const PeopleList& value);
[[nodiscard]] std::string to_json(const EnvelopeSummary& value);
[[nodiscard]] std::string to_json(const EnvelopeList& value);
[[nodiscard]] std::string to_json(const EnvelopeRecipient& value);
[[nodiscard]] std::string to_json(const EnvelopeDocument& value);
[[nodiscard]] std::string to_json(const Event& value);
[[nodiscard]] std::string to_json(const Envelope& value);
[[nodiscard]] std::string to_json(const AuditPerson& value);
[[nodiscard]] std::string to_json(const AuditRevision& value);
[[nodiscard]] std::string to_json(const AuditDocument& value);
[[nodiscard]] std::string to_json(const AuditEvent& value);
[[nodiscard]] std::string to_json(const Audit& value);
[[nodiscard]] std::string to_json(const Reason& value);
[[nodiscard]] std::string to_json(const CeremonyOpen& value);
[[nodiscard]] std::string to_json(const CodeRequest& value);
[[nodiscard]] std::string to_json(const CodeAnswer& value);
[[nodiscard]] std::string to_json(const Ceremony& value);
[[nodiscard]] std::string to_json(const CeremonyField& value);
[[nodiscard]] std::string to_json(const CeremonyDocument& value);
[[nodiscard]] std::string to_json(const ValuesChange& value);
[[nodiscard]] std::string to_json(const InkPoint& value);
[[nodiscard]] std::string to_json(const DrawnSignature& value);
[[nodiscard]] std::string to_json(const SignRequest& value);
[[nodiscard]] std::string to_json(const TextLine& value);
[[nodiscard]] std::string to_json(const PageText& value);

template <>
[[nodiscard]] Result<ApiError> from_json<ApiError>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<Health> from_json<Health>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<User> from_json<User>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<Session> from_json<Session>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<LogIn> from_json<LogIn>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<TicketUse> from_json<TicketUse>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<Ticket> from_json<Ticket>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<Me> from_json<Me>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<MeChange> from_json<MeChange>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<Token> from_json<Token>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<TokenList> from_json<TokenList>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<TokenWish> from_json<TokenWish>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<NewToken> from_json<NewToken>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<Notice> from_json<Notice>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<Job> from_json<Job>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<Refusal> from_json<Refusal>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<NoticeList> from_json<NoticeList>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<Told> from_json<Told>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<SetUp> from_json<SetUp>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<LiveEvent> from_json<LiveEvent>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<TagSettings> from_json<TagSettings>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<Queue> from_json<Queue>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<QueueSettings> from_json<QueueSettings>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<QueueChange> from_json<QueueChange>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<QueueList> from_json<QueueList>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<Member> from_json<Member>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<Team> from_json<Team>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<Role> from_json<Role>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<TemplateContent> from_json<TemplateContent>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<Template> from_json<Template>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<TemplateList> from_json<TemplateList>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<TemplateUse> from_json<TemplateUse>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<TeamList> from_json<TeamList>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<TeamChange> from_json<TeamChange>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<Account> from_json<Account>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<AccountList> from_json<AccountList>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<AccountChange> from_json<AccountChange>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<PageSize> from_json<PageSize>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<Tag> from_json<Tag>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<TagProblem> from_json<TagProblem>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<DraftDelivery> from_json<DraftDelivery>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<DeliveredDraft> from_json<DeliveredDraft>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<DraftReceipt> from_json<DraftReceipt>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<DraftSummary> from_json<DraftSummary>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<DraftList> from_json<DraftList>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<Field> from_json<Field>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<Missing> from_json<Missing>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<DocumentPassword> from_json<DocumentPassword>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<Original> from_json<Original>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<Part> from_json<Part>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<PrintPlace> from_json<PrintPlace>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<Draft> from_json<Draft>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<OtherDraft> from_json<OtherDraft>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<PartOrder> from_json<PartOrder>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<SimilarDraft> from_json<SimilarDraft>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<SentWithRef> from_json<SentWithRef>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<Similar> from_json<Similar>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<DraftChange> from_json<DraftChange>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<ProblemSettlement> from_json<ProblemSettlement>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<Person> from_json<Person>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<PeopleList> from_json<PeopleList>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<EnvelopeSummary> from_json<EnvelopeSummary>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<EnvelopeList> from_json<EnvelopeList>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<EnvelopeRecipient> from_json<EnvelopeRecipient>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<EnvelopeDocument> from_json<EnvelopeDocument>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<Event> from_json<Event>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<Envelope> from_json<Envelope>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<AuditPerson> from_json<AuditPerson>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<AuditRevision> from_json<AuditRevision>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<AuditDocument> from_json<AuditDocument>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<AuditEvent> from_json<AuditEvent>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<Audit> from_json<Audit>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<Reason> from_json<Reason>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<CeremonyOpen> from_json<CeremonyOpen>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<CodeRequest> from_json<CodeRequest>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<CodeAnswer> from_json<CodeAnswer>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<Ceremony> from_json<Ceremony>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<CeremonyField> from_json<CeremonyField>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<CeremonyDocument> from_json<CeremonyDocument>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<ValuesChange> from_json<ValuesChange>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<InkPoint> from_json<InkPoint>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<DrawnSignature> from_json<DrawnSignature>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<SignRequest> from_json<SignRequest>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<TextLine> from_json<TextLine>(std::string_view text, UnknownKeys unknown);
template <>
[[nodiscard]] Result<PageText> from_json<PageText>(std::string_view text, UnknownKeys unknown);

}  // namespace quillport::contract
