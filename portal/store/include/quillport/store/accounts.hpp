#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "quillport/core/id.hpp"
#include "quillport/core/result.hpp"
#include "quillport/core/time.hpp"
#include "quillport/store/store.hpp"

/// Organisations, users, sessions and keys. Common to all functions of the repositories: ids are made by the caller
/// (runtime::new_id); secrets come as hashes; errors of the database itself are Unavailable, NoSpace or Internal and not repeated
/// below.
namespace quillport::store {

struct Organisation {
    OrganisationId id;
    std::string name;
    TimePoint created{};
};
[[nodiscard]] Result<void> create_organisation(Tx& tx, const Organisation& organisation);
[[nodiscard]] Result<void> rename_organisation(Tx& tx, const OrganisationId& id, const std::string& name);
/// NotFound.
[[nodiscard]] Result<Organisation> find_organisation(Reader& reader, const OrganisationId& id);
/// All, oldest first.
[[nodiscard]] Result<std::vector<Organisation>> list_organisations(Reader& reader);

struct User {
    UserId id;
    OrganisationId organisation;
    std::string name;
    std::string email;          ///< as the user writes it; unique over all organisations without regard to ASCII case
    std::string password_hash;  ///< encoded Argon2id; empty: cannot log in by password
    bool administrator = false;
    TimePoint created{};
    bool mails = true;  ///< wants to hear by mail of what arrives for him
};
/// Conflict when the address is taken.
[[nodiscard]] Result<void> create_user(Tx& tx, const User& user);
/// NotFound.
[[nodiscard]] Result<void> change_password(Tx& tx, const UserId& id, const std::string& password_hash);
/// NotFound.
[[nodiscard]] Result<void> change_mails(Tx& tx, const UserId& id, bool mails);
/// NotFound.
[[nodiscard]] Result<User> find_user(Reader& reader, const UserId& id);
/// NotFound. ASCII case does not count.
[[nodiscard]] Result<User> find_user_by_email(Reader& reader, const std::string& email);
/// By name.
[[nodiscard]] Result<std::vector<User>> list_users(Reader& reader, const OrganisationId& organisation);
[[nodiscard]] Result<std::int64_t> count_users(Reader& reader);

/// A logged-in browser.
struct UserSession {
    std::string token_hash;
    UserId user;
    OrganisationId organisation;
    TimePoint created{};
    TimePoint expires{};
};
[[nodiscard]] Result<void> create_session(Tx& tx, const UserSession& session);
/// NotFound: unknown or over at `now`.
[[nodiscard]] Result<UserSession> find_session(Reader& reader, const std::string& token_hash, TimePoint now);
/// Ok also when there is none.
[[nodiscard]] Result<void> delete_session(Tx& tx, const std::string& token_hash);
/// All of one user, as after a new password; how many.
[[nodiscard]] Result<std::int64_t> delete_sessions_of(Tx& tx, const UserId& user);
/// Removes what was over at `now`; how many.
[[nodiscard]] Result<std::int64_t> delete_old_sessions(Tx& tx, TimePoint now);

/// A link that makes one administrator, once.
struct SetupLink {
    std::string token_hash;
    OrganisationId organisation;
    TimePoint created{};
    TimePoint expires{};
    std::optional<TimePoint> used;
};
/// Voids the organisation's earlier links.
[[nodiscard]] Result<void> create_setup_link(Tx& tx, const SetupLink& link);
/// Marks it as used. NotFound: unknown; Gone: used before, voided or over at `now`.
[[nodiscard]] Result<SetupLink> redeem_setup_link(Tx& tx, const std::string& token_hash, TimePoint now);

/// What a program shows instead of a password.
struct ApiKey {
    std::string id;
    OrganisationId organisation;
    std::string name;   ///< for people: which machine holds it
    std::string scope;  ///< "drafts": a print server's; "user": a user's token
    std::string key_hash;
    TimePoint created{};
    std::optional<TimePoint> revoked;
    UserId user;  ///< of a token: in whose name it works; else empty
};
[[nodiscard]] Result<void> create_api_key(Tx& tx, const ApiKey& key);
/// NotFound: unknown or revoked.
[[nodiscard]] Result<ApiKey> find_api_key(Reader& reader, const std::string& key_hash);
/// Those of print servers, oldest first.
[[nodiscard]] Result<std::vector<ApiKey>> list_api_keys(Reader& reader, const OrganisationId& organisation);
/// Tokens of this user that are not revoked, oldest first.
[[nodiscard]] Result<std::vector<ApiKey>> list_tokens(Reader& reader, const UserId& user);
/// NotFound.
[[nodiscard]] Result<void> revoke_api_key(Tx& tx, const OrganisationId& organisation, const std::string& id, TimePoint at);

/// Logs one browser in as a user, once.
struct LoginTicket {
    std::string token_hash;
    OrganisationId organisation;
    UserId user;
    TimePoint created{};
    TimePoint expires{};
};
[[nodiscard]] Result<void> create_login_ticket(Tx& tx, const LoginTicket& ticket);
/// Uses it up. Gone: unknown, used before or over at `now`.
[[nodiscard]] Result<UserId> redeem_login_ticket(Tx& tx, const std::string& token_hash, TimePoint now);
/// Removes what was over at `now`; how many.
[[nodiscard]] Result<std::int64_t> delete_old_login_tickets(Tx& tx, TimePoint now);

/// Empty when it was never set.
[[nodiscard]] Result<std::optional<std::string>> find_setting(Reader& reader, const OrganisationId& organisation,
                                                              const std::string& key);
[[nodiscard]] Result<void> save_setting(Tx& tx, const OrganisationId& organisation, const std::string& key,
                                        const std::string& value);

/// Something that is counted to slow down guessing: kind "login", subject the address (or its hash). Survives a restart.
[[nodiscard]] Result<void> record_attempt(Tx& tx, const OrganisationId& organisation, const std::string& kind,
                                          const std::string& subject, TimePoint at);
/// How many since `since` (inclusive), in all organisations.
[[nodiscard]] Result<std::int64_t> count_attempts(Reader& reader, const std::string& kind, const std::string& subject,
                                                  TimePoint since);
/// Forgets one subject's, as after a right password.
[[nodiscard]] Result<void> clear_attempts(Tx& tx, const std::string& kind, const std::string& subject);

}  // namespace quillport::store
