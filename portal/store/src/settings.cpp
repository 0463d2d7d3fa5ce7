#include "quillport/store/accounts.hpp"
#include "session.hpp"

namespace quillport::store {

Result<std::optional<std::string>> find_setting(Reader& reader, const OrganisationId& organisation, const std::string& key) {
    auto rows =
        reader.session().query("t", "SELECT value FROM settings WHERE organisation_id = ? AND name = ?", {organisation, key});
    if (!rows.ok()) return rows.error();
    if (rows.value().empty()) return std::optional<std::string>{};
    return std::optional(rows.value().front().text());
}

Result<void> save_setting(Tx& tx, const OrganisationId& organisation, const std::string& key, const std::string& value) {
    return done(
        tx.session().change("INSERT INTO settings (organisation_id, name, value) VALUES (?, ?, ?) "
                            "ON CONFLICT (organisation_id, name) DO UPDATE SET value = excluded.value",
                            {organisation, key, value}));
}

Result<void> record_attempt(Tx& tx, const OrganisationId& organisation, const std::string& kind, const std::string& subject,
                            TimePoint at) {
    return done(tx.session().change("INSERT INTO attempts (organisation_id, kind, subject, at) VALUES (?, ?, ?, ?)",
                                    {organisation, kind, subject, at}));
}

Result<std::int64_t> count_attempts(Reader& reader, const std::string& kind, const std::string& subject, TimePoint since) {
    return one_of(reader.session().query("i", "SELECT COUNT(*) FROM attempts WHERE kind = ? AND subject = ? AND at >= ?",
                                         {kind, subject, since}),
                  "no answer", [](Row& row) { return row.number(); });
}

Result<void> clear_attempts(Tx& tx, const std::string& kind, const std::string& subject) {
    return done(tx.session().change("DELETE FROM attempts WHERE kind = ? AND subject = ?", {kind, subject}));
}

}  // namespace quillport::store
