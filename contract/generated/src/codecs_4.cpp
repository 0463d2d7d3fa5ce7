// Made by contract/generate.py from contract/openapi.yaml. Do not edit.
#include "codecs_internal.hpp"
#include "quillport/contract/codecs.hpp"

namespace quillport::contract {

void read(JsonNode in, Envelope& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"id", "title", "message", "ref", "folder", "state", "created", "expires", "completed", "recipients", "documents", "events", "certificate_ready", "trial", "signature_level", "preservation_pending"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "id", true, n)) {
        read_text(n, out.id, state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "title", true, n)) {
        read_text(n, out.title, state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "message", true, n)) {
        read_text(n, out.message, state, kNoLimit);
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
    if (JsonNode n; state.enter(in, "state", true, n)) {
        read_enum(n, out.state, state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "created", true, n)) {
        read_time(n, out.created, state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "expires", true, n)) {
        read_time(n, out.expires, state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "completed", false, n)) {
        read_time(n, out.completed.emplace(), state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "recipients", true, n)) {
        read_array(n, out.recipients, state, 0, kNoLimit, [&state](JsonNode item, EnvelopeRecipient& value) { read(item, value, state); });
        state.leave();
    }
    if (JsonNode n; state.enter(in, "documents", true, n)) {
        read_array(n, out.documents, state, 0, kNoLimit, [&state](JsonNode item, EnvelopeDocument& value) { read(item, value, state); });
        state.leave();
    }
    if (JsonNode n; state.enter(in, "events", true, n)) {
        read_array(n, out.events, state, 0, kNoLimit, [&state](JsonNode item, Event& value) { read(item, value, state); });
        state.leave();
    }
    if (JsonNode n; state.enter(in, "certificate_ready", true, n)) {
        read_flag(n, out.certificate_ready, state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "trial", true, n)) {
        read_flag(n, out.trial, state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "signature_level", false, n)) {
        read_enum(n, out.signature_level.emplace(), state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "preservation_pending", false, n)) {
        read_flag(n, out.preservation_pending.emplace(), state);
        state.leave();
    }
}

void write(JsonWriter& out, const Envelope& value) {
    out.begin_object();
    out.key("id");
    out.text(value.id);
    out.key("title");
    out.text(value.title);
    out.key("message");
    out.text(value.message);
    if (value.ref) {
        out.key("ref");
        out.text((*value.ref));
    }
    if (value.folder) {
        out.key("folder");
        out.text((*value.folder));
    }
    out.key("state");
    out.text(name_of(value.state));
    out.key("created");
    out.time(value.created);
    out.key("expires");
    out.time(value.expires);
    if (value.completed) {
        out.key("completed");
        out.time((*value.completed));
    }
    out.key("recipients");
    out.begin_array(); for (const auto& item : value.recipients) { write(out, item); } out.end_array();
    out.key("documents");
    out.begin_array(); for (const auto& item : value.documents) { write(out, item); } out.end_array();
    out.key("events");
    out.begin_array(); for (const auto& item : value.events) { write(out, item); } out.end_array();
    out.key("certificate_ready");
    out.flag(value.certificate_ready);
    out.key("trial");
    out.flag(value.trial);
    if (value.signature_level) {
        out.key("signature_level");
        out.text(name_of((*value.signature_level)));
    }
    if (value.preservation_pending) {
        out.key("preservation_pending");
        out.flag((*value.preservation_pending));
    }
    out.end_object();
}

std::string to_json(const Envelope& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<Envelope> from_json<Envelope>(std::string_view text, UnknownKeys unknown) {
    return read_document<Envelope>(text, unknown);
}

void read(JsonNode in, AuditPerson& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"actor", "name", "role", "email", "phone", "level", "signed_at"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "actor", true, n)) {
        read_text(n, out.actor, state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "name", true, n)) {
        read_text(n, out.name, state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "role", true, n)) {
        read_text(n, out.role, state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "email", true, n)) {
        read_text(n, out.email, state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "phone", false, n)) {
        read_text(n, out.phone.emplace(), state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "level", false, n)) {
        read_text(n, out.level.emplace(), state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "signed_at", false, n)) {
        read_time(n, out.signed_at.emplace(), state);
        state.leave();
    }
}

