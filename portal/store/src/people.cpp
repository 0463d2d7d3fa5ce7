#include "quillport/store/people.hpp"

#include <array>

#include "folding.hpp"
#include "session.hpp"

namespace quillport::store {
namespace {

constexpr std::size_t kMostWords = 4;

/// Patterns for LIKE, one a word; unused ones match everything. Words beyond the fourth do not narrow the answer any more.
std::array<std::string, kMostWords> patterns_of(const std::string& query) {
    std::array<std::string, kMostWords> patterns;
    patterns.fill("%");
    std::size_t word = 0;
    for (std::size_t at = 0; at < query.size() && word < kMostWords;) {
        const auto end = std::min(query.find(' ', at), query.size());
        std::string pattern = "%";
        for (const char c : query.substr(at, end - at)) {
            if (c == '%' || c == '_' || c == '\\') pattern += '\\';
            pattern += c;
        }
        if (end > at) patterns[word++] = pattern + "%";
        at = end + 1;
    }
    return patterns;
}

}  // namespace

Result<PersonId> remember_person(Tx& tx, const Person& p) {
    return one_of(tx.session().query(
                      "t",
                      "INSERT INTO people (id, organisation_id, name, email, email_folded, phone, company, search, created_at) "
                      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (organisation_id, email_folded) DO UPDATE SET "
                      "name = excluded.name, email = excluded.email, search = excluded.search, "
                      "phone = CASE WHEN excluded.phone = '' THEN people.phone ELSE excluded.phone END, "
                      "company = CASE WHEN excluded.company = '' THEN people.company ELSE excluded.company END "
                      "RETURNING id",
                      {p.id, p.organisation, p.name, p.email, ascii_lower(p.email), p.phone, p.company, p.search, p.created}),
                  "person not kept", [](Row& row) { return PersonId{row.text()}; });
}

Result<void> count_signature(Tx& tx, const OrganisationId& organisation, const std::string& email) {
    return done(
        tx.session().change("UPDATE people SET signatures = signatures + 1 WHERE organisation_id = ? AND email_folded = ?",
                            {organisation, ascii_lower(email)}));
}

Result<std::vector<Person>> find_people(Reader& reader, const OrganisationId& organisation, const std::string& folded_query,
                                        int limit) {
    const auto like = patterns_of(folded_query);
    return all_of(reader.session().query(
                      "tttttttii",
                      "SELECT id, organisation_id, name, email, phone, company, search, signatures, created_at FROM people "
                      "WHERE organisation_id = ? AND search LIKE ? ESCAPE '\\' AND search LIKE ? ESCAPE '\\' "
                      "AND search LIKE ? ESCAPE '\\' AND search LIKE ? ESCAPE '\\' "
                      "ORDER BY signatures DESC, search, id LIMIT ?",
                      {organisation, like[0], like[1], like[2], like[3], limit}),
                  [](Row& row) {
                      Person p;
                      p.id = {row.text()};
                      p.organisation = {row.text()};
                      p.name = row.text();
                      p.email = row.text();
                      p.phone = row.text();
                      p.company = row.text();
                      p.search = row.text();
                      p.signatures = row.number();
                      p.created = row.time();
                      return p;
                  });
}

}  // namespace quillport::store
