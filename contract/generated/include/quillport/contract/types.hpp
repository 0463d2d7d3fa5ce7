// Made by contract/generate.py from contract/openapi.yaml. Do not edit.
#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "quillport/core/time.hpp"

/// What crosses the portal's interface, as plain values. A member that the interface does not require is an optional.
namespace quillport::contract {

enum class HealthStatus : std::uint8_t { Ok, Degraded };
[[nodiscard]] std::string_view name_of(HealthStatus value) noexcept;
[[nodiscard]] bool named(std::string_view name, HealthStatus& value) noexcept;

enum class LiveEventKind : std::uint8_t { Draft, Envelope, Notice };
[[nodiscard]] std::string_view name_of(LiveEventKind value) noexcept;
[[nodiscard]] bool named(std::string_view name, LiveEventKind& value) noexcept;

enum class AutoSend : std::uint8_t { Never, Authenticated, Always };
[[nodiscard]] std::string_view name_of(AutoSend value) noexcept;
[[nodiscard]] bool named(std::string_view name, AutoSend& value) noexcept;

enum class JobFiles : std::uint8_t { OneEach, OneEnvelope };
[[nodiscard]] std::string_view name_of(JobFiles value) noexcept;
[[nodiscard]] bool named(std::string_view name, JobFiles& value) noexcept;

enum class OwnerPolicy : std::uint8_t { Inbox, JobUser, FixedUser };
[[nodiscard]] std::string_view name_of(OwnerPolicy value) noexcept;
[[nodiscard]] bool named(std::string_view name, OwnerPolicy& value) noexcept;

enum class FieldType : std::uint8_t { Signature, Initials, Date, Name, Email, Company, Title, Text, Multiline, Number, Dateinput, Checkbox, Radio, Dropdown, Stamp, Seal, Image, Attachment, Approve, Qr };
[[nodiscard]] std::string_view name_of(FieldType value) noexcept;
[[nodiscard]] bool named(std::string_view name, FieldType& value) noexcept;

enum class TagKind : std::uint8_t { Field, Document, Split, Definition };
[[nodiscard]] std::string_view name_of(TagKind value) noexcept;
[[nodiscard]] bool named(std::string_view name, TagKind& value) noexcept;

enum class TagSource : std::uint8_t { Text, Form, Ocr, Qr };
[[nodiscard]] std::string_view name_of(TagSource value) noexcept;
[[nodiscard]] bool named(std::string_view name, TagSource& value) noexcept;

enum class MissingKind : std::uint8_t { Problem, Person, NoSigner };
[[nodiscard]] std::string_view name_of(MissingKind value) noexcept;
[[nodiscard]] bool named(std::string_view name, MissingKind& value) noexcept;

enum class DraftState : std::uint8_t { Open, Sent, Dropped };
[[nodiscard]] std::string_view name_of(DraftState value) noexcept;
[[nodiscard]] bool named(std::string_view name, DraftState& value) noexcept;

enum class DraftLock : std::uint8_t { Locked, Opened, Restricted };
[[nodiscard]] std::string_view name_of(DraftLock value) noexcept;
[[nodiscard]] bool named(std::string_view name, DraftLock& value) noexcept;

enum class ProblemSettlementAction : std::uint8_t { UseGuess, UseType, NotATag };
[[nodiscard]] std::string_view name_of(ProblemSettlementAction value) noexcept;
[[nodiscard]] bool named(std::string_view name, ProblemSettlementAction& value) noexcept;

enum class EnvelopeSummaryState : std::uint8_t { Sent, Completed, Declined, Voided, Expired };
[[nodiscard]] std::string_view name_of(EnvelopeSummaryState value) noexcept;
[[nodiscard]] bool named(std::string_view name, EnvelopeSummaryState& value) noexcept;

enum class EnvelopeRecipientState : std::uint8_t { Waiting, Invited, Viewed, Signed, Declined };
[[nodiscard]] std::string_view name_of(EnvelopeRecipientState value) noexcept;
[[nodiscard]] bool named(std::string_view name, EnvelopeRecipientState& value) noexcept;

enum class EnvelopeRecipientLevel : std::uint8_t { Simple, Advanced, Qualified };
[[nodiscard]] std::string_view name_of(EnvelopeRecipientLevel value) noexcept;
[[nodiscard]] bool named(std::string_view name, EnvelopeRecipientLevel& value) noexcept;

enum class EnvelopeState : std::uint8_t { Sent, Completed, Declined, Voided, Expired };
[[nodiscard]] std::string_view name_of(EnvelopeState value) noexcept;
[[nodiscard]] bool named(std::string_view name, EnvelopeState& value) noexcept;

enum class EnvelopeSignatureLevel : std::uint8_t { BB, BT, BLT, BLTA };
[[nodiscard]] std::string_view name_of(EnvelopeSignatureLevel value) noexcept;
[[nodiscard]] bool named(std::string_view name, EnvelopeSignatureLevel& value) noexcept;

enum class CodeRequestPurpose : std::uint8_t { Access, Confirm };
[[nodiscard]] std::string_view name_of(CodeRequestPurpose value) noexcept;
[[nodiscard]] bool named(std::string_view name, CodeRequestPurpose& value) noexcept;

enum class CeremonyState : std::uint8_t { Code, Consent, Open, NotYourTurn, Signed, Completed, Declined, Voided, Expired };
[[nodiscard]] std::string_view name_of(CeremonyState value) noexcept;
[[nodiscard]] bool named(std::string_view name, CeremonyState& value) noexcept;

enum class CeremonyLevel : std::uint8_t { Simple, Advanced, Qualified };
[[nodiscard]] std::string_view name_of(CeremonyLevel value) noexcept;
[[nodiscard]] bool named(std::string_view name, CeremonyLevel& value) noexcept;

enum class CeremonyCodeChannel : std::uint8_t { Sms, Email };
[[nodiscard]] std::string_view name_of(CeremonyCodeChannel value) noexcept;
[[nodiscard]] bool named(std::string_view name, CeremonyCodeChannel& value) noexcept;

enum class DrawnSignatureKind : std::uint8_t { Drawn, Typed };
[[nodiscard]] std::string_view name_of(DrawnSignatureKind value) noexcept;
[[nodiscard]] bool named(std::string_view name, DrawnSignatureKind& value) noexcept;

/// x0, y0, x1, y1
using Box = std::array<double, 4>;

struct ApiError {
    std::string code;  ///< kind, as in core ErrorCode
    std::string key;  ///< key of the sentence that a person reads
    std::optional<std::string> field;  ///< the input that is wrong
    std::optional<std::int64_t> tries_left;
    std::optional<std::int64_t> retry_after;  ///< seconds
    std::optional<std::string> support;  ///< code for support; in the log too
    friend bool operator==(const ApiError&, const ApiError&) = default;
};

struct Health {
    HealthStatus status{};
    std::string version;
    friend bool operator==(const Health&, const Health&) = default;
};

struct User {
    std::string id;
    std::string name;
    std::string email;
    std::string organisation;
    bool administrator = false;
    friend bool operator==(const User&, const User&) = default;
};

struct Session {
    std::optional<User> user;
    bool setup_needed = false;
    bool trial = false;  ///< signatures say TRIAL, NOT TRUSTED
    std::string version;
    friend bool operator==(const Session&, const Session&) = default;
};

struct LogIn {
    std::string email;
    std::string password;
    friend bool operator==(const LogIn&, const LogIn&) = default;
};

struct TicketUse {
    std::string ticket;
    friend bool operator==(const TicketUse&, const TicketUse&) = default;
};

struct Ticket {
    std::string ticket;
    TimePoint expires{};
    friend bool operator==(const Ticket&, const Ticket&) = default;
};

struct Me {
    User user;
    bool mails = false;  ///< hears by mail of what arrives for him while nothing else tells him
    std::vector<std::string> aliases;  ///< names under which he prints
    friend bool operator==(const Me&, const Me&) = default;
};

struct MeChange {
    bool mails = false;
    friend bool operator==(const MeChange&, const MeChange&) = default;
};

struct Token {
    std::string id;
    std::string name;
    TimePoint created{};
    friend bool operator==(const Token&, const Token&) = default;
};

struct TokenList {
    std::vector<Token> tokens;
    friend bool operator==(const TokenList&, const TokenList&) = default;
};

struct TokenWish {
    std::string name;  ///< which computer holds it
    friend bool operator==(const TokenWish&, const TokenWish&) = default;
};

struct NewToken {
    std::string id;
    std::string secret;  ///< shown once
    friend bool operator==(const NewToken&, const NewToken&) = default;
};

struct Notice {
    std::string id;
    std::string key;  ///< of the sentence that a person reads
    std::string text;  ///< that sentence in English
    std::string title;  ///< of the job
    std::string queue;
    TimePoint at{};
    friend bool operator==(const Notice&, const Notice&) = default;
};

struct Job {
    std::string uuid;
    std::int64_t document_number = 0;
    std::string queue;
    std::string user;
    std::string host;
    std::string title;
    bool authenticated = false;
    TimePoint received{};
    std::optional<std::map<std::string, std::string>> options;
    friend bool operator==(const Job&, const Job&) = default;
};

struct Refusal {
    Job job;
    std::string key;  ///< of the sentence that a person reads
    std::string idempotency_key;  ///< with which the document would have been delivered
    friend bool operator==(const Refusal&, const Refusal&) = default;
};

struct NoticeList {
    std::vector<Notice> notices;
    friend bool operator==(const NoticeList&, const NoticeList&) = default;
};

struct Told {
    std::optional<std::vector<std::string>> drafts;
    std::optional<std::vector<std::string>> notices;
    friend bool operator==(const Told&, const Told&) = default;
};

struct SetUp {
    std::string token;
    std::optional<std::string> organisation;
    std::string name;
    std::string email;
    std::string password;
    friend bool operator==(const SetUp&, const SetUp&) = default;
};

struct LiveEvent {
    LiveEventKind kind{};
    std::string id;
    friend bool operator==(const LiveEvent&, const LiveEvent&) = default;
};

/// how documents are read: tags, and where a print falls into documents; a missing one stands for what the product does by itself
struct TagSettings {
    std::optional<std::vector<std::string>> dialects;
    std::optional<std::vector<std::string>> languages;
    std::optional<std::vector<std::string>> marks;
    std::optional<std::vector<std::string>> anchors;
    std::optional<std::string> split;  ///< where documents of a print start beside {{split}}: tag, pages:N, page-one, bookmark, text:EXPRESSION, blank, qr or qr:EXPRESSION
    friend bool operator==(const TagSettings&, const TagSettings&) = default;
};

struct Queue {
    std::string name;
    AutoSend auto_send{};
    JobFiles job_files{};
    TagSettings tags;
    friend bool operator==(const Queue&, const Queue&) = default;
};

/// people by their addresses, the team by its name; a missing one: none
struct QueueSettings {
    std::string name;
    OwnerPolicy owner_policy{};
    std::optional<std::string> owner;  ///< in whose name a fixed_user queue works
    std::optional<std::string> team;  ///< whose inbox it is; missing: everybody's
    std::optional<std::string> keeper;  ///< gets what nobody claims
    std::int64_t keeper_after = 0;  ///< hours
    AutoSend auto_send{};
    JobFiles job_files{};
    std::optional<std::string> language;  ///< of the recipients, where the document says none
    std::optional<std::string> message;  ///< to the recipients, until somebody writes another
    std::int64_t mail_after = 0;  ///< minutes until an arrival that nobody showed its owner goes to him by mail; 0: never
    std::optional<std::string> template_;  ///< fills in what neither document nor job says
    std::optional<std::string> seal;  ///< PAdES level to which its results are brought: B-B, B-T, B-LT, B-LTA; missing: as the portal is set
    TagSettings tags;
    friend bool operator==(const QueueSettings&, const QueueSettings&) = default;
};

/// an empty text takes away
struct QueueChange {
    std::optional<OwnerPolicy> owner_policy;
    std::optional<std::string> owner;
    std::optional<std::string> team;
    std::optional<std::string> keeper;
    std::optional<std::int64_t> keeper_after;
    std::optional<AutoSend> auto_send;
    std::optional<JobFiles> job_files;
    std::optional<std::string> language;
    std::optional<std::string> message;
    std::optional<std::int64_t> mail_after;
    std::optional<std::string> template_;
    std::optional<std::string> seal;
    std::optional<TagSettings> tags;
    friend bool operator==(const QueueChange&, const QueueChange&) = default;
};

struct QueueList {
    std::vector<QueueSettings> queues;
    std::vector<std::string> seals;  ///< that a queue may ask for
    friend bool operator==(const QueueList&, const QueueList&) = default;
};

struct Member {
    std::string id;
    std::string name;
    std::string email;
    friend bool operator==(const Member&, const Member&) = default;
};

struct Team {
    std::string id;
    std::string name;
    std::vector<Member> members;
    friend bool operator==(const Team&, const Team&) = default;
};

struct Role {
    std::string key;
    std::int64_t routing_order = 0;
    std::optional<std::string> name;
    std::optional<std::string> email;
    std::optional<std::string> phone;
    std::optional<std::string> company;
    friend bool operator==(const Role&, const Role&) = default;
};

/// a missing one: says nothing of it; roles by their keys, or by their numbers as job options name them
struct TemplateContent {
    std::optional<std::string> message;
    std::optional<std::string> language;
    std::optional<std::string> expires;
    std::optional<std::string> folder;
    std::optional<std::vector<Role>> roles;
    friend bool operator==(const TemplateContent&, const TemplateContent&) = default;
};

struct Template {
    std::string name;
    std::optional<std::string> message;
    std::optional<std::string> language;
    std::optional<std::string> expires;
    std::optional<std::string> folder;
    std::vector<Role> roles;
    friend bool operator==(const Template&, const Template&) = default;
};

struct TemplateList {
    std::vector<Template> templates;
    friend bool operator==(const TemplateList&, const TemplateList&) = default;
};

struct TemplateUse {
    std::int64_t version = 0;
    std::string template_;
    friend bool operator==(const TemplateUse&, const TemplateUse&) = default;
};

struct TeamList {
    std::vector<Team> teams;
    friend bool operator==(const TeamList&, const TeamList&) = default;
};

struct TeamChange {
    std::optional<std::string> name;
    std::optional<std::vector<std::string>> members;  ///< addresses
    friend bool operator==(const TeamChange&, const TeamChange&) = default;
};

struct Account {
    std::string id;
    std::string name;
    std::string email;
    bool administrator = false;
    std::vector<std::string> aliases;  ///< names under which he prints
    friend bool operator==(const Account&, const Account&) = default;
};

struct AccountList {
    std::vector<Account> users;
    friend bool operator==(const AccountList&, const AccountList&) = default;
};

struct AccountChange {
    std::vector<std::string> aliases;
    friend bool operator==(const AccountChange&, const AccountChange&) = default;
};

struct PageSize {
    double width = 0;
    double height = 0;
    friend bool operator==(const PageSize&, const PageSize&) = default;
};

struct Tag {
    std::int64_t page = 0;
    std::string text;
    std::string dialect;
    FieldType type{};
    std::string role;
    std::optional<std::string> name;
    bool required = false;
    Box box{};
    std::vector<Box> pieces;
    Box field{};
    std::int64_t rotation = 0;
    double font_size = 0;
    bool visible = false;
    std::optional<TagKind> kind;  ///< missing: field
    std::optional<TagSource> source;  ///< missing: text
    std::optional<double> confidence;  ///< 0 to 1; missing: 1
    std::optional<std::map<std::string, std::string>> attributes;
    friend bool operator==(const Tag&, const Tag&) = default;
};

struct TagProblem {
    std::int64_t number = 0;
    std::int64_t page = 0;
    Box box{};
    std::string code;
    std::string message;
    std::string text;
    std::optional<std::string> guess;
    friend bool operator==(const TagProblem&, const TagProblem&) = default;
};

/// what the forwarder knows of a job; the portal finds the tags again itself when they are missing
struct DraftDelivery {
    Job job;
    std::optional<std::vector<Tag>> tags;
    std::optional<std::vector<TagProblem>> problems;
    std::optional<std::vector<PageSize>> pages;
    std::optional<TagSettings> settings;
    friend bool operator==(const DraftDelivery&, const DraftDelivery&) = default;
};

struct DeliveredDraft {
    std::string draft;
    std::string url;
    std::string title;
    friend bool operator==(const DeliveredDraft&, const DeliveredDraft&) = default;
};

/// of a file that held several documents: url leads to all of them, draft is the first; signers and problems of all together
struct DraftReceipt {
    std::string draft;
    std::string url;
    bool already_delivered = false;
    std::int64_t signers = 0;
    std::int64_t problems = 0;
    std::optional<bool> locked;  ///< the document waits for its password
    std::optional<std::vector<DeliveredDraft>> drafts;  ///< missing: one document
    friend bool operator==(const DraftReceipt&, const DraftReceipt&) = default;
};

struct DraftSummary {
    std::string id;
    std::string title;
    std::string queue;
    std::string user;
    bool authenticated = false;  ///< the print server checked that it was this user
    std::optional<bool> by_policy;  ///< its queue sends it by itself in a moment
    std::optional<std::string> ref;  ///< business reference
    std::optional<std::string> folder;  ///< where its owner files it
    TimePoint received{};
    std::int64_t pages = 0;
    std::int64_t roles = 0;
    std::int64_t fields = 0;
    std::int64_t problems = 0;
    std::int64_t missing = 0;
    bool mine = false;  ///< false: lies in the queue's inbox and can be claimed
    std::optional<bool> locked;  ///< the document waits for its password
    friend bool operator==(const DraftSummary&, const DraftSummary&) = default;
};

struct DraftList {
    std::vector<DraftSummary> drafts;
    std::optional<std::string> next;
    friend bool operator==(const DraftList&, const DraftList&) = default;
};

struct Field {
    std::string name;
    FieldType type{};
    std::string role;
    std::int64_t page = 0;
    Box box{};
    std::int64_t rotation = 0;
    double font_size = 0;
    bool required = false;
    bool readonly = false;
    std::optional<std::string> label;
    std::optional<std::string> value;
    std::optional<std::string> tag_text;
    std::optional<Box> tag_box;
    std::optional<std::map<std::string, std::string>> attributes;
    friend bool operator==(const Field&, const Field&) = default;
};

struct Missing {
    MissingKind kind{};
    std::optional<std::string> role;
    friend bool operator==(const Missing&, const Missing&) = default;
};

struct DocumentPassword {
    std::string password;
    friend bool operator==(const DocumentPassword&, const DocumentPassword&) = default;
};

struct Original {
    std::string format;  ///< docx, postscript, tiff, text, pdf ...
    std::string extension;  ///< of its file name, without the dot
    std::int64_t size = 0;  ///< bytes
    friend bool operator==(const Original&, const Original&) = default;
};

struct Part {
    std::string title;
    std::int64_t pages = 0;
    bool first = false;  ///< the draft began with it; it cannot be taken out
    friend bool operator==(const Part&, const Part&) = default;
};

/// which of the documents of a print it is; missing: the print was one
struct PrintPlace {
    std::int64_t number = 0;
    std::int64_t total = 0;
    std::optional<std::string> previous;  ///< the open draft before it
    std::optional<std::string> next;  ///< the open draft behind it
    friend bool operator==(const PrintPlace&, const PrintPlace&) = default;
};

struct Draft {
    std::string id;
    std::int64_t version = 0;  ///< optimistic lock
    std::string title;
    std::string message;
    DraftState state{};
    std::optional<std::string> envelope;  ///< when it was sent
    bool mine = false;
    std::optional<bool> can_send;
    std::optional<bool> is_signed;  ///< arrived with signatures; cannot be rewritten
    std::string document;  ///< SHA-256 of the file that its pages are of
    std::optional<std::string> ref;  ///< business reference
    std::optional<std::string> language;  ///< of the recipients
    std::optional<std::string> expires;  ///< time to sign as the document says it: 14d, 48h, 2026-12-31; missing: policy
    std::optional<std::string> folder;  ///< where its owner files it
    std::optional<std::vector<Part>> parts;  ///< the documents whose pages it has, in their order; missing: one, as it came
    std::optional<Original> original;
    std::optional<DraftLock> lock;  ///< missing: never encrypted; locked: waits for its password; restricted: opened, though its author allows no changes
    std::vector<PageSize> pages;
    std::vector<Role> roles;
    std::vector<Field> fields;
    std::vector<TagProblem> problems;
    std::vector<Missing> missing;
    Job job;
    std::optional<PrintPlace> place;
    friend bool operator==(const Draft&, const Draft&) = default;
};

struct OtherDraft {
    std::int64_t version = 0;
    std::string draft;
    friend bool operator==(const OtherDraft&, const OtherDraft&) = default;
};

struct PartOrder {
    std::int64_t version = 0;
    std::vector<std::int64_t> order;  ///< the documents' numbers, each once, from 1
    friend bool operator==(const PartOrder&, const PartOrder&) = default;
};

struct SimilarDraft {
    std::string id;
    std::string title;
    TimePoint received{};
    std::int64_t chosen = 0;  ///< roles that have their person
    bool same_ref = false;  ///< else the same title
    friend bool operator==(const SimilarDraft&, const SimilarDraft&) = default;
};

struct SentWithRef {
    std::optional<std::string> envelope;  ///< only of the user's own
    std::optional<std::string> title;
    TimePoint at{};
    bool completed = false;
    friend bool operator==(const SentWithRef&, const SentWithRef&) = default;
};

struct Similar {
    std::vector<SimilarDraft> drafts;
    std::vector<SentWithRef> sent;
    friend bool operator==(const Similar&, const Similar&) = default;
};

struct DraftChange {
    std::int64_t version = 0;
    std::optional<std::string> title;
    std::optional<std::string> message;
    std::optional<std::string> language;  ///< of the recipients
    std::optional<std::string> expires;  ///< time to sign: 14d, 48h, 2w, 2026-12-31; an empty text: policy
    std::optional<std::string> folder;  ///< where its owner files it; an empty text takes it out
    std::optional<std::vector<Role>> roles;
    friend bool operator==(const DraftChange&, const DraftChange&) = default;
};

struct ProblemSettlement {
    std::int64_t version = 0;
    ProblemSettlementAction action{};
    std::optional<FieldType> type;
    std::optional<std::string> role;
    friend bool operator==(const ProblemSettlement&, const ProblemSettlement&) = default;
};

struct Person {
    std::string name;
    std::string email;
    std::optional<std::string> phone;
    std::optional<std::string> company;
    std::optional<std::int64_t> signed_;  ///< how often
    friend bool operator==(const Person&, const Person&) = default;
};

struct PeopleList {
    std::vector<Person> people;
    friend bool operator==(const PeopleList&, const PeopleList&) = default;
};

struct EnvelopeSummary {
    std::string id;
    std::string title;
    std::optional<std::string> ref;  ///< business reference
    std::optional<std::string> folder;  ///< where its owner files it
    EnvelopeSummaryState state{};
    TimePoint sent{};
    std::optional<TimePoint> changed;
    std::int64_t signed_ = 0;
    std::int64_t recipients = 0;
    std::optional<std::vector<std::string>> waiting_for;
    friend bool operator==(const EnvelopeSummary&, const EnvelopeSummary&) = default;
};

struct EnvelopeList {
    std::vector<EnvelopeSummary> envelopes;
    std::optional<std::string> next;
    friend bool operator==(const EnvelopeList&, const EnvelopeList&) = default;
};

struct EnvelopeRecipient {
    std::string id;
    std::string role;
    std::string name;
    std::string email;
    std::optional<std::string> company;
    std::int64_t routing_order = 0;
    EnvelopeRecipientState state{};
    std::optional<TimePoint> invited;
    std::optional<TimePoint> viewed;
    std::optional<TimePoint> signed_;
    std::optional<EnvelopeRecipientLevel> level;
    std::optional<std::string> reason;
    friend bool operator==(const EnvelopeRecipient&, const EnvelopeRecipient&) = default;
};

struct EnvelopeDocument {
    std::string id;
    std::string title;
    std::vector<PageSize> pages;
    std::string sha256;
    std::int64_t size = 0;
    friend bool operator==(const EnvelopeDocument&, const EnvelopeDocument&) = default;
};

struct Event {
    std::int64_t number = 0;
    std::string kind;
    TimePoint at{};
    std::string actor;
    std::optional<std::map<std::string, std::string>> details;
    std::optional<std::string> hash;
    friend bool operator==(const Event&, const Event&) = default;
};

struct Envelope {
    std::string id;
    std::string title;
    std::string message;
    std::optional<std::string> ref;  ///< business reference
    std::optional<std::string> folder;  ///< where its owner files it
    EnvelopeState state{};
    TimePoint created{};
    TimePoint expires{};
    std::optional<TimePoint> completed;
    std::vector<EnvelopeRecipient> recipients;
    std::vector<EnvelopeDocument> documents;
    std::vector<Event> events;
    bool certificate_ready = false;
    bool trial = false;
    std::optional<EnvelopeSignatureLevel> signature_level;  ///< PAdES level of the document's weakest signature
    std::optional<bool> preservation_pending;  ///< a time-stamp or validation data is still asked for
    friend bool operator==(const Envelope&, const Envelope&) = default;
};

struct AuditPerson {
    std::string actor;  ///< as events name this person
    std::string name;
    std::string role;  ///< sender, or the role's key
    std::string email;  ///< masked
    std::optional<std::string> phone;  ///< masked
    std::optional<std::string> level;  ///< of the signature
    std::optional<TimePoint> signed_at;
    friend bool operator==(const AuditPerson&, const AuditPerson&) = default;
};

/// each revision is the beginning of every later one
struct AuditRevision {
    std::int64_t version = 0;
    std::int64_t size = 0;  ///< bytes
    std::string sha256;
    TimePoint at{};
    std::string actor;
    friend bool operator==(const AuditRevision&, const AuditRevision&) = default;
};

struct AuditDocument {
    std::string document;
    std::string title;
    std::int64_t pages = 0;
    std::string original_sha256;  ///< of the file as it was delivered
    std::string prepared_sha256;  ///< of the file before the first signature
    std::vector<AuditRevision> revisions;
    friend bool operator==(const AuditDocument&, const AuditDocument&) = default;
};

struct AuditEvent {
    std::int64_t number = 0;
    std::string kind;
    TimePoint at{};
    std::string actor;
    std::map<std::string, std::string> details;
    std::string previous;
    std::string hash;
    friend bool operator==(const AuditEvent&, const AuditEvent&) = default;
};

/// the record of an envelope; also travels inside its certificate of completion as audit.json (docs/audit-record.md)
struct Audit {
    std::string envelope;
    std::string title;
    std::string state;
    bool trial = false;  ///< made with a trial certificate: nobody should rely on it
    std::vector<AuditPerson> people;
    std::vector<AuditDocument> documents;
    std::vector<AuditEvent> events;
    std::string head;  ///< hash of the last event
    bool chain_ok = false;
    friend bool operator==(const Audit&, const Audit&) = default;
};

struct Reason {
    std::string reason;
    friend bool operator==(const Reason&, const Reason&) = default;
};

struct CeremonyOpen {
    std::string token;
    friend bool operator==(const CeremonyOpen&, const CeremonyOpen&) = default;
};

struct CodeRequest {
    CodeRequestPurpose purpose{};
    std::optional<std::map<std::string, std::string>> values;  ///< for confirm: the values that the code binds
    friend bool operator==(const CodeRequest&, const CodeRequest&) = default;
};

struct CodeAnswer {
    std::string code;
    friend bool operator==(const CodeAnswer&, const CodeAnswer&) = default;
};

struct Ceremony {
    CeremonyState state{};
    std::string title;
    std::optional<std::string> message;
    std::string sender;
    std::string organisation;
    std::string recipient;
    std::optional<TimePoint> expires;
    bool trial = false;
    CeremonyLevel level{};
    CeremonyCodeChannel code_channel{};
    std::optional<std::string> code_target;  ///< masked phone number or address
    bool code_sent = false;
    bool one_factor = false;  ///< link and code come by the same channel
    std::optional<std::int64_t> tries_left;
    std::optional<TimePoint> locked_until;
    bool confirm_needed = false;  ///< a second code is asked at the act
    std::optional<TimePoint> signed_at;
    std::optional<std::vector<std::string>> waiting_for;
    std::optional<std::string> reason;  ///< why it was declined or withdrawn
    std::optional<bool> certificate_ready;
    friend bool operator==(const Ceremony&, const Ceremony&) = default;
};

struct CeremonyField {
    std::string name;
    FieldType type{};
    std::int64_t page = 0;
    Box box{};
    std::int64_t rotation = 0;
    double font_size = 0;
    bool mine = false;
    std::optional<std::string> person;  ///< whose field it is, when another's
    std::optional<bool> done;  ///< its value is drawn in the page: another has signed, or the document came with it
    bool required = false;
    bool readonly = false;
    std::optional<std::string> label;
    std::optional<std::string> tooltip;
    std::optional<std::string> value;
    std::optional<std::vector<std::string>> options;
    std::optional<std::string> group;  ///< of radio buttons one group has one answer
    std::optional<std::int64_t> maxlength;
    friend bool operator==(const CeremonyField&, const CeremonyField&) = default;
};

struct CeremonyDocument {
    std::string title;
    std::string digest;  ///< SHA-256 of the revision that is shown and would be signed
    std::vector<PageSize> pages;
    std::vector<CeremonyField> fields;
    friend bool operator==(const CeremonyDocument&, const CeremonyDocument&) = default;
};

struct ValuesChange {
    std::map<std::string, std::string> values;
    friend bool operator==(const ValuesChange&, const ValuesChange&) = default;
};

struct InkPoint {
    double x = 0;
    double y = 0;
    std::optional<double> pressure;
    friend bool operator==(const InkPoint&, const InkPoint&) = default;
};

struct DrawnSignature {
    DrawnSignatureKind kind{};
    std::optional<double> width;
    std::optional<double> height;
    std::optional<std::vector<std::vector<InkPoint>>> strokes;
    std::optional<std::string> typed;
    friend bool operator==(const DrawnSignature&, const DrawnSignature&) = default;
};

struct SignRequest {
    std::string digest;  ///< of the revision that was shown
    std::map<std::string, std::string> values;
    DrawnSignature signature;
    std::optional<std::string> confirm_code;
    friend bool operator==(const SignRequest&, const SignRequest&) = default;
};

struct TextLine {
    std::string text;
    Box box{};
    std::optional<double> font_size;
    std::optional<std::int64_t> rotation;
    friend bool operator==(const TextLine&, const TextLine&) = default;
};

struct PageText {
    std::vector<TextLine> lines;
    friend bool operator==(const PageText&, const PageText&) = default;
};

}  // namespace quillport::contract
