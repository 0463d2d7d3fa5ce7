#include "quillport/store/templates.hpp"

#include "json_columns.hpp"
#include "session.hpp"

namespace quillport::store {
namespace {

constexpr std::string_view kColumns = "ttttttt";
const std::string kTemplate = "SELECT organisation_id, name, message, language, expires, folder, roles FROM templates";

Result<std::vector<Template>> templates_of(Result<Rows> rows) {
    if (!rows.ok()) return rows.error();
    std::vector<Template> templates;
    for (Row& row : rows.value()) {
        Template& t = templates.emplace_back();
        t.organisation = {row.text()};
        t.name = row.text();
        t.message = row.text();
        t.language = row.text();
        t.expires = row.text();
        t.folder = row.text();
        if (auto read = from_column(row.text(), t.roles); !read.ok()) return read.error();
    }
    return templates;
}

}  // namespace

Result<void> save_template(Tx& tx, const Template& t) {
    return done(tx.session().change(
        "INSERT INTO templates (organisation_id, name, message, language, expires, folder, roles) VALUES (?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (organisation_id, name) DO UPDATE SET message = excluded.message, language = excluded.language, "
        "expires = excluded.expires, folder = excluded.folder, roles = excluded.roles",
        {t.organisation, t.name, t.message, t.language, t.expires, t.folder, to_column(t.roles)}));
}

Result<Template> find_template(Reader& reader, const OrganisationId& organisation, const std::string& name) {
    auto found = templates_of(
        reader.session().query(kColumns, kTemplate + " WHERE organisation_id = ? AND name = ?", {organisation, name}));
    if (!found.ok()) return found.error();
    if (found.value().empty()) return Error{ErrorCode::NotFound, "no such template", {}};
    return std::move(found.value().front());
}

Result<std::vector<Template>> list_templates(Reader& reader, const OrganisationId& organisation) {
    return templates_of(reader.session().query(kColumns, kTemplate + " WHERE organisation_id = ? ORDER BY name", {organisation}));
}

Result<void> delete_template(Tx& tx, const OrganisationId& organisation, const std::string& name) {
    const auto used =
        tx.session().query("t", "SELECT id FROM queues WHERE organisation_id = ? AND template_name = ?", {organisation, name});
    if (!used.ok()) return used.error();
    if (!used.value().empty()) return Error{ErrorCode::Conflict, "a queue names the template", "template_in_use"};
    return found(tx.session().change("DELETE FROM templates WHERE organisation_id = ? AND name = ?", {organisation, name}),
                 "no such template");
}

}  // namespace quillport::store
