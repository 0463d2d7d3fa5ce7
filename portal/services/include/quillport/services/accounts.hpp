#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "quillport/core/id.hpp"
#include "quillport/core/time.hpp"
#include "quillport/services/context.hpp"

namespace quillport::services {

/// An account of the portal.
struct User {
    UserId id;
    OrganisationId organisation;
    std::string organisation_name;
    std::string name;
    std::string email;
    bool administrator = false;
};

/// A fresh session: the token goes into a cookie, only its hash is stored.
struct NewSession {
    std::string token;
    User user;
};

/// First start: makes the organisation when there is none. While nobody has an account, every call makes a new one-time token for
/// the set-up link (24 hours; the earlier one is void) and returns it, so that the start can print it. Else nothing.
[[nodiscard]] Result<std::optional<std::string>> open_setup(Context& context);
[[nodiscard]] Result<bool> setup_needed(Context& context);

struct SetUpRequest {
    std::string token, organisation, name, email, password;
};
/// Makes the first administrator and logs him in. Errors: Gone "setup_done", Forbidden "setup_link_wrong", InvalidInput
/// "name" | "email" | "password_short" (under 12 characters) | "password_common" with the field.
[[nodiscard]] Result<NewSession> set_up(Context& context, const SetUpRequest& request, const Client& client);

/// Errors: Unauthenticated "login_wrong" (the same whether the account or the password is wrong), RateLimited "login_limit" with
/// retry_after: 10 failures in 15 minutes per account and address.
[[nodiscard]] Result<NewSession> log_in(Context& context, const std::string& email, const std::string& password,
                                        const Client& client);
/// Whose session this is; moves its idle limit (30 minutes; 12 hours in all). Errors: Unauthenticated "session_over".
[[nodiscard]] Result<User> user_of_session(Context& context, std::string_view token);
[[nodiscard]] Result<void> log_out(Context& context, std::string_view token);

/// A key of a print server, scope "drafts". `secret` is shown once: "qp_<id>_<256 bits>".
struct NewApiKey {
    std::string id;
    std::string secret;
};
struct ApiKey {
    std::string id;
    OrganisationId organisation;
    std::string name;
    std::string scope;  ///< "drafts", or "user": a user's token
    UserId user;        ///< of a token
};
[[nodiscard]] Result<NewApiKey> create_api_key(Context& context, const OrganisationId& organisation, const std::string& name);
/// Errors: Unauthenticated "key_wrong".
[[nodiscard]] Result<ApiKey> verify_api_key(Context& context, std::string_view secret);

/// For the command line `quillportd user ...`: the organisation of a single-organisation portal.
[[nodiscard]] Result<OrganisationId> only_organisation(Context& context);
/// Errors: Conflict "email_taken", InvalidInput as set_up.
[[nodiscard]] Result<User> add_user(Context& context, const OrganisationId& organisation, const std::string& name,
                                    const std::string& email, const std::string& password, bool administrator);
/// Ends every session of the account. Errors: NotFound "no_such_user".
[[nodiscard]] Result<void> set_password(Context& context, const OrganisationId& organisation, const std::string& email,
                                        const std::string& password);

}  // namespace quillport::services