void write(JsonWriter& out, const AuditPerson& value) {
    out.begin_object();
    out.key("actor");
    out.text(value.actor);
    out.key("name");
    out.text(value.name);
    out.key("role");
    out.text(value.role);
    out.key("email");
    out.text(value.email);
    if (value.phone) {
        out.key("phone");
        out.text((*value.phone));
    }
    if (value.level) {
        out.key("level");
        out.text((*value.level));
    }
    if (value.signed_at) {
        out.key("signed_at");
        out.time((*value.signed_at));
    }
    out.end_object();
}

std::string to_json(const AuditPerson& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<AuditPerson> from_json<AuditPerson>(std::string_view text, UnknownKeys unknown) {
    return read_document<AuditPerson>(text, unknown);
}

void read(JsonNode in, AuditRevision& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"version", "size", "sha256", "at", "actor"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "version", true, n)) {
        read_integer(n, out.version, state, kLowest, kHighest);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "size", true, n)) {
        read_integer(n, out.size, state, kLowest, kHighest);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "sha256", true, n)) {
        read_text(n, out.sha256, state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "at", true, n)) {
        read_time(n, out.at, state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "actor", true, n)) {
        read_text(n, out.actor, state, kNoLimit);
        state.leave();
    }
}

void write(JsonWriter& out, const AuditRevision& value) {
    out.begin_object();
    out.key("version");
    out.integer(value.version);
    out.key("size");
    out.integer(value.size);
    out.key("sha256");
    out.text(value.sha256);
    out.key("at");
    out.time(value.at);
    out.key("actor");
    out.text(value.actor);
    out.end_object();
}

std::string to_json(const AuditRevision& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<AuditRevision> from_json<AuditRevision>(std::string_view text, UnknownKeys unknown) {
    return read_document<AuditRevision>(text, unknown);
}

void read(JsonNode in, AuditDocument& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"document", "title", "pages", "original_sha256", "prepared_sha256", "revisions"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "document", true, n)) {
        read_text(n, out.document, state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "title", true, n)) {
        read_text(n, out.title, state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "pages", true, n)) {
        read_integer(n, out.pages, state, kLowest, kHighest);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "original_sha256", true, n)) {
        read_text(n, out.original_sha256, state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "prepared_sha256", true, n)) {
        read_text(n, out.prepared_sha256, state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "revisions", true, n)) {
        read_array(n, out.revisions, state, 0, kNoLimit, [&state](JsonNode item, AuditRevision& value) { read(item, value, state); });
        state.leave();
    }
}

void write(JsonWriter& out, const AuditDocument& value) {
    out.begin_object();
    out.key("document");
    out.text(value.document);
    out.key("title");
    out.text(value.title);
    out.key("pages");
    out.integer(value.pages);
    out.key("original_sha256");
    out.text(value.original_sha256);
    out.key("prepared_sha256");
    out.text(value.prepared_sha256);
    out.key("revisions");
    out.begin_array(); for (const auto& item : value.revisions) { write(out, item); } out.end_array();
    out.end_object();
}

std::string to_json(const AuditDocument& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<AuditDocument> from_json<AuditDocument>(std::string_view text, UnknownKeys unknown) {
    return read_document<AuditDocument>(text, unknown);
}

void read(JsonNode in, AuditEvent& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"number", "kind", "at", "actor", "details", "previous", "hash"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "number", true, n)) {
        read_integer(n, out.number, state, kLowest, kHighest);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "kind", true, n)) {
        read_text(n, out.kind, state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "at", true, n)) {
        read_time(n, out.at, state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "actor", true, n)) {
        read_text(n, out.actor, state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "details", true, n)) {
        read_map(n, out.details, state, kNoLimit, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "previous", true, n)) {
        read_text(n, out.previous, state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "hash", true, n)) {
        read_text(n, out.hash, state, kNoLimit);
        state.leave();
    }
}

