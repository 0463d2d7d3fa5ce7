// Made by contract/generate.py from contract/openapi.yaml. Do not edit.
#include "codecs_internal.hpp"
#include "quillport/contract/codecs.hpp"

namespace quillport::contract {

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

void read(JsonNode in, Field& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"name", "type", "role", "page", "box", "rotation", "font_size", "required", "readonly", "label", "value", "tag_text", "tag_box", "attributes"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "name", true, n)) {
        read_text(n, out.name, state, kNoLimit);
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
    if (JsonNode n; state.enter(in, "value", false, n)) {
        read_text(n, out.value.emplace(), state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "tag_text", false, n)) {
        read_text(n, out.tag_text.emplace(), state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "tag_box", false, n)) {
        read_box(n, out.tag_box.emplace(), state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "attributes", false, n)) {
        read_map(n, out.attributes.emplace(), state, kNoLimit, kNoLimit);
        state.leave();
    }
}

void write(JsonWriter& out, const Field& value) {
    out.begin_object();
    out.key("name");
    out.text(value.name);
    out.key("type");
    out.text(name_of(value.type));
    out.key("role");
    out.text(value.role);
    out.key("page");
    out.integer(value.page);
    out.key("box");
    out.numbers(value.box);
    out.key("rotation");
    out.integer(value.rotation);
    out.key("font_size");
    out.number(value.font_size);
    out.key("required");
    out.flag(value.required);
    out.key("readonly");
    out.flag(value.readonly);
    if (value.label) {
        out.key("label");
        out.text((*value.label));
    }
    if (value.value) {
        out.key("value");
        out.text((*value.value));
    }
    if (value.tag_text) {
        out.key("tag_text");
        out.text((*value.tag_text));
    }
    if (value.tag_box) {
        out.key("tag_box");
        out.numbers((*value.tag_box));
    }
    if (value.attributes) {
        out.key("attributes");
        out.texts((*value.attributes));
    }
    out.end_object();
}

std::string to_json(const Field& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<Field> from_json<Field>(std::string_view text, UnknownKeys unknown) {
    return read_document<Field>(text, unknown);
}

void read(JsonNode in, Missing& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"kind", "role"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "kind", true, n)) {
        read_enum(n, out.kind, state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "role", false, n)) {
        read_text(n, out.role.emplace(), state, kNoLimit);
        state.leave();
    }
}

void write(JsonWriter& out, const Missing& value) {
    out.begin_object();
    out.key("kind");
    out.text(name_of(value.kind));
    if (value.role) {
        out.key("role");
        out.text((*value.role));
    }
    out.end_object();
}

std::string to_json(const Missing& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<Missing> from_json<Missing>(std::string_view text, UnknownKeys unknown) {
    return read_document<Missing>(text, unknown);
}

void read(JsonNode in, DocumentPassword& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"password"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "password", true, n)) {
        read_text(n, out.password, state, 500);
        state.leave();
    }
}

void write(JsonWriter& out, const DocumentPassword& value) {
    out.begin_object();
    out.key("password");
    out.text(value.password);
    out.end_object();
}

std::string to_json(const DocumentPassword& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<DocumentPassword> from_json<DocumentPassword>(std::string_view text, UnknownKeys unknown) {
    return read_document<DocumentPassword>(text, unknown);
}

void read(JsonNode in, Original& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"format", "extension", "size"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "format", true, n)) {
        read_text(n, out.format, state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "extension", true, n)) {
        read_text(n, out.extension, state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "size", true, n)) {
        read_integer(n, out.size, state, kLowest, kHighest);
        state.leave();
    }
}

void write(JsonWriter& out, const Original& value) {
    out.begin_object();
    out.key("format");
    out.text(value.format);
    out.key("extension");
    out.text(value.extension);
    out.key("size");
    out.integer(value.size);
    out.end_object();
}

std::string to_json(const Original& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<Original> from_json<Original>(std::string_view text, UnknownKeys unknown) {
    return read_document<Original>(text, unknown);
}

void read(JsonNode in, Part& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"title", "pages", "first"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "title", true, n)) {
        read_text(n, out.title, state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "pages", true, n)) {
        read_integer(n, out.pages, state, kLowest, kHighest);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "first", true, n)) {
        read_flag(n, out.first, state);
        state.leave();
    }
}

