// Made by contract/generate.py from contract/openapi.yaml. Do not edit.
#include "codecs_internal.hpp"
#include "quillport/contract/codecs.hpp"

namespace quillport::contract {

void read(JsonNode in, EnvelopeList& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"envelopes", "next"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "envelopes", true, n)) {
        read_array(n, out.envelopes, state, 0, kNoLimit, [&state](JsonNode item, EnvelopeSummary& value) { read(item, value, state); });
        state.leave();
    }
    if (JsonNode n; state.enter(in, "next", false, n)) {
        read_text(n, out.next.emplace(), state, kNoLimit);
        state.leave();
    }
}

void write(JsonWriter& out, const EnvelopeList& value) {
    out.begin_object();
    out.key("envelopes");
    out.begin_array(); for (const auto& item : value.envelopes) { write(out, item); } out.end_array();
    if (value.next) {
        out.key("next");
        out.text((*value.next));
    }
    out.end_object();
}

std::string to_json(const EnvelopeList& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<EnvelopeList> from_json<EnvelopeList>(std::string_view text, UnknownKeys unknown) {
    return read_document<EnvelopeList>(text, unknown);
}

void read(JsonNode in, EnvelopeRecipient& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"id", "role", "name", "email", "company", "routing_order", "state", "invited", "viewed", "signed", "level", "reason"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "id", true, n)) {
        read_text(n, out.id, state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "role", true, n)) {
        read_text(n, out.role, state, kNoLimit);
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
    if (JsonNode n; state.enter(in, "company", false, n)) {
        read_text(n, out.company.emplace(), state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "routing_order", true, n)) {
        read_integer(n, out.routing_order, state, kLowest, kHighest);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "state", true, n)) {
        read_enum(n, out.state, state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "invited", false, n)) {
        read_time(n, out.invited.emplace(), state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "viewed", false, n)) {
        read_time(n, out.viewed.emplace(), state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "signed", false, n)) {
        read_time(n, out.signed_.emplace(), state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "level", false, n)) {
        read_enum(n, out.level.emplace(), state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "reason", false, n)) {
        read_text(n, out.reason.emplace(), state, kNoLimit);
        state.leave();
    }
}

void write(JsonWriter& out, const EnvelopeRecipient& value) {
    out.begin_object();
    out.key("id");
    out.text(value.id);
    out.key("role");
    out.text(value.role);
    out.key("name");
    out.text(value.name);
    out.key("email");
    out.text(value.email);
    if (value.company) {
        out.key("company");
        out.text((*value.company));
    }
    out.key("routing_order");
    out.integer(value.routing_order);
    out.key("state");
    out.text(name_of(value.state));
    if (value.invited) {
        out.key("invited");
        out.time((*value.invited));
    }
    if (value.viewed) {
        out.key("viewed");
        out.time((*value.viewed));
    }
    if (value.signed_) {
        out.key("signed");
        out.time((*value.signed_));
    }
    if (value.level) {
        out.key("level");
        out.text(name_of((*value.level)));
    }
    if (value.reason) {
        out.key("reason");
        out.text((*value.reason));
    }
    out.end_object();
}

std::string to_json(const EnvelopeRecipient& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<EnvelopeRecipient> from_json<EnvelopeRecipient>(std::string_view text, UnknownKeys unknown) {
    return read_document<EnvelopeRecipient>(text, unknown);
}

void read(JsonNode in, EnvelopeDocument& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"id", "title", "pages", "sha256", "size"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "id", true, n)) {
        read_text(n, out.id, state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "title", true, n)) {
        read_text(n, out.title, state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "pages", true, n)) {
        read_array(n, out.pages, state, 0, kNoLimit, [&state](JsonNode item, PageSize& value) { read(item, value, state); });
        state.leave();
    }
    if (JsonNode n; state.enter(in, "sha256", true, n)) {
        read_text(n, out.sha256, state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "size", true, n)) {
        read_integer(n, out.size, state, kLowest, kHighest);
        state.leave();
    }
}

void write(JsonWriter& out, const EnvelopeDocument& value) {
    out.begin_object();
    out.key("id");
    out.text(value.id);
    out.key("title");
    out.text(value.title);
    out.key("pages");
    out.begin_array(); for (const auto& item : value.pages) { write(out, item); } out.end_array();
    out.key("sha256");
    out.text(value.sha256);
    out.key("size");
    out.integer(value.size);
    out.end_object();
}

std::string to_json(const EnvelopeDocument& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<EnvelopeDocument> from_json<EnvelopeDocument>(std::string_view text, UnknownKeys unknown) {
    return read_document<EnvelopeDocument>(text, unknown);
}

void read(JsonNode in, Event& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"number", "kind", "at", "actor", "details", "hash"};
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
    if (JsonNode n; state.enter(in, "details", false, n)) {
        read_map(n, out.details.emplace(), state, kNoLimit, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "hash", false, n)) {
        read_text(n, out.hash.emplace(), state, kNoLimit);
        state.leave();
    }
}

void write(JsonWriter& out, const Event& value) {
    out.begin_object();
    out.key("number");
    out.integer(value.number);
    out.key("kind");
    out.text(value.kind);
    out.key("at");
    out.time(value.at);
    out.key("actor");
    out.text(value.actor);
    if (value.details) {
        out.key("details");
        out.texts((*value.details));
    }
    if (value.hash) {
        out.key("hash");
        out.text((*value.hash));
    }
    out.end_object();
}

std::string to_json(const Event& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<Event> from_json<Event>(std::string_view text, UnknownKeys unknown) {
    return read_document<Event>(text, unknown);
}

void read(JsonNode in, Envelope& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"id", "title", "message", "state", "created", "expires", "completed", "recipients", "documents", "events", "certificate_ready", "trial", "signature_level", "preservation_pending"};
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

}  // namespace quillport::contract
