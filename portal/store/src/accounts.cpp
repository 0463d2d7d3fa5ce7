#include "quillport/store/accounts.hpp"

#include "folding.hpp"
#include "session.hpp"

namespace quillport::store {
namespace {

Organisation organisation_of(Row& row) {
    Organisation o;
    o.id = {row.text()};
    o.name = row.text();
    o.created = row.time();
    return o;
}

User user_of(Row& row) {
    User u;
    u.id = {row.text()};
    u.organisation = {row.text()};
    u.name = row.text();
    u.email = row.text();
    u.password_hash = row.text();
    u.administrator = row.flag();
    u.created = row.time();
    u.mails = row.flag();
    return u;
}

ApiKey key_of(Row& row) {
    ApiKey k;
    k.id = row.text();
    k.organisation = {row.text()};
    k.name = row.text();
    k.scope = row.text();
    k.key_hash = row.text();
    k.created = row.time();
    k.revoked = row.optional_time();
    k.user = {row.text()};
    return k;
}

const std::string kUser = "SELECT id, organisation_id, name, email, password_hash, administrator, created_at, mails FROM users";
const std::string kKey = "SELECT id, organisation_id, name, scope, key_hash, created_at, revoked_at, user_id FROM api_keys";

}  // namespace

Result<void> create_organisation(Tx& tx, const Organisation& o) {
    return done(
        tx.session().change("INSERT INTO organisations (id, name, created_at) VALUES (?, ?, ?)", {o.id, o.name, o.created}));
}

Result<void> rename_organisation(Tx& tx, const OrganisationId& id, const std::string& name) {
    return found(tx.session().change("UPDATE organisations SET name = ? WHERE id = ?", {name, id}), "no such organisation");
}

Result<Organisation> find_organisation(Reader& reader, const OrganisationId& id) {
    return one_of(reader.session().query("tti", "SELECT id, name, created_at FROM organisations WHERE id = ?", {id}),
                  "no such organisation", organisation_of);
}

Result<std::vector<Organisation>> list_organisations(Reader& reader) {
    return all_of(reader.session().query("tti", "SELECT id, name, created_at FROM organisations ORDER BY created_at, id", {}),
                  organisation_of);
}

Result<void> create_user(Tx& tx, const User& u) {
    const auto added = tx.session().change(
        "INSERT INTO users (id, organisation_id, name, email, email_folded, password_hash, administrator, created_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (email_folded) DO NOTHING",
        {u.id, u.organisation, u.name, u.email, ascii_lower(u.email), u.password_hash, u.administrator, u.created});
    if (!added.ok()) return added.error();
    if (added.value() == 0) return Error{ErrorCode::Conflict, "the address is taken", "email_taken"};
    return {};
}

Result<void> change_password(Tx& tx, const UserId& id, const std::string& password_hash) {
    return found(tx.session().change("UPDATE users SET password_hash = ? WHERE id = ?", {password_hash, id}), "no such user");
}

Result<void> change_mails(Tx& tx, const UserId& id, bool mails) {
    return found(tx.session().change("UPDATE users SET mails = ? WHERE id = ?", {mails, id}), "no such user");
}

Result<User> find_user(Reader& reader, const UserId& id) {
    return one_of(reader.session().query("tttttiii", kUser + " WHERE id = ?", {id}), "no such user", user_of);
}

Result<User> find_user_by_email(Reader& reader, const std::string& email) {
    return one_of(reader.session().query("tttttiii", kUser + " WHERE email_folded = ?", {ascii_lower(email)}), "no such user",
                  user_of);
}

Result<std::vector<User>> list_users(Reader& reader, const OrganisationId& organisation) {
    return all_of(reader.session().query("tttttiii", kUser + " WHERE organisation_id = ? ORDER BY name, id", {organisation}),
                  user_of);
}

Result<std::int64_t> count_users(Reader& reader) {
    return one_of(reader.session().query("i", "SELECT COUNT(*) FROM users", {}), "no answer",
                  [](Row& row) { return row.number(); });
}

Result<void> create_session(Tx& tx, const UserSession& s) {
    return done(tx.session().change(
        "INSERT INTO sessions (token_hash, organisation_id, user_id, created_at, expires_at) VALUES (?, ?, ?, ?, ?)",
        {s.token_hash, s.organisation, s.user, s.created, s.expires}));
}

Result<UserSession> find_session(Reader& reader, const std::string& token_hash, TimePoint now) {
    return one_of(reader.session().query("tttii",
                                         "SELECT token_hash, user_id, organisation_id, created_at, expires_at FROM sessions "
                                         "WHERE token_hash = ? AND expires_at > ?",
                                         {token_hash, now}),
                  "no such session", [](Row& row) {
                      UserSession s;
                      s.token_hash = row.text();
                      s.user = {row.text()};
                      s.organisation = {row.text()};
                      s.created = row.time();
                      s.expires = row.time();
                      return s;
                  });
}

Result<void> delete_session(Tx& tx, const std::string& token_hash) {
    return done(tx.session().change("DELETE FROM sessions WHERE token_hash = ?", {token_hash}));
}

Result<std::int64_t> delete_sessions_of(Tx& tx, const UserId& user) {
    return tx.session().change("DELETE FROM sessions WHERE user_id = ?", {user});
}

Result<std::int64_t> delete_old_sessions(Tx& tx, TimePoint now) {
    return tx.session().change("DELETE FROM sessions WHERE expires_at <= ?", {now});
}

Result<void> create_setup_link(Tx& tx, const SetupLink& link) {
    auto voided = done(tx.session().change("UPDATE setup_links SET voided = 1 WHERE organisation_id = ?", {link.organisation}));
    if (!voided.ok()) return voided;
    return done(
        tx.session().change("INSERT INTO setup_links (token_hash, organisation_id, created_at, expires_at) VALUES (?, ?, ?, ?)",
                            {link.token_hash, link.organisation, link.created, link.expires}));
}

Result<SetupLink> redeem_setup_link(Tx& tx, const std::string& token_hash, TimePoint now) {
    bool voided = false;
    auto link = one_of(
        tx.session().query(
            "ttiiii",
            "SELECT token_hash, organisation_id, created_at, expires_at, used_at, voided FROM setup_links WHERE token_hash = ?",
            {token_hash}),
        "no such set-up link", [&](Row& row) {
            SetupLink l;
            l.token_hash = row.text();
            l.organisation = {row.text()};
            l.created = row.time();
            l.expires = row.time();
            l.used = row.optional_time();
            voided = row.flag();
            return l;
        });
    if (!link.ok()) return link;
    if (link.value().used || voided || link.value().expires <= now) return Error{ErrorCode::Gone, "the set-up link is over", {}};
    if (auto used = done(tx.session().change("UPDATE setup_links SET used_at = ? WHERE token_hash = ?", {now, token_hash}));
        !used.ok())
        return used.error();
    link.value().used = now;
    return link;
}

Result<void> create_login_ticket(Tx& tx, const LoginTicket& t) {
    return done(tx.session().change(
        "INSERT INTO login_tickets (token_hash, organisation_id, user_id, created_at, expires_at) VALUES (?, ?, ?, ?, ?)",
        {t.token_hash, t.organisation, t.user, t.created, t.expires}));
}

Result<UserId> redeem_login_ticket(Tx& tx, const std::string& token_hash, TimePoint now) {
    auto rows =
        tx.session().query("t",
                           "UPDATE login_tickets SET used_at = ? WHERE token_hash = ? AND used_at IS NULL AND expires_at > ? "
                           "RETURNING user_id",
                           {now, token_hash, now});
    if (!rows.ok()) return rows.error();
    if (rows.value().empty()) return Error{ErrorCode::Gone, "the ticket is unknown, used or over", {}};
    return UserId{rows.value().front().text()};
}

Result<std::int64_t> delete_old_login_tickets(Tx& tx, TimePoint now) {
    return tx.session().change("DELETE FROM login_tickets WHERE expires_at <= ?", {now});
}

Result<void> create_api_key(Tx& tx, const ApiKey& k) {
    return done(tx.session().change(
        "INSERT INTO api_keys (id, organisation_id, name, scope, key_hash, created_at, revoked_at, user_id) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        {k.id, k.organisation, k.name, k.scope, k.key_hash, k.created, k.revoked, Param::null_if_empty(k.user.value)}));
}

Result<ApiKey> find_api_key(Reader& reader, const std::string& key_hash) {
    return one_of(reader.session().query("tttttiit", kKey + " WHERE key_hash = ? AND revoked_at IS NULL", {key_hash}),
                  "no such key", key_of);
}

Result<std::vector<ApiKey>> list_api_keys(Reader& reader, const OrganisationId& organisation) {
    return all_of(
        reader.session().query("tttttiit", kKey + " WHERE organisation_id = ? AND user_id IS NULL ORDER BY created_at, id",
                               {organisation}),
        key_of);
}

Result<std::vector<ApiKey>> list_tokens(Reader& reader, const UserId& user) {
    return all_of(
        reader.session().query("tttttiit", kKey + " WHERE user_id = ? AND revoked_at IS NULL ORDER BY created_at, id", {user}),
        key_of);
}

Result<void> revoke_api_key(Tx& tx, const OrganisationId& organisation, const std::string& id, TimePoint at) {
    return found(
        tx.session().change("UPDATE api_keys SET revoked_at = COALESCE(revoked_at, ?) WHERE organisation_id = ? AND id = ?",
                            {at, organisation, id}),
        "no such key");
}

}  // namespace quillport::store
