#include "quillport/store/ceremonies.hpp"

#include "session.hpp"

namespace quillport::store {

Result<void> create_ceremony(Tx& tx, const Ceremony& c) {
    return done(tx.session().change(
        "INSERT INTO ceremonies (cookie_hash, organisation_id, envelope_id, recipient_id, created_at, expires_at, access_at, "
        "consent_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        {c.cookie_hash, c.organisation, c.envelope, c.recipient, c.created, c.expires, c.access_at, c.consent_at}));
}

Result<Ceremony> find_ceremony(Reader& reader, const std::string& cookie_hash, TimePoint now) {
    return one_of(reader.session().query(
                      "ttttiiii",
                      "SELECT cookie_hash, organisation_id, envelope_id, recipient_id, created_at, expires_at, access_at, "
                      "consent_at FROM ceremonies WHERE cookie_hash = ? AND expires_at > ?",
                      {cookie_hash, now}),
                  "no such ceremony", [](Row& row) {
                      Ceremony c;
                      c.cookie_hash = row.text();
                      c.organisation = {row.text()};
                      c.envelope = {row.text()};
                      c.recipient = {row.text()};
                      c.created = row.time();
                      c.expires = row.time();
                      c.access_at = row.optional_time();
                      c.consent_at = row.optional_time();
                      return c;
                  });
}

Result<void> save_ceremony(Tx& tx, const Ceremony& c) {
    return found(tx.session().change("UPDATE ceremonies SET expires_at = ?, access_at = ?, consent_at = ? WHERE cookie_hash = ?",
                                     {c.expires, c.access_at, c.consent_at, c.cookie_hash}),
                 "no such ceremony");
}

Result<std::int64_t> delete_old_ceremonies(Tx& tx, TimePoint now) {
    return tx.session().change("DELETE FROM ceremonies WHERE expires_at <= ?", {now});
}

}  // namespace quillport::store
