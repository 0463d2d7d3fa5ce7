#pragma once
#include <string>
#include <string_view>

#include "quillport/services/accounts.hpp"
#include "quillport/store/accounts.hpp"

namespace quillport::services {

/// What is kept of a token.
[[nodiscard]] std::string hash_of(std::string_view token);
/// The account with the name of its organisation.
[[nodiscard]] Result<User> view_in(store::Reader& reader, const store::User& user);
/// A session that ends when it is idle too long, and at the latest when its absolute time is over.
[[nodiscard]] store::UserSession session_of(const Context& context, const std::string& token, const User& user, TimePoint created,
                                            TimePoint now);

}  // namespace quillport::services
