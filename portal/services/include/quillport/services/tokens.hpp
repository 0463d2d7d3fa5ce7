#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "quillport/core/time.hpp"
#include "quillport/services/accounts.hpp"

/// How a user's own programs come in: tokens, with which they call in his name, and tickets, which log his browser in once.
namespace quillport::services {

struct Token {
    std::string id;
    std::string name;  ///< for people: which computer holds it
    TimePoint created{};
};
/// `secret` is shown once: "qpu_<id>_<256 bits>"; only its hash is kept. Errors: InvalidInput "name", Conflict "too_many_tokens"
/// (50).
[[nodiscard]] Result<NewApiKey> create_token(Context& context, const User& user, const std::string& name);
[[nodiscard]] Result<std::vector<Token>> list_tokens(Context& context, const User& user);
/// Errors: NotFound "no_such_token".
[[nodiscard]] Result<void> revoke_token(Context& context, const User& user, const std::string& id);
/// Whose token it is. Errors: Unauthenticated "key_wrong".
[[nodiscard]] Result<User> user_of_token(Context& context, const ApiKey& key);

/// 256 bits, good once and for 60 seconds; only its hash is kept.
struct Ticket {
    std::string ticket;
    TimePoint expires{};
};
[[nodiscard]] Result<Ticket> create_ticket(Context& context, const User& user);
/// Errors: Gone "ticket_over" (unknown, used before or too late).
[[nodiscard]] Result<NewSession> log_in_by_ticket(Context& context, std::string_view ticket, const Client& client);

}  // namespace quillport::services
