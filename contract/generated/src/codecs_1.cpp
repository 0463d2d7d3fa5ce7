// Made by contract/generate.py from contract/openapi.yaml. Do not edit.
#include "codecs_internal.hpp"
#include "quillport/contract/codecs.hpp"

namespace quillport::contract {

void read(JsonNode in, ApiError& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"code", "key", "field", "tries_left", "retry_after", "support"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "code", true, n)) {
        read_text(n, out.code, state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "key", true, n)) {
        read_text(n, out.key, state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "field", false, n)) {
        read_text(n, out.field.emplace(), state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "tries_left", false, n)) {
        read_integer(n, out.tries_left.emplace(), state, kLowest, kHighest);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "retry_after", false, n)) {
        read_integer(n, out.retry_after.emplace(), state, kLowest, kHighest);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "support", false, n)) {
        read_text(n, out.support.emplace(), state, kNoLimit);
        state.leave();
    }
}

void write(JsonWriter& out, const ApiError& value) {
    out.begin_object();
    out.key("code");
    out.text(value.code);
    out.key("key");
    out.text(value.key);
    if (value.field) {
        out.key("field");
        out.text((*value.field));
    }
    if (value.tries_left) {
        out.key("tries_left");
        out.integer((*value.tries_left));
    }
    if (value.retry_after) {
        out.key("retry_after");
        out.integer((*value.retry_after));
    }
    if (value.support) {
        out.key("support");
        out.text((*value.support));
    }
    out.end_object();
}

std::string to_json(const ApiError& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<ApiError> from_json<ApiError>(std::string_view text, UnknownKeys unknown) {
    return read_document<ApiError>(text, unknown);
}

void read(JsonNode in, Health& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"status", "version"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "status", true, n)) {
        read_enum(n, out.status, state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "version", true, n)) {
        read_text(n, out.version, state, kNoLimit);
        state.leave();
    }
}

void write(JsonWriter& out, const Health& value) {
    out.begin_object();
    out.key("status");
    out.text(name_of(value.status));
    out.key("version");
    out.text(value.version);
    out.end_object();
}

std::string to_json(const Health& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<Health> from_json<Health>(std::string_view text, UnknownKeys unknown) {
    return read_document<Health>(text, unknown);
}

void read(JsonNode in, User& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"id", "name", "email", "organisation", "administrator"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "id", true, n)) {
        read_text(n, out.id, state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "name", true, n)) {
        read_text(n, out.name, state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "email", true, n)) {
        read_text(n, out.email, state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "organisation", true, n)) {
        read_text(n, out.organisation, state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "administrator", true, n)) {
        read_flag(n, out.administrator, state);
        state.leave();
    }
}

void write(JsonWriter& out, const User& value) {
    out.begin_object();
    out.key("id");
    out.text(value.id);
    out.key("name");
    out.text(value.name);
    out.key("email");
    out.text(value.email);
    out.key("organisation");
    out.text(value.organisation);
    out.key("administrator");
    out.flag(value.administrator);
    out.end_object();
}

std::string to_json(const User& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<User> from_json<User>(std::string_view text, UnknownKeys unknown) {
    return read_document<User>(text, unknown);
}

void read(JsonNode in, Session& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"user", "setup_needed", "trial", "version"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "user", false, n)) {
        read(n, out.user.emplace(), state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "setup_needed", true, n)) {
        read_flag(n, out.setup_needed, state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "trial", true, n)) {
        read_flag(n, out.trial, state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "version", true, n)) {
        read_text(n, out.version, state, kNoLimit);
        state.leave();
    }
}

void write(JsonWriter& out, const Session& value) {
    out.begin_object();
    if (value.user) {
        out.key("user");
        write(out, (*value.user));
    }
    out.key("setup_needed");
    out.flag(value.setup_needed);
    out.key("trial");
    out.flag(value.trial);
    out.key("version");
    out.text(value.version);
    out.end_object();
}