void write(JsonWriter& out, const Part& value) {
    out.begin_object();
    out.key("title");
    out.text(value.title);
    out.key("pages");
    out.integer(value.pages);
    out.key("first");
    out.flag(value.first);
    out.end_object();
}

std::string to_json(const Part& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<Part> from_json<Part>(std::string_view text, UnknownKeys unknown) {
    return read_document<Part>(text, unknown);
}

void read(JsonNode in, PrintPlace& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"number", "total", "previous", "next"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "number", true, n)) {
        read_integer(n, out.number, state, 1, kHighest);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "total", true, n)) {
        read_integer(n, out.total, state, 2, kHighest);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "previous", false, n)) {
        read_text(n, out.previous.emplace(), state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "next", false, n)) {
        read_text(n, out.next.emplace(), state, kNoLimit);
        state.leave();
    }
}

void write(JsonWriter& out, const PrintPlace& value) {
    out.begin_object();
    out.key("number");
    out.integer(value.number);
    out.key("total");
    out.integer(value.total);
    if (value.previous) {
        out.key("previous");
        out.text((*value.previous));
    }
    if (value.next) {
        out.key("next");
        out.text((*value.next));
    }
    out.end_object();
}

std::string to_json(const PrintPlace& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<PrintPlace> from_json<PrintPlace>(std::string_view text, UnknownKeys unknown) {
    return read_document<PrintPlace>(text, unknown);
}

void read(JsonNode in, Draft& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"id", "version", "title", "message", "state", "envelope", "mine", "can_send", "is_signed", "document", "ref", "language", "expires", "folder", "parts", "original", "lock", "pages", "roles", "fields", "problems", "missing", "job", "place"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "id", true, n)) {
        read_text(n, out.id, state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "version", true, n)) {
        read_integer(n, out.version, state, kLowest, kHighest);
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
    if (JsonNode n; state.enter(in, "envelope", false, n)) {
        read_text(n, out.envelope.emplace(), state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "mine", true, n)) {
        read_flag(n, out.mine, state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "can_send", false, n)) {
        read_flag(n, out.can_send.emplace(), state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "is_signed", false, n)) {
        read_flag(n, out.is_signed.emplace(), state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "document", true, n)) {
        read_text(n, out.document, state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "ref", false, n)) {
        read_text(n, out.ref.emplace(), state, kNoLimit);
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
    if (JsonNode n; state.enter(in, "parts", false, n)) {
        read_array(n, out.parts.emplace(), state, 0, kNoLimit, [&state](JsonNode item, Part& value) { read(item, value, state); });
        state.leave();
    }
    if (JsonNode n; state.enter(in, "original", false, n)) {
        read(n, out.original.emplace(), state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "lock", false, n)) {
        read_enum(n, out.lock.emplace(), state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "pages", true, n)) {
        read_array(n, out.pages, state, 0, kNoLimit, [&state](JsonNode item, PageSize& value) { read(item, value, state); });
        state.leave();
    }
    if (JsonNode n; state.enter(in, "roles", true, n)) {
        read_array(n, out.roles, state, 0, kNoLimit, [&state](JsonNode item, Role& value) { read(item, value, state); });
        state.leave();
    }
    if (JsonNode n; state.enter(in, "fields", true, n)) {
        read_array(n, out.fields, state, 0, kNoLimit, [&state](JsonNode item, Field& value) { read(item, value, state); });
        state.leave();
    }
    if (JsonNode n; state.enter(in, "problems", true, n)) {
        read_array(n, out.problems, state, 0, kNoLimit, [&state](JsonNode item, TagProblem& value) { read(item, value, state); });
        state.leave();
    }
    if (JsonNode n; state.enter(in, "missing", true, n)) {
        read_array(n, out.missing, state, 0, kNoLimit, [&state](JsonNode item, Missing& value) { read(item, value, state); });
        state.leave();
    }
    if (JsonNode n; state.enter(in, "job", true, n)) {
        read(n, out.job, state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "place", false, n)) {
        read(n, out.place.emplace(), state);
        state.leave();
    }
}

void write(JsonWriter& out, const Draft& value) {
    out.begin_object();
    out.key("id");
    out.text(value.id);
    out.key("version");
    out.integer(value.version);
    out.key("title");
    out.text(value.title);
    out.key("message");
    out.text(value.message);
    out.key("state");
    out.text(name_of(value.state));
    if (value.envelope) {
        out.key("envelope");
        out.text((*value.envelope));
    }
    out.key("mine");
    out.flag(value.mine);
    if (value.can_send) {
        out.key("can_send");
        out.flag((*value.can_send));
    }
    if (value.is_signed) {
        out.key("is_signed");
        out.flag((*value.is_signed));
    }
    out.key("document");
    out.text(value.document);
    if (value.ref) {
        out.key("ref");
        out.text((*value.ref));
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
    if (value.parts) {
        out.key("parts");
        out.begin_array(); for (const auto& item : (*value.parts)) { write(out, item); } out.end_array();
    }
    if (value.original) {
        out.key("original");
        write(out, (*value.original));
    }
    if (value.lock) {
        out.key("lock");
        out.text(name_of((*value.lock)));
    }
    out.key("pages");
    out.begin_array(); for (const auto& item : value.pages) { write(out, item); } out.end_array();
    out.key("roles");
    out.begin_array(); for (const auto& item : value.roles) { write(out, item); } out.end_array();
    out.key("fields");
    out.begin_array(); for (const auto& item : value.fields) { write(out, item); } out.end_array();
    out.key("problems");
    out.begin_array(); for (const auto& item : value.problems) { write(out, item); } out.end_array();
    out.key("missing");
    out.begin_array(); for (const auto& item : value.missing) { write(out, item); } out.end_array();
    out.key("job");
    write(out, value.job);
    if (value.place) {
        out.key("place");
        write(out, (*value.place));
    }
    out.end_object();
}

std::string to_json(const Draft& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<Draft> from_json<Draft>(std::string_view text, UnknownKeys unknown) {
    return read_document<Draft>(text, unknown);
}

void read(JsonNode in, OtherDraft& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"version", "draft"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "version", true, n)) {
        read_integer(n, out.version, state, kLowest, kHighest);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "draft", true, n)) {
        read_text(n, out.draft, state, 64);
        state.leave();
    }
}