void write(JsonWriter& out, const AuditEvent& value) {
    out.begin_object();
    out.key("number");
    out.integer(value.number);
    out.key("kind");
    out.text(value.kind);
    out.key("at");
    out.time(value.at);
    out.key("actor");
    out.text(value.actor);
    out.key("details");
    out.texts(value.details);
    out.key("previous");
    out.text(value.previous);
    out.key("hash");
    out.text(value.hash);
    out.end_object();
}

std::string to_json(const AuditEvent& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<AuditEvent> from_json<AuditEvent>(std::string_view text, UnknownKeys unknown) {
    return read_document<AuditEvent>(text, unknown);
}

void read(JsonNode in, Audit& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"envelope", "title", "state", "trial", "people", "documents", "events", "head", "chain_ok"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "envelope", true, n)) {
        read_text(n, out.envelope, state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "title", true, n)) {
        read_text(n, out.title, state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "state", true, n)) {
        read_text(n, out.state, state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "trial", true, n)) {
        read_flag(n, out.trial, state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "people", true, n)) {
        read_array(n, out.people, state, 0, kNoLimit, [&state](JsonNode item, AuditPerson& value) { read(item, value, state); });
        state.leave();
    }
    if (JsonNode n; state.enter(in, "documents", true, n)) {
        read_array(n, out.documents, state, 0, kNoLimit, [&state](JsonNode item, AuditDocument& value) { read(item, value, state); });
        state.leave();
    }
    if (JsonNode n; state.enter(in, "events", true, n)) {
        read_array(n, out.events, state, 0, kNoLimit, [&state](JsonNode item, AuditEvent& value) { read(item, value, state); });
        state.leave();
    }
    if (JsonNode n; state.enter(in, "head", true, n)) {
        read_text(n, out.head, state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "chain_ok", true, n)) {
        read_flag(n, out.chain_ok, state);
        state.leave();
    }
}

void write(JsonWriter& out, const Audit& value) {
    out.begin_object();
    out.key("envelope");
    out.text(value.envelope);
    out.key("title");
    out.text(value.title);
    out.key("state");
    out.text(value.state);
    out.key("trial");
    out.flag(value.trial);
    out.key("people");
    out.begin_array(); for (const auto& item : value.people) { write(out, item); } out.end_array();
    out.key("documents");
    out.begin_array(); for (const auto& item : value.documents) { write(out, item); } out.end_array();
    out.key("events");
    out.begin_array(); for (const auto& item : value.events) { write(out, item); } out.end_array();
    out.key("head");
    out.text(value.head);
    out.key("chain_ok");
    out.flag(value.chain_ok);
    out.end_object();
}

std::string to_json(const Audit& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<Audit> from_json<Audit>(std::string_view text, UnknownKeys unknown) {
    return read_document<Audit>(text, unknown);
}

void read(JsonNode in, Reason& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"reason"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "reason", true, n)) {
        read_text(n, out.reason, state, 1000);
        state.leave();
    }
}

void write(JsonWriter& out, const Reason& value) {
    out.begin_object();
    out.key("reason");
    out.text(value.reason);
    out.end_object();
}

std::string to_json(const Reason& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<Reason> from_json<Reason>(std::string_view text, UnknownKeys unknown) {
    return read_document<Reason>(text, unknown);
}

void read(JsonNode in, CeremonyOpen& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"token"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "token", true, n)) {
        read_text(n, out.token, state, 100);
        state.leave();
    }
}

