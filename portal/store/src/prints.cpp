#include "quillport/store/prints.hpp"

#include "session.hpp"

namespace quillport::store {

Result<void> add_print_part(Tx& tx, const PrintPartRow& p) {
    return done(
        tx.session().change("INSERT INTO print_parts (draft_id, organisation_id, print_id, number, total, first_page, "
                            "last_page, part_key, source_sha256, source_size) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                            {p.draft, p.organisation, p.print, p.number, p.total, p.pages.first, p.pages.last, p.pages.key,
                             p.source.sha256, p.source.size}));
}

Result<std::optional<PrintPartRow>> find_print_part(Reader& reader, const OrganisationId& organisation, const DraftId& draft) {
    auto rows = reader.session().query("ttiiiitti",
                                       "SELECT organisation_id, print_id, number, total, first_page, last_page, part_key, "
                                       "source_sha256, source_size FROM print_parts WHERE organisation_id = ? AND draft_id = ?",
                                       {organisation, draft});
    if (!rows.ok()) return rows.error();
    if (rows.value().empty()) return std::optional<PrintPartRow>{};
    Row& row = rows.value().front();
    PrintPartRow p;
    p.draft = draft;
    p.organisation = {row.text()};
    p.print = {row.text()};
    p.number = row.small();
    p.total = row.small();
    p.pages.first = row.small();
    p.pages.last = row.small();
    p.pages.key = row.text();
    p.source.sha256 = row.text();
    p.source.size = row.number();
    return std::optional(std::move(p));
}

Result<std::vector<TitledPart>> list_print_parts(Reader& reader, const OrganisationId& organisation, const DraftId& print) {
    return all_of(reader.session().query("tt",
                                         "SELECT p.draft_id, d.title FROM print_parts p JOIN drafts d ON d.id = p.draft_id "
                                         "WHERE p.organisation_id = ? AND p.print_id = ? ORDER BY p.number",
                                         {organisation, print}),
                  [](Row& row) {
                      TitledPart part;
                      part.draft = {row.text()};
                      part.title = row.text();
                      return part;
                  });
}

}  // namespace quillport::store