void write(JsonWriter& out, const OtherDraft& value) {
    out.begin_object();
    out.key("version");
    out.integer(value.version);
    out.key("draft");
    out.text(value.draft);
    out.end_object();
}

std::string to_json(const OtherDraft& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<OtherDraft> from_json<OtherDraft>(std::string_view text, UnknownKeys unknown) {
    return read_document<OtherDraft>(text, unknown);
}

void read(JsonNode in, PartOrder& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"version", "order"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "version", true, n)) {
        read_integer(n, out.version, state, kLowest, kHighest);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "order", true, n)) {
        read_array(n, out.order, state, 0, 1000, [&state](JsonNode item, std::int64_t& value) { read_integer(item, value, state, kLowest, kHighest); });
        state.leave();
    }
}

void write(JsonWriter& out, const PartOrder& value) {
    out.begin_object();
    out.key("version");
    out.integer(value.version);
    out.key("order");
    out.begin_array(); for (const auto& item : value.order) { out.integer(item); } out.end_array();
    out.end_object();
}

std::string to_json(const PartOrder& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<PartOrder> from_json<PartOrder>(std::string_view text, UnknownKeys unknown) {
    return read_document<PartOrder>(text, unknown);
}

void read(JsonNode in, SimilarDraft& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"id", "title", "received", "chosen", "same_ref"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "id", true, n)) {
        read_text(n, out.id, state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "title", true, n)) {
        read_text(n, out.title, state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "received", true, n)) {
        read_time(n, out.received, state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "chosen", true, n)) {
        read_integer(n, out.chosen, state, kLowest, kHighest);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "same_ref", true, n)) {
        read_flag(n, out.same_ref, state);
        state.leave();
    }
}