std::string to_json(const Session& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<Session> from_json<Session>(std::string_view text, UnknownKeys unknown) {
    return read_document<Session>(text, unknown);
}

void read(JsonNode in, LogIn& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"email", "password"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "email", true, n)) {
        read_text(n, out.email, state, 254);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "password", true, n)) {
        read_text(n, out.password, state, 1000);
        state.leave();
    }
}

void write(JsonWriter& out, const LogIn& value) {
    out.begin_object();
    out.key("email");
    out.text(value.email);
    out.key("password");
    out.text(value.password);
    out.end_object();
}

std::string to_json(const LogIn& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<LogIn> from_json<LogIn>(std::string_view text, UnknownKeys unknown) {
    return read_document<LogIn>(text, unknown);
}

void read(JsonNode in, TicketUse& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"ticket"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "ticket", true, n)) {
        read_text(n, out.ticket, state, 100);
        state.leave();
    }
}

void write(JsonWriter& out, const TicketUse& value) {
    out.begin_object();
    out.key("ticket");
    out.text(value.ticket);
    out.end_object();
}

std::string to_json(const TicketUse& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<TicketUse> from_json<TicketUse>(std::string_view text, UnknownKeys unknown) {
    return read_document<TicketUse>(text, unknown);
}

void read(JsonNode in, Ticket& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"ticket", "expires"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "ticket", true, n)) {
        read_text(n, out.ticket, state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "expires", true, n)) {
        read_time(n, out.expires, state);
        state.leave();
    }
}

void write(JsonWriter& out, const Ticket& value) {
    out.begin_object();
    out.key("ticket");
    out.text(value.ticket);
    out.key("expires");
    out.time(value.expires);
    out.end_object();
}

std::string to_json(const Ticket& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<Ticket> from_json<Ticket>(std::string_view text, UnknownKeys unknown) {
    return read_document<Ticket>(text, unknown);
}

void read(JsonNode in, Me& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"user", "mails", "aliases"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "user", true, n)) {
        read(n, out.user, state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "mails", true, n)) {
        read_flag(n, out.mails, state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "aliases", true, n)) {
        read_array(n, out.aliases, state, 0, kNoLimit, [&state](JsonNode item, std::string& value) { read_text(item, value, state, kNoLimit); });
        state.leave();
    }
}

void write(JsonWriter& out, const Me& value) {
    out.begin_object();
    out.key("user");
    write(out, value.user);
    out.key("mails");
    out.flag(value.mails);
    out.key("aliases");
    out.begin_array(); for (const auto& item : value.aliases) { out.text(item); } out.end_array();
    out.end_object();
}

std::string to_json(const Me& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<Me> from_json<Me>(std::string_view text, UnknownKeys unknown) {
    return read_document<Me>(text, unknown);
}

void read(JsonNode in, MeChange& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"mails"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "mails", true, n)) {
        read_flag(n, out.mails, state);
        state.leave();
    }
}

void write(JsonWriter& out, const MeChange& value) {
    out.begin_object();
    out.key("mails");
    out.flag(value.mails);
    out.end_object();
}

std::string to_json(const MeChange& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<MeChange> from_json<MeChange>(std::string_view text, UnknownKeys unknown) {
    return read_document<MeChange>(text, unknown);
}

void read(JsonNode in, Token& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"id", "name", "created"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "id", true, n)) {
        read_text(n, out.id, state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "name", true, n)) {
        read_text(n, out.name, state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "created", true, n)) {
        read_time(n, out.created, state);
        state.leave();
    }
}

void write(JsonWriter& out, const Token& value) {
    out.begin_object();
    out.key("id");
    out.text(value.id);
    out.key("name");
    out.text(value.name);
    out.key("created");
    out.time(value.created);
    out.end_object();
}

