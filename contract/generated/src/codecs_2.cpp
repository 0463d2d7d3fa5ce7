// Made by contract/generate.py from contract/openapi.yaml. Do not edit.
#include "codecs_internal.hpp"
#include "quillport/contract/codecs.hpp"

namespace quillport::contract {

void read(JsonNode in, TeamList& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"teams"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "teams", true, n)) {
        read_array(n, out.teams, state, 0, kNoLimit, [&state](JsonNode item, Team& value) { read(item, value, state); });
        state.leave();
    }
}

void write(JsonWriter& out, const TeamList& value) {
    out.begin_object();
    out.key("teams");
    out.begin_array(); for (const auto& item : value.teams) { write(out, item); } out.end_array();
    out.end_object();
}

std::string to_json(const TeamList& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<TeamList> from_json<TeamList>(std::string_view text, UnknownKeys unknown) {
    return read_document<TeamList>(text, unknown);
}

void read(JsonNode in, TeamChange& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"name", "members"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "name", false, n)) {
        read_text(n, out.name.emplace(), state, 100);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "members", false, n)) {
        read_array(n, out.members.emplace(), state, 0, 500, [&state](JsonNode item, std::string& value) { read_text(item, value, state, 254); });
        state.leave();
    }
}

void write(JsonWriter& out, const TeamChange& value) {
    out.begin_object();
    if (value.name) {
        out.key("name");
        out.text((*value.name));
    }
    if (value.members) {
        out.key("members");
        out.begin_array(); for (const auto& item : (*value.members)) { out.text(item); } out.end_array();
    }
    out.end_object();
}

std::string to_json(const TeamChange& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<TeamChange> from_json<TeamChange>(std::string_view text, UnknownKeys unknown) {
    return read_document<TeamChange>(text, unknown);
}

void read(JsonNode in, Account& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"id", "name", "email", "administrator", "aliases"};
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
    if (JsonNode n; state.enter(in, "administrator", true, n)) {
        read_flag(n, out.administrator, state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "aliases", true, n)) {
        read_array(n, out.aliases, state, 0, kNoLimit, [&state](JsonNode item, std::string& value) { read_text(item, value, state, kNoLimit); });
        state.leave();
    }
}

void write(JsonWriter& out, const Account& value) {
    out.begin_object();
    out.key("id");
    out.text(value.id);
    out.key("name");
    out.text(value.name);
    out.key("email");
    out.text(value.email);
    out.key("administrator");
    out.flag(value.administrator);
    out.key("aliases");
    out.begin_array(); for (const auto& item : value.aliases) { out.text(item); } out.end_array();
    out.end_object();
}

std::string to_json(const Account& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<Account> from_json<Account>(std::string_view text, UnknownKeys unknown) {
    return read_document<Account>(text, unknown);
}

void read(JsonNode in, AccountList& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"users"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "users", true, n)) {
        read_array(n, out.users, state, 0, kNoLimit, [&state](JsonNode item, Account& value) { read(item, value, state); });
        state.leave();
    }
}

void write(JsonWriter& out, const AccountList& value) {
    out.begin_object();
    out.key("users");
    out.begin_array(); for (const auto& item : value.users) { write(out, item); } out.end_array();
    out.end_object();
}

std::string to_json(const AccountList& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<AccountList> from_json<AccountList>(std::string_view text, UnknownKeys unknown) {
    return read_document<AccountList>(text, unknown);
}

void read(JsonNode in, AccountChange& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"aliases"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "aliases", true, n)) {
        read_array(n, out.aliases, state, 0, 50, [&state](JsonNode item, std::string& value) { read_text(item, value, state, 127); });
        state.leave();
    }
}

void write(JsonWriter& out, const AccountChange& value) {
    out.begin_object();
    out.key("aliases");
    out.begin_array(); for (const auto& item : value.aliases) { out.text(item); } out.end_array();
    out.end_object();
}

std::string to_json(const AccountChange& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<AccountChange> from_json<AccountChange>(std::string_view text, UnknownKeys unknown) {
    return read_document<AccountChange>(text, unknown);
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

void read(JsonNode in, DraftDelivery& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"job", "tags", "problems", "pages", "settings"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "job", true, n)) {
        read(n, out.job, state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "tags", false, n)) {
        read_array(n, out.tags.emplace(), state, 0, kNoLimit, [&state](JsonNode item, Tag& value) { read(item, value, state); });
        state.leave();
    }
    if (JsonNode n; state.enter(in, "problems", false, n)) {
        read_array(n, out.problems.emplace(), state, 0, kNoLimit, [&state](JsonNode item, TagProblem& value) { read(item, value, state); });
        state.leave();
    }
    if (JsonNode n; state.enter(in, "pages", false, n)) {
        read_array(n, out.pages.emplace(), state, 0, kNoLimit, [&state](JsonNode item, PageSize& value) { read(item, value, state); });
        state.leave();
    }
    if (JsonNode n; state.enter(in, "settings", false, n)) {
        read(n, out.settings.emplace(), state);
        state.leave();
    }
}

void write(JsonWriter& out, const DraftDelivery& value) {
    out.begin_object();
    out.key("job");
    write(out, value.job);
    if (value.tags) {
        out.key("tags");
        out.begin_array(); for (const auto& item : (*value.tags)) { write(out, item); } out.end_array();
    }
    if (value.problems) {
        out.key("problems");
        out.begin_array(); for (const auto& item : (*value.problems)) { write(out, item); } out.end_array();
    }
    if (value.pages) {
        out.key("pages");
        out.begin_array(); for (const auto& item : (*value.pages)) { write(out, item); } out.end_array();
    }
    if (value.settings) {
        out.key("settings");
        write(out, (*value.settings));
    }
    out.end_object();
}

