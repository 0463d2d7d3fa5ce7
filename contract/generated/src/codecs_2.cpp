// Made by contract/generate.py from contract/openapi.yaml. Do not edit.
#include "codecs_internal.hpp"
#include "quillport/contract/codecs.hpp"

namespace quillport::contract {

void read(JsonNode in, QueueSettings& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"name", "owner_policy", "owner", "team", "keeper", "keeper_after", "auto_send", "job_files", "language", "message", "mail_after", "template", "seal", "tags"};
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
    if (JsonNode n; state.enter(in, "template", false, n)) {
        read_text(n, out.template_.emplace(), state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "seal", false, n)) {
        read_text(n, out.seal.emplace(), state, kNoLimit);
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
    if (value.template_) {
        out.key("template");
        out.text((*value.template_));
    }
    if (value.seal) {
        out.key("seal");
        out.text((*value.seal));
    }
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
    static constexpr std::string_view kKeys[] = {"owner_policy", "owner", "team", "keeper", "keeper_after", "auto_send", "job_files", "language", "message", "mail_after", "template", "seal", "tags"};
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
    if (JsonNode n; state.enter(in, "template", false, n)) {
        read_text(n, out.template_.emplace(), state, 100);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "seal", false, n)) {
        read_text(n, out.seal.emplace(), state, 5);
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
    if (value.template_) {
        out.key("template");
        out.text((*value.template_));
    }
    if (value.seal) {
        out.key("seal");
        out.text((*value.seal));
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
    static constexpr std::string_view kKeys[] = {"queues", "seals"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "queues", true, n)) {
        read_array(n, out.queues, state, 0, kNoLimit, [&state](JsonNode item, QueueSettings& value) { read(item, value, state); });
        state.leave();
    }
    if (JsonNode n; state.enter(in, "seals", true, n)) {
        read_array(n, out.seals, state, 0, kNoLimit, [&state](JsonNode item, std::string& value) { read_text(item, value, state, kNoLimit); });
        state.leave();
    }
}

void write(JsonWriter& out, const QueueList& value) {
    out.begin_object();
    out.key("queues");
    out.begin_array(); for (const auto& item : value.queues) { write(out, item); } out.end_array();
    out.key("seals");
    out.begin_array(); for (const auto& item : value.seals) { out.text(item); } out.end_array();
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

void read(JsonNode in, TemplateContent& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"message", "language", "expires", "folder", "roles"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "message", false, n)) {
        read_text(n, out.message.emplace(), state, 4000);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "language", false, n)) {
        read_text(n, out.language.emplace(), state, 20);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "expires", false, n)) {
        read_text(n, out.expires.emplace(), state, 20);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "folder", false, n)) {
        read_text(n, out.folder.emplace(), state, 200);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "roles", false, n)) {
        read_array(n, out.roles.emplace(), state, 0, 200, [&state](JsonNode item, Role& value) { read(item, value, state); });
        state.leave();
    }
}

void write(JsonWriter& out, const TemplateContent& value) {
    out.begin_object();
    if (value.message) {
        out.key("message");
        out.text((*value.message));
    }
    if (value.language) {
        out.key("language");
        out.text((*value.language));
    }
    if (value.expires) {
        out.key("expires");
        out.text((*value.expires));
    }
    if (value.folder) {
        out.key("folder");
        out.text((*value.folder));
    }
    if (value.roles) {
        out.key("roles");
        out.begin_array(); for (const auto& item : (*value.roles)) { write(out, item); } out.end_array();
    }
    out.end_object();
}

std::string to_json(const TemplateContent& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<TemplateContent> from_json<TemplateContent>(std::string_view text, UnknownKeys unknown) {
    return read_document<TemplateContent>(text, unknown);
}

void read(JsonNode in, Template& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"name", "message", "language", "expires", "folder", "roles"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "name", true, n)) {
        read_text(n, out.name, state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "message", false, n)) {
        read_text(n, out.message.emplace(), state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "language", false, n)) {
        read_text(n, out.language.emplace(), state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "expires", false, n)) {
        read_text(n, out.expires.emplace(), state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "folder", false, n)) {
        read_text(n, out.folder.emplace(), state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "roles", true, n)) {
        read_array(n, out.roles, state, 0, kNoLimit, [&state](JsonNode item, Role& value) { read(item, value, state); });
        state.leave();
    }
}