void write(JsonWriter& out, const CeremonyOpen& value) {
    out.begin_object();
    out.key("token");
    out.text(value.token);
    out.end_object();
}

std::string to_json(const CeremonyOpen& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<CeremonyOpen> from_json<CeremonyOpen>(std::string_view text, UnknownKeys unknown) {
    return read_document<CeremonyOpen>(text, unknown);
}

void read(JsonNode in, CodeRequest& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"purpose", "values"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "purpose", true, n)) {
        read_enum(n, out.purpose, state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "values", false, n)) {
        read_map(n, out.values.emplace(), state, 2000, 20000);
        state.leave();
    }
}

void write(JsonWriter& out, const CodeRequest& value) {
    out.begin_object();
    out.key("purpose");
    out.text(name_of(value.purpose));
    if (value.values) {
        out.key("values");
        out.texts((*value.values));
    }
    out.end_object();
}

std::string to_json(const CodeRequest& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<CodeRequest> from_json<CodeRequest>(std::string_view text, UnknownKeys unknown) {
    return read_document<CodeRequest>(text, unknown);
}

void read(JsonNode in, CodeAnswer& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"code"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "code", true, n)) {
        read_text(n, out.code, state, 12);
        state.leave();
    }
}

void write(JsonWriter& out, const CodeAnswer& value) {
    out.begin_object();
    out.key("code");
    out.text(value.code);
    out.end_object();
}

std::string to_json(const CodeAnswer& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<CodeAnswer> from_json<CodeAnswer>(std::string_view text, UnknownKeys unknown) {
    return read_document<CodeAnswer>(text, unknown);
}

void read(JsonNode in, Ceremony& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"state", "title", "message", "sender", "organisation", "recipient", "expires", "trial", "level", "code_channel", "code_target", "code_sent", "one_factor", "tries_left", "locked_until", "confirm_needed", "signed_at", "waiting_for", "reason", "certificate_ready"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "state", true, n)) {
        read_enum(n, out.state, state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "title", true, n)) {
        read_text(n, out.title, state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "message", false, n)) {
        read_text(n, out.message.emplace(), state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "sender", true, n)) {
        read_text(n, out.sender, state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "organisation", true, n)) {
        read_text(n, out.organisation, state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "recipient", true, n)) {
        read_text(n, out.recipient, state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "expires", false, n)) {
        read_time(n, out.expires.emplace(), state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "trial", true, n)) {
        read_flag(n, out.trial, state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "level", true, n)) {
        read_enum(n, out.level, state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "code_channel", true, n)) {
        read_enum(n, out.code_channel, state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "code_target", false, n)) {
        read_text(n, out.code_target.emplace(), state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "code_sent", true, n)) {
        read_flag(n, out.code_sent, state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "one_factor", true, n)) {
        read_flag(n, out.one_factor, state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "tries_left", false, n)) {
        read_integer(n, out.tries_left.emplace(), state, kLowest, kHighest);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "locked_until", false, n)) {
        read_time(n, out.locked_until.emplace(), state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "confirm_needed", true, n)) {
        read_flag(n, out.confirm_needed, state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "signed_at", false, n)) {
        read_time(n, out.signed_at.emplace(), state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "waiting_for", false, n)) {
        read_array(n, out.waiting_for.emplace(), state, 0, kNoLimit, [&state](JsonNode item, std::string& value) { read_text(item, value, state, kNoLimit); });
        state.leave();
    }
    if (JsonNode n; state.enter(in, "reason", false, n)) {
        read_text(n, out.reason.emplace(), state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "certificate_ready", false, n)) {
        read_flag(n, out.certificate_ready.emplace(), state);
        state.leave();
    }
}