std::string to_json(const DraftDelivery& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<DraftDelivery> from_json<DraftDelivery>(std::string_view text, UnknownKeys unknown) {
    return read_document<DraftDelivery>(text, unknown);
}

void read(JsonNode in, DraftReceipt& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"draft", "url", "already_delivered", "signers", "problems"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "draft", true, n)) {
        read_text(n, out.draft, state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "url", true, n)) {
        read_text(n, out.url, state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "already_delivered", true, n)) {
        read_flag(n, out.already_delivered, state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "signers", true, n)) {
        read_integer(n, out.signers, state, kLowest, kHighest);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "problems", true, n)) {
        read_integer(n, out.problems, state, kLowest, kHighest);
        state.leave();
    }
}

void write(JsonWriter& out, const DraftReceipt& value) {
    out.begin_object();
    out.key("draft");
    out.text(value.draft);
    out.key("url");
    out.text(value.url);
    out.key("already_delivered");
    out.flag(value.already_delivered);
    out.key("signers");
    out.integer(value.signers);
    out.key("problems");
    out.integer(value.problems);
    out.end_object();
}

std::string to_json(const DraftReceipt& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<DraftReceipt> from_json<DraftReceipt>(std::string_view text, UnknownKeys unknown) {
    return read_document<DraftReceipt>(text, unknown);
}

void read(JsonNode in, DraftSummary& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"id", "title", "queue", "user", "authenticated", "by_policy", "received", "pages", "roles", "fields", "problems", "missing", "mine"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "id", true, n)) {
        read_text(n, out.id, state, kNoLimit);
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
    if (JsonNode n; state.enter(in, "user", true, n)) {
        read_text(n, out.user, state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "authenticated", true, n)) {
        read_flag(n, out.authenticated, state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "by_policy", false, n)) {
        read_flag(n, out.by_policy.emplace(), state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "received", true, n)) {
        read_time(n, out.received, state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "pages", true, n)) {
        read_integer(n, out.pages, state, kLowest, kHighest);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "roles", true, n)) {
        read_integer(n, out.roles, state, kLowest, kHighest);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "fields", true, n)) {
        read_integer(n, out.fields, state, kLowest, kHighest);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "problems", true, n)) {
        read_integer(n, out.problems, state, kLowest, kHighest);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "missing", true, n)) {
        read_integer(n, out.missing, state, kLowest, kHighest);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "mine", true, n)) {
        read_flag(n, out.mine, state);
        state.leave();
    }
}

void write(JsonWriter& out, const DraftSummary& value) {
    out.begin_object();
    out.key("id");
    out.text(value.id);
    out.key("title");
    out.text(value.title);
    out.key("queue");
    out.text(value.queue);
    out.key("user");
    out.text(value.user);
    out.key("authenticated");
    out.flag(value.authenticated);
    if (value.by_policy) {
        out.key("by_policy");
        out.flag((*value.by_policy));
    }
    out.key("received");
    out.time(value.received);
    out.key("pages");
    out.integer(value.pages);
    out.key("roles");
    out.integer(value.roles);
    out.key("fields");
    out.integer(value.fields);
    out.key("problems");
    out.integer(value.problems);
    out.key("missing");
    out.integer(value.missing);
    out.key("mine");
    out.flag(value.mine);
    out.end_object();
}

std::string to_json(const DraftSummary& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<DraftSummary> from_json<DraftSummary>(std::string_view text, UnknownKeys unknown) {
    return read_document<DraftSummary>(text, unknown);
}

void read(JsonNode in, DraftList& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"drafts", "next"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "drafts", true, n)) {
        read_array(n, out.drafts, state, 0, kNoLimit, [&state](JsonNode item, DraftSummary& value) { read(item, value, state); });
        state.leave();
    }
    if (JsonNode n; state.enter(in, "next", false, n)) {
        read_text(n, out.next.emplace(), state, kNoLimit);
        state.leave();
    }
}

void write(JsonWriter& out, const DraftList& value) {
    out.begin_object();
    out.key("drafts");
    out.begin_array(); for (const auto& item : value.drafts) { write(out, item); } out.end_array();
    if (value.next) {
        out.key("next");
        out.text((*value.next));
    }
    out.end_object();
}

std::string to_json(const DraftList& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<DraftList> from_json<DraftList>(std::string_view text, UnknownKeys unknown) {
    return read_document<DraftList>(text, unknown);
}

void read(JsonNode in, Role& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"key", "routing_order", "name", "email", "phone", "company"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "key", true, n)) {
        read_text(n, out.key, state, 100);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "routing_order", true, n)) {
        read_integer(n, out.routing_order, state, 1, 1000);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "name", false, n)) {
        read_text(n, out.name.emplace(), state, 200);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "email", false, n)) {
        read_text(n, out.email.emplace(), state, 254);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "phone", false, n)) {
        read_text(n, out.phone.emplace(), state, 40);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "company", false, n)) {
        read_text(n, out.company.emplace(), state, 200);
        state.leave();
    }
}

void write(JsonWriter& out, const Role& value) {
    out.begin_object();
    out.key("key");
    out.text(value.key);
    out.key("routing_order");
    out.integer(value.routing_order);
    if (value.name) {
        out.key("name");
        out.text((*value.name));
    }
    if (value.email) {
        out.key("email");
        out.text((*value.email));
    }
    if (value.phone) {
        out.key("phone");
        out.text((*value.phone));
    }
    if (value.company) {
        out.key("company");
        out.text((*value.company));
    }
    out.end_object();
}

std::string to_json(const Role& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<Role> from_json<Role>(std::string_view text, UnknownKeys unknown) {
    return read_document<Role>(text, unknown);
}

}  // namespace quillport::contract