std::string to_json(const Token& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<Token> from_json<Token>(std::string_view text, UnknownKeys unknown) {
    return read_document<Token>(text, unknown);
}

void read(JsonNode in, TokenList& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"tokens"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "tokens", true, n)) {
        read_array(n, out.tokens, state, 0, kNoLimit, [&state](JsonNode item, Token& value) { read(item, value, state); });
        state.leave();
    }
}

void write(JsonWriter& out, const TokenList& value) {
    out.begin_object();
    out.key("tokens");
    out.begin_array(); for (const auto& item : value.tokens) { write(out, item); } out.end_array();
    out.end_object();
}

std::string to_json(const TokenList& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<TokenList> from_json<TokenList>(std::string_view text, UnknownKeys unknown) {
    return read_document<TokenList>(text, unknown);
}

void read(JsonNode in, TokenWish& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"name"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "name", true, n)) {
        read_text(n, out.name, state, 200);
        state.leave();
    }
}

void write(JsonWriter& out, const TokenWish& value) {
    out.begin_object();
    out.key("name");
    out.text(value.name);
    out.end_object();
}

std::string to_json(const TokenWish& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<TokenWish> from_json<TokenWish>(std::string_view text, UnknownKeys unknown) {
    return read_document<TokenWish>(text, unknown);
}

void read(JsonNode in, NewToken& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"id", "secret"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "id", true, n)) {
        read_text(n, out.id, state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "secret", true, n)) {
        read_text(n, out.secret, state, kNoLimit);
        state.leave();
    }
}

void write(JsonWriter& out, const NewToken& value) {
    out.begin_object();
    out.key("id");
    out.text(value.id);
    out.key("secret");
    out.text(value.secret);
    out.end_object();
}

std::string to_json(const NewToken& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<NewToken> from_json<NewToken>(std::string_view text, UnknownKeys unknown) {
    return read_document<NewToken>(text, unknown);
}

void read(JsonNode in, Notice& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"id", "key", "text", "title", "queue", "at"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "id", true, n)) {
        read_text(n, out.id, state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "key", true, n)) {
        read_text(n, out.key, state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "text", true, n)) {
        read_text(n, out.text, state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "title", true, n)) {
        read_text(n, out.title, state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "queue", true, n)) {
        read_text(n, out.queue, state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "at", true, n)) {
        read_time(n, out.at, state);
        state.leave();
    }
}

void write(JsonWriter& out, const Notice& value) {
    out.begin_object();
    out.key("id");
    out.text(value.id);
    out.key("key");
    out.text(value.key);
    out.key("text");
    out.text(value.text);
    out.key("title");
    out.text(value.title);
    out.key("queue");
    out.text(value.queue);
    out.key("at");
    out.time(value.at);
    out.end_object();
}

std::string to_json(const Notice& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<Notice> from_json<Notice>(std::string_view text, UnknownKeys unknown) {
    return read_document<Notice>(text, unknown);
}

void read(JsonNode in, Job& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"uuid", "document_number", "queue", "user", "host", "title", "authenticated", "received", "options"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "uuid", true, n)) {
        read_text(n, out.uuid, state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "document_number", true, n)) {
        read_integer(n, out.document_number, state, kLowest, kHighest);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "queue", true, n)) {
        read_text(n, out.queue, state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "user", true, n)) {
        read_text(n, out.user, state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "host", true, n)) {
        read_text(n, out.host, state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "title", true, n)) {
        read_text(n, out.title, state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "authenticated", true, n)) {
        read_flag(n, out.authenticated, state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "received", true, n)) {
        read_time(n, out.received, state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "options", false, n)) {
        read_map(n, out.options.emplace(), state, kNoLimit, kNoLimit);
        state.leave();
    }
}

void write(JsonWriter& out, const Job& value) {
    out.begin_object();
    out.key("uuid");
    out.text(value.uuid);
    out.key("document_number");
    out.integer(value.document_number);
    out.key("queue");
    out.text(value.queue);
    out.key("user");
    out.text(value.user);
    out.key("host");
    out.text(value.host);
    out.key("title");
    out.text(value.title);
    out.key("authenticated");
    out.flag(value.authenticated);
    out.key("received");
    out.time(value.received);
    if (value.options) {
        out.key("options");
        out.texts((*value.options));
    }
    out.end_object();
}