void write(JsonWriter& out, const Ceremony& value) {
    out.begin_object();
    out.key("state");
    out.text(name_of(value.state));
    out.key("title");
    out.text(value.title);
    if (value.message) {
        out.key("message");
        out.text((*value.message));
    }
    out.key("sender");
    out.text(value.sender);
    out.key("organisation");
    out.text(value.organisation);
    out.key("recipient");
    out.text(value.recipient);
    if (value.expires) {
        out.key("expires");
        out.time((*value.expires));
    }
    out.key("trial");
    out.flag(value.trial);
    out.key("level");
    out.text(name_of(value.level));
    out.key("code_channel");
    out.text(name_of(value.code_channel));
    if (value.code_target) {
        out.key("code_target");
        out.text((*value.code_target));
    }
    out.key("code_sent");
    out.flag(value.code_sent);
    out.key("one_factor");
    out.flag(value.one_factor);
    if (value.tries_left) {
        out.key("tries_left");
        out.integer((*value.tries_left));
    }
    if (value.locked_until) {
        out.key("locked_until");
        out.time((*value.locked_until));
    }
    out.key("confirm_needed");
    out.flag(value.confirm_needed);
    if (value.signed_at) {
        out.key("signed_at");
        out.time((*value.signed_at));
    }
    if (value.waiting_for) {
        out.key("waiting_for");
        out.begin_array(); for (const auto& item : (*value.waiting_for)) { out.text(item); } out.end_array();
    }
    if (value.reason) {
        out.key("reason");
        out.text((*value.reason));
    }
    if (value.certificate_ready) {
        out.key("certificate_ready");
        out.flag((*value.certificate_ready));
    }
    out.end_object();
}

std::string to_json(const Ceremony& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<Ceremony> from_json<Ceremony>(std::string_view text, UnknownKeys unknown) {
    return read_document<Ceremony>(text, unknown);
}

void read(JsonNode in, CeremonyField& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"name", "type", "page", "box", "rotation", "font_size", "mine", "person", "done", "required", "readonly", "label", "tooltip", "value", "options", "group", "maxlength"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "name", true, n)) {
        read_text(n, out.name, state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "type", true, n)) {
        read_enum(n, out.type, state);
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
    if (JsonNode n; state.enter(in, "rotation", true, n)) {
        read_integer(n, out.rotation, state, kLowest, kHighest);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "font_size", true, n)) {
        read_number(n, out.font_size, state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "mine", true, n)) {
        read_flag(n, out.mine, state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "person", false, n)) {
        read_text(n, out.person.emplace(), state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "done", false, n)) {
        read_flag(n, out.done.emplace(), state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "required", true, n)) {
        read_flag(n, out.required, state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "readonly", true, n)) {
        read_flag(n, out.readonly, state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "label", false, n)) {
        read_text(n, out.label.emplace(), state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "tooltip", false, n)) {
        read_text(n, out.tooltip.emplace(), state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "value", false, n)) {
        read_text(n, out.value.emplace(), state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "options", false, n)) {
        read_array(n, out.options.emplace(), state, 0, kNoLimit, [&state](JsonNode item, std::string& value) { read_text(item, value, state, kNoLimit); });
        state.leave();
    }
    if (JsonNode n; state.enter(in, "group", false, n)) {
        read_text(n, out.group.emplace(), state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "maxlength", false, n)) {
        read_integer(n, out.maxlength.emplace(), state, kLowest, kHighest);
        state.leave();
    }
}

