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
    static constexpr std::string_view kKeys[] = {"dialects", "languages", "marks", "anchors"};
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

void read(JsonNode in, QueueSettings& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"name", "owner_policy", "owner", "team", "keeper", "keeper_after", "auto_send", "job_files", "language", "message", "mail_after", "tags"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "name", true, n)) {
        read_text(n, out.name, state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "owner_policy", true, n)) {
        read_enum(n, out.owner_policy, state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "owner", false, n)) {
        read_text(n, out.owner.emplace(), state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "team", false, n)) {
        read_text(n, out.team.emplace(), state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "keeper", false, n)) {
        read_text(n, out.keeper.emplace(), state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "keeper_after", true, n)) {
        read_integer(n, out.keeper_after, state, kLowest, kHighest);
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
    if (JsonNode n; state.enter(in, "language", false, n)) {
        read_text(n, out.language.emplace(), state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "message", false, n)) {
        read_text(n, out.message.emplace(), state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "mail_after", true, n)) {
        read_integer(n, out.mail_after, state, kLowest, kHighest);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "tags", true, n)) {
        read(n, out.tags, state);
        state.leave();
    }
}

void write(JsonWriter& out, const QueueSettings& value) {
    out.begin_object();
    out.key("name");
    out.text(value.name);
    out.key("owner_policy");
    out.text(name_of(value.owner_policy));
    if (value.owner) {
        out.key("owner");
        out.text((*value.owner));
    }
    if (value.team) {
        out.key("team");
        out.text((*value.team));
    }
    if (value.keeper) {
        out.key("keeper");
        out.text((*value.keeper));
    }
    out.key("keeper_after");
    out.integer(value.keeper_after);
    out.key("auto_send");
    out.text(name_of(value.auto_send));
    out.key("job_files");
    out.text(name_of(value.job_files));
    if (value.language) {
        out.key("language");
        out.text((*value.language));
    }
    if (value.message) {
        out.key("message");
        out.text((*value.message));
    }
    out.key("mail_after");
    out.integer(value.mail_after);
    out.key("tags");
    write(out, value.tags);
    out.end_object();
}

std::string to_json(const QueueSettings& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<QueueSettings> from_json<QueueSettings>(std::string_view text, UnknownKeys unknown) {
    return read_document<QueueSettings>(text, unknown);
}

void read(JsonNode in, QueueChange& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"owner_policy", "owner", "team", "keeper", "keeper_after", "auto_send", "job_files", "language", "message", "mail_after", "tags"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "owner_policy", false, n)) {
        read_enum(n, out.owner_policy.emplace(), state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "owner", false, n)) {
        read_text(n, out.owner.emplace(), state, 254);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "team", false, n)) {
        read_text(n, out.team.emplace(), state, 100);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "keeper", false, n)) {
        read_text(n, out.keeper.emplace(), state, 254);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "keeper_after", false, n)) {
        read_integer(n, out.keeper_after.emplace(), state, 1, 8760);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "auto_send", false, n)) {
        read_enum(n, out.auto_send.emplace(), state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "job_files", false, n)) {
        read_enum(n, out.job_files.emplace(), state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "language", false, n)) {
        read_text(n, out.language.emplace(), state, 20);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "message", false, n)) {
        read_text(n, out.message.emplace(), state, 4000);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "mail_after", false, n)) {
        read_integer(n, out.mail_after.emplace(), state, 0, 1440);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "tags", false, n)) {
        read(n, out.tags.emplace(), state);
        state.leave();
    }
}

void write(JsonWriter& out, const QueueChange& value) {
    out.begin_object();
    if (value.owner_policy) {
        out.key("owner_policy");
        out.text(name_of((*value.owner_policy)));
    }
    if (value.owner) {
        out.key("owner");
        out.text((*value.owner));
    }
    if (value.team) {
        out.key("team");
        out.text((*value.team));
    }
    if (value.keeper) {
        out.key("keeper");
        out.text((*value.keeper));
    }
    if (value.keeper_after) {
        out.key("keeper_after");
        out.integer((*value.keeper_after));
    }
    if (value.auto_send) {
        out.key("auto_send");
        out.text(name_of((*value.auto_send)));
    }
    if (value.job_files) {
        out.key("job_files");
        out.text(name_of((*value.job_files)));
    }
    if (value.language) {
        out.key("language");
        out.text((*value.language));
    }
    if (value.message) {
        out.key("message");
        out.text((*value.message));
    }
    if (value.mail_after) {
        out.key("mail_after");
        out.integer((*value.mail_after));
    }
    if (value.tags) {
        out.key("tags");
        write(out, (*value.tags));
    }
    out.end_object();
}

std::string to_json(const QueueChange& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<QueueChange> from_json<QueueChange>(std::string_view text, UnknownKeys unknown) {
    return read_document<QueueChange>(text, unknown);
}

void read(JsonNode in, QueueList& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"queues"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "queues", true, n)) {
        read_array(n, out.queues, state, 0, kNoLimit, [&state](JsonNode item, QueueSettings& value) { read(item, value, state); });
        state.leave();
    }
}

void write(JsonWriter& out, const QueueList& value) {
    out.begin_object();
    out.key("queues");
    out.begin_array(); for (const auto& item : value.queues) { write(out, item); } out.end_array();
    out.end_object();
}

std::string to_json(const QueueList& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<QueueList> from_json<QueueList>(std::string_view text, UnknownKeys unknown) {
    return read_document<QueueList>(text, unknown);
}

void read(JsonNode in, Member& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"id", "name", "email"};
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
}

void write(JsonWriter& out, const Member& value) {
    out.begin_object();
    out.key("id");
    out.text(value.id);
    out.key("name");
    out.text(value.name);
    out.key("email");
    out.text(value.email);
    out.end_object();
}

std::string to_json(const Member& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<Member> from_json<Member>(std::string_view text, UnknownKeys unknown) {
    return read_document<Member>(text, unknown);
}

void read(JsonNode in, Team& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"id", "name", "members"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "id", true, n)) {
        read_text(n, out.id, state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "name", true, n)) {
        read_text(n, out.name, state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "members", true, n)) {
        read_array(n, out.members, state, 0, kNoLimit, [&state](JsonNode item, Member& value) { read(item, value, state); });
        state.leave();
    }
}

void write(JsonWriter& out, const Team& value) {
    out.begin_object();
    out.key("id");
    out.text(value.id);
    out.key("name");
    out.text(value.name);
    out.key("members");
    out.begin_array(); for (const auto& item : value.members) { write(out, item); } out.end_array();
    out.end_object();
}

std::string to_json(const Team& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<Team> from_json<Team>(std::string_view text, UnknownKeys unknown) {
    return read_document<Team>(text, unknown);
}

}  // namespace quillport::contract