void write(JsonWriter& out, const SimilarDraft& value) {
    out.begin_object();
    out.key("id");
    out.text(value.id);
    out.key("title");
    out.text(value.title);
    out.key("received");
    out.time(value.received);
    out.key("chosen");
    out.integer(value.chosen);
    out.key("same_ref");
    out.flag(value.same_ref);
    out.end_object();
}

std::string to_json(const SimilarDraft& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<SimilarDraft> from_json<SimilarDraft>(std::string_view text, UnknownKeys unknown) {
    return read_document<SimilarDraft>(text, unknown);
}

void read(JsonNode in, SentWithRef& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"envelope", "title", "at", "completed"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "envelope", false, n)) {
        read_text(n, out.envelope.emplace(), state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "title", false, n)) {
        read_text(n, out.title.emplace(), state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "at", true, n)) {
        read_time(n, out.at, state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "completed", true, n)) {
        read_flag(n, out.completed, state);
        state.leave();
    }
}

void write(JsonWriter& out, const SentWithRef& value) {
    out.begin_object();
    if (value.envelope) {
        out.key("envelope");
        out.text((*value.envelope));
    }
    if (value.title) {
        out.key("title");
        out.text((*value.title));
    }
    out.key("at");
    out.time(value.at);
    out.key("completed");
    out.flag(value.completed);
    out.end_object();
}

std::string to_json(const SentWithRef& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<SentWithRef> from_json<SentWithRef>(std::string_view text, UnknownKeys unknown) {
    return read_document<SentWithRef>(text, unknown);
}

void read(JsonNode in, Similar& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"drafts", "sent"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "drafts", true, n)) {
        read_array(n, out.drafts, state, 0, kNoLimit, [&state](JsonNode item, SimilarDraft& value) { read(item, value, state); });
        state.leave();
    }
    if (JsonNode n; state.enter(in, "sent", true, n)) {
        read_array(n, out.sent, state, 0, kNoLimit, [&state](JsonNode item, SentWithRef& value) { read(item, value, state); });
        state.leave();
    }
}

void write(JsonWriter& out, const Similar& value) {
    out.begin_object();
    out.key("drafts");
    out.begin_array(); for (const auto& item : value.drafts) { write(out, item); } out.end_array();
    out.key("sent");
    out.begin_array(); for (const auto& item : value.sent) { write(out, item); } out.end_array();
    out.end_object();
}

std::string to_json(const Similar& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<Similar> from_json<Similar>(std::string_view text, UnknownKeys unknown) {
    return read_document<Similar>(text, unknown);
}

void read(JsonNode in, DraftChange& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"version", "title", "message", "language", "expires", "folder", "roles"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "version", true, n)) {
        read_integer(n, out.version, state, kLowest, kHighest);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "title", false, n)) {
        read_text(n, out.title.emplace(), state, 300);
        state.leave();
    }
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

void write(JsonWriter& out, const DraftChange& value) {
    out.begin_object();
    out.key("version");
    out.integer(value.version);
    if (value.title) {
        out.key("title");
        out.text((*value.title));
    }
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

std::string to_json(const DraftChange& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<DraftChange> from_json<DraftChange>(std::string_view text, UnknownKeys unknown) {
    return read_document<DraftChange>(text, unknown);
}

void read(JsonNode in, ProblemSettlement& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"version", "action", "type", "role"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "version", true, n)) {
        read_integer(n, out.version, state, kLowest, kHighest);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "action", true, n)) {
        read_enum(n, out.action, state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "type", false, n)) {
        read_enum(n, out.type.emplace(), state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "role", false, n)) {
        read_text(n, out.role.emplace(), state, 100);
        state.leave();
    }
}

void write(JsonWriter& out, const ProblemSettlement& value) {
    out.begin_object();
    out.key("version");
    out.integer(value.version);
    out.key("action");
    out.text(name_of(value.action));
    if (value.type) {
        out.key("type");
        out.text(name_of((*value.type)));
    }
    if (value.role) {
        out.key("role");
        out.text((*value.role));
    }
    out.end_object();
}