void write(JsonWriter& out, const CeremonyField& value) {
    out.begin_object();
    out.key("name");
    out.text(value.name);
    out.key("type");
    out.text(name_of(value.type));
    out.key("page");
    out.integer(value.page);
    out.key("box");
    out.numbers(value.box);
    out.key("rotation");
    out.integer(value.rotation);
    out.key("font_size");
    out.number(value.font_size);
    out.key("mine");
    out.flag(value.mine);
    if (value.person) {
        out.key("person");
        out.text((*value.person));
    }
    if (value.done) {
        out.key("done");
        out.flag((*value.done));
    }
    out.key("required");
    out.flag(value.required);
    out.key("readonly");
    out.flag(value.readonly);
    if (value.label) {
        out.key("label");
        out.text((*value.label));
    }
    if (value.tooltip) {
        out.key("tooltip");
        out.text((*value.tooltip));
    }
    if (value.value) {
        out.key("value");
        out.text((*value.value));
    }
    if (value.options) {
        out.key("options");
        out.begin_array(); for (const auto& item : (*value.options)) { out.text(item); } out.end_array();
    }
    if (value.group) {
        out.key("group");
        out.text((*value.group));
    }
    if (value.maxlength) {
        out.key("maxlength");
        out.integer((*value.maxlength));
    }
    out.end_object();
}

std::string to_json(const CeremonyField& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<CeremonyField> from_json<CeremonyField>(std::string_view text, UnknownKeys unknown) {
    return read_document<CeremonyField>(text, unknown);
}

void read(JsonNode in, CeremonyDocument& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"title", "digest", "pages", "fields"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "title", true, n)) {
        read_text(n, out.title, state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "digest", true, n)) {
        read_text(n, out.digest, state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "pages", true, n)) {
        read_array(n, out.pages, state, 0, kNoLimit, [&state](JsonNode item, PageSize& value) { read(item, value, state); });
        state.leave();
    }
    if (JsonNode n; state.enter(in, "fields", true, n)) {
        read_array(n, out.fields, state, 0, kNoLimit, [&state](JsonNode item, CeremonyField& value) { read(item, value, state); });
        state.leave();
    }
}

void write(JsonWriter& out, const CeremonyDocument& value) {
    out.begin_object();
    out.key("title");
    out.text(value.title);
    out.key("digest");
    out.text(value.digest);
    out.key("pages");
    out.begin_array(); for (const auto& item : value.pages) { write(out, item); } out.end_array();
    out.key("fields");
    out.begin_array(); for (const auto& item : value.fields) { write(out, item); } out.end_array();
    out.end_object();
}

std::string to_json(const CeremonyDocument& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<CeremonyDocument> from_json<CeremonyDocument>(std::string_view text, UnknownKeys unknown) {
    return read_document<CeremonyDocument>(text, unknown);
}

void read(JsonNode in, ValuesChange& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"values"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "values", true, n)) {
        read_map(n, out.values, state, 2000, 20000);
        state.leave();
    }
}

void write(JsonWriter& out, const ValuesChange& value) {
    out.begin_object();
    out.key("values");
    out.texts(value.values);
    out.end_object();
}

std::string to_json(const ValuesChange& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<ValuesChange> from_json<ValuesChange>(std::string_view text, UnknownKeys unknown) {
    return read_document<ValuesChange>(text, unknown);
}

void read(JsonNode in, InkPoint& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"x", "y", "pressure"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "x", true, n)) {
        read_number(n, out.x, state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "y", true, n)) {
        read_number(n, out.y, state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "pressure", false, n)) {
        read_number(n, out.pressure.emplace(), state);
        state.leave();
    }
}

void write(JsonWriter& out, const InkPoint& value) {
    out.begin_object();
    out.key("x");
    out.number(value.x);
    out.key("y");
    out.number(value.y);
    if (value.pressure) {
        out.key("pressure");
        out.number((*value.pressure));
    }
    out.end_object();
}

std::string to_json(const InkPoint& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<InkPoint> from_json<InkPoint>(std::string_view text, UnknownKeys unknown) {
    return read_document<InkPoint>(text, unknown);
}

void read(JsonNode in, DrawnSignature& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"kind", "width", "height", "strokes", "typed"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "kind", true, n)) {
        read_enum(n, out.kind, state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "width", false, n)) {
        read_number(n, out.width.emplace(), state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "height", false, n)) {
        read_number(n, out.height.emplace(), state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "strokes", false, n)) {
        read_array(n, out.strokes.emplace(), state, 0, 500, [&state](JsonNode item, std::vector<InkPoint>& value) { read_array(item, value, state, 0, 5000, [&state](JsonNode item2, InkPoint& value2) { read(item2, value2, state); }); });
        state.leave();
    }
    if (JsonNode n; state.enter(in, "typed", false, n)) {
        read_text(n, out.typed.emplace(), state, 200);
        state.leave();
    }
}

