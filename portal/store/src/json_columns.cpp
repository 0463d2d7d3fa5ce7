#include "json_columns.hpp"

#include <nlohmann/json.hpp>

using nlohmann::json;

// Found by argument-dependent look-up, so they stand beside the types.
namespace quillport {
namespace {

template <typename E, typename Named>
E enum_of(const json& name, Named named) {
    const auto found = named(name.get<std::string>());
    if (!found) throw std::domain_error("unknown name in a column");
    return *found;
}

}  // namespace

static void to_json(json& j, const Rect& r) { j = json::array({r.x0, r.y0, r.x1, r.y1}); }
static void from_json(const json& j, Rect& r) {
    r = {j.at(0).get<double>(), j.at(1).get<double>(), j.at(2).get<double>(), j.at(3).get<double>()};
}
static void to_json(json& j, const PageSize& p) { j = json::array({p.width, p.height}); }
static void from_json(const json& j, PageSize& p) { p = {j.at(0).get<double>(), j.at(1).get<double>()}; }

static void to_json(json& j, const DraftRole& r) {
    j = {{"key", r.key},     {"order", r.routing_order}, {"name", r.name},
         {"email", r.email}, {"phone", r.phone},         {"company", r.company}};
}
static void from_json(const json& j, DraftRole& r) {
    j.at("key").get_to(r.key);
    j.at("order").get_to(r.routing_order);
    j.at("name").get_to(r.name);
    j.at("email").get_to(r.email);
    j.at("phone").get_to(r.phone);
    j.at("company").get_to(r.company);
}

static void to_json(json& j, const TagProblem& p) {
    j = {{"page", p.page}, {"box", p.box}, {"code", p.code}, {"message", p.message}, {"text", p.text}, {"guess", p.guess}};
}
static void from_json(const json& j, TagProblem& p) {
    j.at("page").get_to(p.page);
    j.at("box").get_to(p.box);
    j.at("code").get_to(p.code);
    j.at("message").get_to(p.message);
    j.at("text").get_to(p.text);
    j.at("guess").get_to(p.guess);
}

static void to_json(json& j, const Field& f) {
    j = {{"id", f.id.value},
         {"name", f.name},
         {"type", name_of(f.type)},
         {"role", f.role},
         {"document", f.document.value},
         {"page", f.page},
         {"box", f.box},
         {"rotation", f.rotation},
         {"font_size", f.font_size},
         {"required", f.required},
         {"readonly", f.readonly},
         {"label", f.label},
         {"value", f.value},
         {"attributes", f.attributes}};
}
static void from_json(const json& j, Field& f) {
    j.at("id").get_to(f.id.value);
    j.at("name").get_to(f.name);
    f.type = enum_of<FieldType>(j.at("type"), field_type_named);
    j.at("role").get_to(f.role);
    j.at("document").get_to(f.document.value);
    j.at("page").get_to(f.page);
    j.at("box").get_to(f.box);
    j.at("rotation").get_to(f.rotation);
    j.at("font_size").get_to(f.font_size);
    j.at("required").get_to(f.required);
    j.at("readonly").get_to(f.readonly);
    j.at("label").get_to(f.label);
    j.at("value").get_to(f.value);
    j.at("attributes").get_to(f.attributes);
}

static void to_json(json& j, const Tag& t) {
    j = {{"page", t.page},
         {"text", t.text},
         {"dialect", t.dialect},
         {"type", name_of(t.type)},
         {"role", t.role},
         {"required", t.required},
         {"box", t.box},
         {"pieces", t.pieces},
         {"field", t.field},
         {"rotation", t.rotation},
         {"font_size", t.font_size},
         {"visible", t.visible},
         {"attributes", t.attributes}};
    if (t.name) j["name"] = *t.name;
    if (t.kind != TagKind::Field) j["kind"] = name_of(t.kind);
    if (t.source != TagSource::Text) j["source"] = name_of(t.source);
    if (t.confidence != 1) j["confidence"] = t.confidence;
}
static void from_json(const json& j, Tag& t) {
    j.at("page").get_to(t.page);
    j.at("text").get_to(t.text);
    j.at("dialect").get_to(t.dialect);
    t.type = enum_of<FieldType>(j.at("type"), field_type_named);
    j.at("role").get_to(t.role);
    j.at("required").get_to(t.required);
    j.at("box").get_to(t.box);
    j.at("pieces").get_to(t.pieces);
    j.at("field").get_to(t.field);
    j.at("rotation").get_to(t.rotation);
    j.at("font_size").get_to(t.font_size);
    j.at("visible").get_to(t.visible);
    j.at("attributes").get_to(t.attributes);
    if (j.contains("name")) t.name = j.at("name").get<std::string>();
    if (j.contains("kind")) t.kind = enum_of<TagKind>(j.at("kind"), tag_kind_named);
    if (j.contains("source")) t.source = enum_of<TagSource>(j.at("source"), tag_source_named);
    if (j.contains("confidence")) j.at("confidence").get_to(t.confidence);
}

static void to_json(json& j, const TagSettings& s) {
    j = json::object();
    const auto put = [&](const char* key, const std::vector<std::string>& list) {
        if (!list.empty()) j[key] = list;
    };
    put("dialects", s.dialects);
    put("languages", s.languages);
    put("marks", s.marks);
    put("anchors", s.anchors);
    if (!s.split.empty()) j["split"] = s.split;
}
static void from_json(const json& j, TagSettings& s) {
    s.dialects = j.value("dialects", std::vector<std::string>{});
    s.languages = j.value("languages", std::vector<std::string>{});
    s.marks = j.value("marks", std::vector<std::string>{});
    s.anchors = j.value("anchors", std::vector<std::string>{});
    s.split = j.value("split", std::string());
}

}  // namespace quillport