std::string to_json(const ProblemSettlement& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<ProblemSettlement> from_json<ProblemSettlement>(std::string_view text, UnknownKeys unknown) {
    return read_document<ProblemSettlement>(text, unknown);
}

void read(JsonNode in, Person& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"name", "email", "phone", "company", "signed"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "name", true, n)) {
        read_text(n, out.name, state, kNoLimit);
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
    if (JsonNode n; state.enter(in, "company", false, n)) {
        read_text(n, out.company.emplace(), state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "signed", false, n)) {
        read_integer(n, out.signed_.emplace(), state, kLowest, kHighest);
        state.leave();
    }
}

void write(JsonWriter& out, const Person& value) {
    out.begin_object();
    out.key("name");
    out.text(value.name);
    out.key("email");
    out.text(value.email);
    if (value.phone) {
        out.key("phone");
        out.text((*value.phone));
    }
    if (value.company) {
        out.key("company");
        out.text((*value.company));
    }
    if (value.signed_) {
        out.key("signed");
        out.integer((*value.signed_));
    }
    out.end_object();
}

std::string to_json(const Person& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<Person> from_json<Person>(std::string_view text, UnknownKeys unknown) {
    return read_document<Person>(text, unknown);
}

void read(JsonNode in, PeopleList& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"people"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "people", true, n)) {
        read_array(n, out.people, state, 0, kNoLimit, [&state](JsonNode item, Person& value) { read(item, value, state); });
        state.leave();
    }
}

void write(JsonWriter& out, const PeopleList& value) {
    out.begin_object();
    out.key("people");
    out.begin_array(); for (const auto& item : value.people) { write(out, item); } out.end_array();
    out.end_object();
}

std::string to_json(const PeopleList& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<PeopleList> from_json<PeopleList>(std::string_view text, UnknownKeys unknown) {
    return read_document<PeopleList>(text, unknown);
}

void read(JsonNode in, EnvelopeSummary& out, Reading& state) {
    static constexpr std::string_view kKeys[] = {"id", "title", "ref", "folder", "state", "sent", "changed", "signed", "recipients", "waiting_for"};
    if (!state.object(in, kKeys)) return;
    if (JsonNode n; state.enter(in, "id", true, n)) {
        read_text(n, out.id, state, kNoLimit);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "title", true, n)) {
        read_text(n, out.title, state, kNoLimit);
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
    if (JsonNode n; state.enter(in, "sent", true, n)) {
        read_time(n, out.sent, state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "changed", false, n)) {
        read_time(n, out.changed.emplace(), state);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "signed", true, n)) {
        read_integer(n, out.signed_, state, kLowest, kHighest);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "recipients", true, n)) {
        read_integer(n, out.recipients, state, kLowest, kHighest);
        state.leave();
    }
    if (JsonNode n; state.enter(in, "waiting_for", false, n)) {
        read_array(n, out.waiting_for.emplace(), state, 0, kNoLimit, [&state](JsonNode item, std::string& value) { read_text(item, value, state, kNoLimit); });
        state.leave();
    }
}

void write(JsonWriter& out, const EnvelopeSummary& value) {
    out.begin_object();
    out.key("id");
    out.text(value.id);
    out.key("title");
    out.text(value.title);
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
    out.key("sent");
    out.time(value.sent);
    if (value.changed) {
        out.key("changed");
        out.time((*value.changed));
    }
    out.key("signed");
    out.integer(value.signed_);
    out.key("recipients");
    out.integer(value.recipients);
    if (value.waiting_for) {
        out.key("waiting_for");
        out.begin_array(); for (const auto& item : (*value.waiting_for)) { out.text(item); } out.end_array();
    }
    out.end_object();
}

std::string to_json(const EnvelopeSummary& value) {
    JsonWriter out;
    write(out, value);
    return out.take();
}

template <>
Result<EnvelopeSummary> from_json<EnvelopeSummary>(std::string_view text, UnknownKeys unknown) {
    return read_document<EnvelopeSummary>(text, unknown);
}

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

}  // namespace quillport::contract
