// Made by contract/generate.py from contract/openapi.yaml. Do not edit.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace quillport::contract {

/// Every operation of the interface, in the order of the route table.
enum class Operation : std::uint8_t { GetHealth, GetOpenApi, GetSession, LogIn, LogOut, LogInByTicket, CreateTicket, GetMe, ChangeMe, ListTokens, CreateToken, RevokeToken, ListNotices, ReportRefusal, MarkTold, SetUp, ListQueues, GetQueue, ChangeQueue, ListTemplates, GetTemplate, PutTemplate, DeleteTemplate, ListTeams, CreateTeam, ChangeTeam, DeleteTeam, ListUsers, ChangeUser, ListDrafts, CreateDraft, GetDraft, ChangeDraft, DropDraft, GetDraftOriginal, UnlockDraft, UseTemplate, ClaimDraft, SettleProblem, GetSimilar, ReplaceDraft, RestoreDraft, AppendDraft, ArrangeParts, TakeOutPart, GetDraftPageImage, GetDraftPageText, SendDraft, StreamEvents, FindPeople, ListEnvelopes, GetEnvelope, VoidEnvelope, RemindRecipients, ExtendEnvelope, GetAudit, GetCertificate, GetDocumentFile, GetDocumentPageImage, OpenCeremony, GetCeremony, SendCode, CheckAccess, GiveConsent, GetCeremonyDocument, SaveValues, GetCeremonyPageImage, GetCeremonyPageText, GetCeremonyFile, GetCeremonyCertificate, SignDocument, DeclineToSign };
/// Methods that the interface uses (RFC 9110 §9.3).
enum class Method : std::uint8_t { Get, Post, Delete, Patch, Put };
/// Who may call: see x-access in openapi.yaml.
enum class Access : std::uint8_t { Public, User, Administrator, UserOrToken, PrintServer, UserOrKey, Link, Recipient };
/// Whose owner or organisation must match; a foreign one is answered like a missing one.
enum class ObjectKind : std::uint8_t { None, Draft, Envelope };
/// How a request's body arrives: not at all, as JSON in memory, or as a spooled file.
enum class BodyKind : std::uint8_t { None, Json, Spooled };
/// What a request is answered with.
enum class AnswerKind : std::uint8_t { Nothing, Json, File, Stream };
/// Which limit on calls counts.
enum class RateClass : std::uint8_t { None, Read, Write, Deliver, Login, Code };
/// Where a parameter stands.
enum class ParameterPlace : std::uint8_t { Path, Query, Header };

/// One input beside the body. The server checks it before a handler runs.
struct Parameter {
    std::string_view name;
    ParameterPlace place;
    bool required;
    bool integer;               ///< else text
    std::int64_t minimum;       ///< of an integer
    std::int64_t maximum;       ///< of an integer; of a text its length in characters
    std::span<const std::int64_t> allowed;  ///< of an integer; empty: the whole range
    std::string_view default_value;
};

/// One row of the route table.
struct Route {
    Method method;
    std::string_view pattern;   ///< "/api/v1/drafts/{draft}"
    Operation operation;
    std::string_view name;      ///< operationId, for the log
    Access access;
    ObjectKind object;
    BodyKind body;
    AnswerKind answer;
    RateClass rate;
    std::span<const Parameter> parameters;
};

/// The one table of routes.
[[nodiscard]] std::span<const Route> routes() noexcept;
[[nodiscard]] std::string_view name_of(Method method) noexcept;
[[nodiscard]] std::string_view name_of(Access access) noexcept;
/// The OpenAPI document as JSON, as GET /api/v1/openapi.json answers it.
[[nodiscard]] std::string_view openapi_document() noexcept;

}  // namespace quillport::contract