void write(JsonWriter& out, const Template& value) {
    out.begin_object();
    out.key("name");
    out.text(value.name);
    if (value.message) {
        out.key("message");
        out.text((*value.message));
    }
    if (value.language) {
        out.key("language");
        out.text((*value.language));
    }
    if (value.expires) {
        out.key("expires");
        out.text((*value.expires));
    }
    if (value.folder) {
        out.key("folder");
        out.text((*value.folder));
    }
    out.key("roles");
    out.begin_array(); for (const auto& item : value.roles) { write(out, item); } out.end_array();
    out.end_object();
}

std::string to_json(const Template& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<Template> from_json<Template>(std::string_view text, UnknownKeys unknown) {
    return read_document<Template>(text, unknown);
}

void read(JsonNode in, TemplateList& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"templates"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "templates", true, n)) {
        read_array(n, out.templates, state, 0, kNoLimit, [&state](JsonNode item, Template& value) { read(item, value, state); });
        state.leave();
    }
}

void write(JsonWriter& out, const TemplateList& value) {
    out.begin_object();
    out.key("templates");
    out.begin_array(); for (const auto& item : value.templates) { write(out, item); } out.end_array();
    out.end_object();
}

std::string to_json(const TemplateList& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<TemplateList> from_json<TemplateList>(std::string_view text, UnknownKeys unknown) {
    return read_document<TemplateList>(text, unknown);
}

void read(JsonNode in, TemplateUse& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"version", "template"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "version", true, n)) {
        read_integer(n, out.version, state, kLowest, kHighest);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "template", true, n)) {
        read_text(n, out.template_, state, 100);
        state.leave();
    }
}

void write(JsonWriter& out, const TemplateUse& value) {
    out.begin_object();
    out.key("version");
    out.integer(value.version);
    out.key("template");
    out.text(value.template_);
    out.end_object();
}

std::string to_json(const TemplateUse& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<TemplateUse> from_json<TemplateUse>(std::string_view text, UnknownKeys unknown) {
    return read_document<TemplateUse>(text, unknown);
}

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

void read(JsonNode in, DeliveredDraft& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"draft", "url", "title"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "draft", true, n)) {
        read_text(n, out.draft, state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "url", true, n)) {
        read_text(n, out.url, state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "title", true, n)) {
        read_text(n, out.title, state, kNoLimit);
        state.leave();
    }
}

void write(JsonWriter& out, const DeliveredDraft& value) {
    out.begin_object();
    out.key("draft");
    out.text(value.draft);
    out.key("url");
    out.text(value.url);
    out.key("title");
    out.text(value.title);
    out.end_object();
}

std::string to_json(const DeliveredDraft& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<DeliveredDraft> from_json<DeliveredDraft>(std::string_view text, UnknownKeys unknown) {
    return read_document<DeliveredDraft>(text, unknown);
}

void read(JsonNode in, DraftReceipt& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"draft", "url", "already_delivered", "signers", "problems", "locked", "drafts"};
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
    if (JsonNode n; state.enter(in, "locked", false, n)) {
        read_flag(n, out.locked.emplace(), state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "drafts", false, n)) {
        read_array(n, out.drafts.emplace(), state, 0, kNoLimit, [&state](JsonNode item, DeliveredDraft& value) { read(item, value, state); });
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
    if (value.locked) {
        out.key("locked");
        out.flag((*value.locked));
    }
    if (value.drafts) {
        out.key("drafts");
        out.begin_array(); for (const auto& item : (*value.drafts)) { write(out, item); } out.end_array();
    }
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
    static constexpr std::string_view kKeys[] = {"id", "title", "queue", "user", "authenticated", "by_policy", "ref", "folder", "received", "pages", "roles", "fields", "problems", "missing", "mine", "locked"};
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
    if (JsonNode n; state.enter(in, "ref", false, n)) {
        read_text(n, out.ref.emplace(), state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "folder", false, n)) {
        read_text(n, out.folder.emplace(), state, kNoLimit);
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
    if (JsonNode n; state.enter(in, "locked", false, n)) {
        read_flag(n, out.locked.emplace(), state);
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
    if (value.ref) {
        out.key("ref");
        out.text((*value.ref));
    }
    if (value.folder) {
        out.key("folder");
        out.text((*value.folder));
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
    if (value.locked) {
        out.key("locked");
        out.flag((*value.locked));
    }
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

}  // namespace quillport::contract