std::string to_json(const Job& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<Job> from_json<Job>(std::string_view text, UnknownKeys unknown) {
    return read_document<Job>(text, unknown);
}

void read(JsonNode in, Refusal& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"job", "key", "idempotency_key"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "job", true, n)) {
        read(n, out.job, state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "key", true, n)) {
        read_text(n, out.key, state, 60);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "idempotency_key", true, n)) {
        read_text(n, out.idempotency_key, state, 200);
        state.leave();
    }
}

void write(JsonWriter& out, const Refusal& value) {
    out.begin_object();
    out.key("job");
    write(out, value.job);
    out.key("key");
    out.text(value.key);
    out.key("idempotency_key");
    out.text(value.idempotency_key);
    out.end_object();
}

std::string to_json(const Refusal& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<Refusal> from_json<Refusal>(std::string_view text, UnknownKeys unknown) {
    return read_document<Refusal>(text, unknown);
}

void read(JsonNode in, NoticeList& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"notices"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "notices", true, n)) {
        read_array(n, out.notices, state, 0, kNoLimit, [&state](JsonNode item, Notice& value) { read(item, value, state); });
        state.leave();
    }
}

void write(JsonWriter& out, const NoticeList& value) {
    out.begin_object();
    out.key("notices");
    out.begin_array(); for (const auto& item : value.notices) { write(out, item); } out.end_array();
    out.end_object();
}

std::string to_json(const NoticeList& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<NoticeList> from_json<NoticeList>(std::string_view text, UnknownKeys unknown) {
    return read_document<NoticeList>(text, unknown);
}

void read(JsonNode in, Told& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"drafts", "notices"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "drafts", false, n)) {
        read_array(n, out.drafts.emplace(), state, 0, 1000, [&state](JsonNode item, std::string& value) { read_text(item, value, state, 64); });
        state.leave();
    }
    if (JsonNode n; state.enter(in, "notices", false, n)) {
        read_array(n, out.notices.emplace(), state, 0, 1000, [&state](JsonNode item, std::string& value) { read_text(item, value, state, 64); });
        state.leave();
    }
}

void write(JsonWriter& out, const Told& value) {
    out.begin_object();
    if (value.drafts) {
        out.key("drafts");
        out.begin_array(); for (const auto& item : (*value.drafts)) { out.text(item); } out.end_array();
    }
    if (value.notices) {
        out.key("notices");
        out.begin_array(); for (const auto& item : (*value.notices)) { out.text(item); } out.end_array();
    }
    out.end_object();
}

std::string to_json(const Told& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<Told> from_json<Told>(std::string_view text, UnknownKeys unknown) {
    return read_document<Told>(text, unknown);
}

void read(JsonNode in, SetUp& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"token", "organisation", "name", "email", "password"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "token", true, n)) {
        read_text(n, out.token, state, 100);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "organisation", false, n)) {
        read_text(n, out.organisation.emplace(), state, 200);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "name", true, n)) {
        read_text(n, out.name, state, 200);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "email", true, n)) {
        read_text(n, out.email, state, 254);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "password", true, n)) {
        read_text(n, out.password, state, 1000);
        state.leave();
    }
}

void write(JsonWriter& out, const SetUp& value) {
    out.begin_object();
    out.key("token");
    out.text(value.token);
    if (value.organisation) {
        out.key("organisation");
        out.text((*value.organisation));
    }
    out.key("name");
    out.text(value.name);
    out.key("email");
    out.text(value.email);
    out.key("password");
    out.text(value.password);
    out.end_object();
}

