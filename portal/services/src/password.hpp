#pragma once
#include <string>
#include <string_view>

#include "quillport/core/result.hpp"
#include "quillport/runtime/random.hpp"

namespace quillport::services {

/// Argon2id (RFC 9106), 64 MiB, one pass, one lane: over the 46 MiB that ASVS 5.0 Appendix C asks for. At most four at once, so
/// that log-ins cannot fill the memory; further ones wait.
[[nodiscard]] Result<std::string> hash_password(std::string_view password, runtime::Random& random);
/// Compares in constant time. False also for a damaged hash.
[[nodiscard]] bool password_matches(std::string_view password, const std::string& hash);
/// As long as a real check; for accounts that do not exist.
void pretend_to_check(std::string_view password);
/// \returns InvalidInput "password_short" (under 12 characters), "password_long" (over 256 bytes) or "password_common".
[[nodiscard]] Result<void> check_password_rules(std::string_view password);

}  // namespace quillport::services