void write(JsonWriter& out, const DrawnSignature& value) {
    out.begin_object();
    out.key("kind");
    out.text(name_of(value.kind));
    if (value.width) {
        out.key("width");
        out.number((*value.width));
    }
    if (value.height) {
        out.key("height");
        out.number((*value.height));
    }
    if (value.strokes) {
        out.key("strokes");
        out.begin_array(); for (const auto& item : (*value.strokes)) { out.begin_array(); for (const auto& item2 : item) { write(out, item2); } out.end_array(); } out.end_array();
    }
    if (value.typed) {
        out.key("typed");
        out.text((*value.typed));
    }
    out.end_object();
}

std::string to_json(const DrawnSignature& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<DrawnSignature> from_json<DrawnSignature>(std::string_view text, UnknownKeys unknown) {
    return read_document<DrawnSignature>(text, unknown);
}

void read(JsonNode in, SignRequest& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"digest", "values", "signature", "confirm_code"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "digest", true, n)) {
        read_text(n, out.digest, state, 64);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "values", true, n)) {
        read_map(n, out.values, state, 2000, 20000);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "signature", true, n)) {
        read(n, out.signature, state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "confirm_code", false, n)) {
        read_text(n, out.confirm_code.emplace(), state, 12);
        state.leave();
    }
}

void write(JsonWriter& out, const SignRequest& value) {
    out.begin_object();
    out.key("digest");
    out.text(value.digest);
    out.key("values");
    out.texts(value.values);
    out.key("signature");
    write(out, value.signature);
    if (value.confirm_code) {
        out.key("confirm_code");
        out.text((*value.confirm_code));
    }
    out.end_object();
}

std::string to_json(const SignRequest& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<SignRequest> from_json<SignRequest>(std::string_view text, UnknownKeys unknown) {
    return read_document<SignRequest>(text, unknown);
}

void read(JsonNode in, TextLine& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"text", "box", "font_size", "rotation"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "text", true, n)) {
        read_text(n, out.text, state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "box", true, n)) {
        read_box(n, out.box, state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "font_size", false, n)) {
        read_number(n, out.font_size.emplace(), state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "rotation", false, n)) {
        read_integer(n, out.rotation.emplace(), state, kLowest, kHighest);
        state.leave();
    }
}

void write(JsonWriter& out, const TextLine& value) {
    out.begin_object();
    out.key("text");
    out.text(value.text);
    out.key("box");
    out.numbers(value.box);
    if (value.font_size) {
        out.key("font_size");
        out.number((*value.font_size));
    }
    if (value.rotation) {
        out.key("rotation");
        out.integer((*value.rotation));
    }
    out.end_object();
}

std::string to_json(const TextLine& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<TextLine> from_json<TextLine>(std::string_view text, UnknownKeys unknown) {
    return read_document<TextLine>(text, unknown);
}

void read(JsonNode in, PageText& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"lines"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "lines", true, n)) {
        read_array(n, out.lines, state, 0, kNoLimit, [&state](JsonNode item, TextLine& value) { read(item, value, state); });
        state.leave();
    }
}

void write(JsonWriter& out, const PageText& value) {
    out.begin_object();
    out.key("lines");
    out.begin_array(); for (const auto& item : value.lines) { write(out, item); } out.end_array();
    out.end_object();
}

std::string to_json(const PageText& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<PageText> from_json<PageText>(std::string_view text, UnknownKeys unknown) {
    return read_document<PageText>(text, unknown);
}

}  // namespace quillport::contract