std::string to_json(const SetUp& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<SetUp> from_json<SetUp>(std::string_view text, UnknownKeys unknown) {
    return read_document<SetUp>(text, unknown);
}

void read(JsonNode in, LiveEvent& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"kind", "id"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "kind", true, n)) {
        read_enum(n, out.kind, state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "id", true, n)) {
        read_text(n, out.id, state, kNoLimit);
        state.leave();
    }
}

void write(JsonWriter& out, const LiveEvent& value) {
    out.begin_object();
    out.key("kind");
    out.text(name_of(value.kind));
    out.key("id");
    out.text(value.id);
    out.end_object();
}

std::string to_json(const LiveEvent& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<LiveEvent> from_json<LiveEvent>(std::string_view text, UnknownKeys unknown) {
    return read_document<LiveEvent>(text, unknown);
}

void read(JsonNode in, TagSettings& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"dialects", "languages", "marks", "anchors", "split"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "dialects", false, n)) {
        read_array(n, out.dialects.emplace(), state, 0, kNoLimit, [&state](JsonNode item, std::string& value) { read_text(item, value, state, kNoLimit); });
        state.leave();
    }
    if (JsonNode n; state.enter(in, "languages", false, n)) {
        read_array(n, out.languages.emplace(), state, 0, kNoLimit, [&state](JsonNode item, std::string& value) { read_text(item, value, state, kNoLimit); });
        state.leave();
    }
    if (JsonNode n; state.enter(in, "marks", false, n)) {
        read_array(n, out.marks.emplace(), state, 0, kNoLimit, [&state](JsonNode item, std::string& value) { read_text(item, value, state, kNoLimit); });
        state.leave();
    }
    if (JsonNode n; state.enter(in, "anchors", false, n)) {
        read_array(n, out.anchors.emplace(), state, 0, kNoLimit, [&state](JsonNode item, std::string& value) { read_text(item, value, state, kNoLimit); });
        state.leave();
    }
    if (JsonNode n; state.enter(in, "split", false, n)) {
        read_text(n, out.split.emplace(), state, 600);
        state.leave();
    }
}

void write(JsonWriter& out, const TagSettings& value) {
    out.begin_object();
    if (value.dialects) {
        out.key("dialects");
        out.begin_array(); for (const auto& item : (*value.dialects)) { out.text(item); } out.end_array();
    }
    if (value.languages) {
        out.key("languages");
        out.begin_array(); for (const auto& item : (*value.languages)) { out.text(item); } out.end_array();
    }
    if (value.marks) {
        out.key("marks");
        out.begin_array(); for (const auto& item : (*value.marks)) { out.text(item); } out.end_array();
    }
    if (value.anchors) {
        out.key("anchors");
        out.begin_array(); for (const auto& item : (*value.anchors)) { out.text(item); } out.end_array();
    }
    if (value.split) {
        out.key("split");
        out.text((*value.split));
    }
    out.end_object();
}

std::string to_json(const TagSettings& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<TagSettings> from_json<TagSettings>(std::string_view text, UnknownKeys unknown) {
    return read_document<TagSettings>(text, unknown);
}

void read(JsonNode in, Queue& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"name", "auto_send", "job_files", "tags"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "name", true, n)) {
        read_text(n, out.name, state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "auto_send", true, n)) {
        read_enum(n, out.auto_send, state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "job_files", true, n)) {
        read_enum(n, out.job_files, state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "tags", true, n)) {
        read(n, out.tags, state);
        state.leave();
    }
}

void write(JsonWriter& out, const Queue& value) {
    out.begin_object();
    out.key("name");
    out.text(value.name);
    out.key("auto_send");
    out.text(name_of(value.auto_send));
    out.key("job_files");
    out.text(name_of(value.job_files));
    out.key("tags");
    write(out, value.tags);
    out.end_object();
}

std::string to_json(const Queue& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<Queue> from_json<Queue>(std::string_view text, UnknownKeys unknown) {
    return read_document<Queue>(text, unknown);
}

}  // namespace quillport::contract