namespace quillport::store {

static void to_json(json& j, const DraftPart& p) {
    j = {{"source", p.source.value},
         {"title", p.title},
         {"sha256", p.document.sha256},
         {"size", p.document.size},
         {"pages", p.pages}};
}
static void from_json(const json& j, DraftPart& p) {
    j.at("source").get_to(p.source.value);
    j.at("title").get_to(p.title);
    j.at("sha256").get_to(p.document.sha256);
    j.at("size").get_to(p.document.size);
    j.at("pages").get_to(p.pages);
}

namespace {

/// Bytes that are not UTF-8 become U+FFFD, as everywhere where foreign text is kept as part of a list; a NUL is written as
/// \u0000.
template <typename T>
std::string written(const T& value) {
    return json(value).dump(-1, ' ', false, json::error_handler_t::replace);
}

template <typename T>
Result<void> read_into(const std::string& text, T& value) {
    const json parsed = json::parse(text, nullptr, false);
    try {
        value = parsed.get<T>();
        return {};
    } catch (const std::exception&) {
        return Error{ErrorCode::Internal, "a JSON column does not hold what belongs there", {}};
    }
}

}  // namespace

std::string to_column(const std::map<std::string, std::string>& texts) { return written(texts); }
std::string to_column(const std::vector<DraftRole>& roles) { return written(roles); }
std::string to_column(const std::vector<Field>& fields) { return written(fields); }
std::string to_column(const std::vector<TagProblem>& problems) { return written(problems); }
std::string to_column(const std::vector<PageSize>& pages) { return written(pages); }
std::string to_column(const std::vector<Tag>& tags) { return written(tags); }
std::string to_column(const TagSettings& settings) { return written(settings); }
std::string to_column(const std::vector<DraftPart>& parts) { return written(parts); }

Result<void> from_column(const std::string& text, std::map<std::string, std::string>& texts) { return read_into(text, texts); }
Result<void> from_column(const std::string& text, std::vector<DraftRole>& roles) { return read_into(text, roles); }
Result<void> from_column(const std::string& text, std::vector<Field>& fields) { return read_into(text, fields); }
Result<void> from_column(const std::string& text, std::vector<TagProblem>& problems) { return read_into(text, problems); }
Result<void> from_column(const std::string& text, std::vector<PageSize>& pages) { return read_into(text, pages); }
Result<void> from_column(const std::string& text, std::vector<Tag>& tags) { return read_into(text, tags); }
Result<void> from_column(const std::string& text, TagSettings& settings) { return read_into(text, settings); }
Result<void> from_column(const std::string& text, std::vector<DraftPart>& parts) { return read_into(text, parts); }

}  // namespace quillport::store
