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
    static constexpr std::string_view kKeys[] = {"name", "auto_send", "tags"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "name", true, n)) {
        read_text(n, out.name, state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "auto_send", true, n)) {
        read_flag(n, out.auto_send, state);
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
    out.flag(value.auto_send);
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

void read(JsonNode in, PageSize& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"width", "height"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "width", true, n)) {
        read_number(n, out.width, state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "height", true, n)) {
        read_number(n, out.height, state);
        state.leave();
    }
}

void write(JsonWriter& out, const PageSize& value) {
    out.begin_object();
    out.key("width");
    out.number(value.width);
    out.key("height");
    out.number(value.height);
    out.end_object();
}

std::string to_json(const PageSize& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<PageSize> from_json<PageSize>(std::string_view text, UnknownKeys unknown) {
    return read_document<PageSize>(text, unknown);
}

void read(JsonNode in, Tag& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"page", "text", "dialect", "type", "role", "name", "required", "box", "pieces", "field", "rotation", "font_size", "visible", "kind", "source", "confidence", "attributes"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "page", true, n)) {
        read_integer(n, out.page, state, kLowest, kHighest);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "text", true, n)) {
        read_text(n, out.text, state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "dialect", true, n)) {
        read_text(n, out.dialect, state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "type", true, n)) {
        read_enum(n, out.type, state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "role", true, n)) {
        read_text(n, out.role, state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "name", false, n)) {
        read_text(n, out.name.emplace(), state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "required", true, n)) {
        read_flag(n, out.required, state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "box", true, n)) {
        read_box(n, out.box, state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "pieces", true, n)) {
        read_array(n, out.pieces, state, 0, kNoLimit, [&state](JsonNode item, Box& value) { read_box(item, value, state); });
        state.leave();
    }
    if (JsonNode n; state.enter(in, "field", true, n)) {
        read_box(n, out.field, state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "rotation", true, n)) {
        read_integer(n, out.rotation, state, kLowest, kHighest);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "font_size", true, n)) {
        read_number(n, out.font_size, state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "visible", true, n)) {
        read_flag(n, out.visible, state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "kind", false, n)) {
        read_enum(n, out.kind.emplace(), state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "source", false, n)) {
        read_enum(n, out.source.emplace(), state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "confidence", false, n)) {
        read_number(n, out.confidence.emplace(), state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "attributes", false, n)) {
        read_map(n, out.attributes.emplace(), state, kNoLimit, kNoLimit);
        state.leave();
    }
}

void write(JsonWriter& out, const Tag& value) {
    out.begin_object();
    out.key("page");
    out.integer(value.page);
    out.key("text");
    out.text(value.text);
    out.key("dialect");
    out.text(value.dialect);
    out.key("type");
    out.text(name_of(value.type));
    out.key("role");
    out.text(value.role);
    if (value.name) {
        out.key("name");
        out.text((*value.name));
    }
    out.key("required");
    out.flag(value.required);
    out.key("box");
    out.numbers(value.box);
    out.key("pieces");
    out.begin_array(); for (const auto& item : value.pieces) { out.numbers(item); } out.end_array();
    out.key("field");
    out.numbers(value.field);
    out.key("rotation");
    out.integer(value.rotation);
    out.key("font_size");
    out.number(value.font_size);
    out.key("visible");
    out.flag(value.visible);
    if (value.kind) {
        out.key("kind");
        out.text(name_of((*value.kind)));
    }
    if (value.source) {
        out.key("source");
        out.text(name_of((*value.source)));
    }
    if (value.confidence) {
        out.key("confidence");
        out.number((*value.confidence));
    }
    if (value.attributes) {
        out.key("attributes");
        out.texts((*value.attributes));
    }
    out.end_object();
}

std::string to_json(const Tag& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<Tag> from_json<Tag>(std::string_view text, UnknownKeys unknown) {
    return read_document<Tag>(text, unknown);
}

void read(JsonNode in, TagProblem& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"number", "page", "box", "code", "message", "text", "guess"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "number", true, n)) {
        read_integer(n, out.number, state, kLowest, kHighest);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "page", true, n)) {
        read_integer(n, out.page, state, kLowest, kHighest);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "box", true, n)) {
        read_box(n, out.box, state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "code", true, n)) {
        read_text(n, out.code, state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "message", true, n)) {
        read_text(n, out.message, state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "text", true, n)) {
        read_text(n, out.text, state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "guess", false, n)) {
        read_text(n, out.guess.emplace(), state, kNoLimit);
        state.leave();
    }
}

void write(JsonWriter& out, const TagProblem& value) {
    out.begin_object();
    out.key("number");
    out.integer(value.number);
    out.key("page");
    out.integer(value.page);
    out.key("box");
    out.numbers(value.box);
    out.key("code");
    out.text(value.code);
    out.key("message");
    out.text(value.message);
    out.key("text");
    out.text(value.text);
    if (value.guess) {
        out.key("guess");
        out.text((*value.guess));
    }
    out.end_object();
}

std::string to_json(const TagProblem& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<TagProblem> from_json<TagProblem>(std::string_view text, UnknownKeys unknown) {
    return read_document<TagProblem>(text, unknown);
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

}  // namespace quillport::contract
