#pragma once
#include <cstddef>
#include <string>

#include "quillport/core/bytes.hpp"

namespace quillport::runtime {

/// Where randomness comes from, so that a test can fix it. Implementations are thread-safe.
class Random {
  public:
    virtual ~Random() = default;
    /// `count` bytes from a cryptographic generator; never fails (the process ends when the kernel has none).
    [[nodiscard]] virtual Bytes bytes(std::size_t count) = 0;
};

/// getrandom(2).
class SystemRandom final : public Random {
  public:
    [[nodiscard]] Bytes bytes(std::size_t count) override;
};

/// 128 random bits as 26 characters of Crockford base 32, lower case: for ids in URLs, file names and logs.
[[nodiscard]] std::string new_id(Random& random);
/// 256 random bits as 43 characters of base64url (RFC 4648 §5): for links and sessions; only its hash is stored.
[[nodiscard]] std::string new_token(Random& random);
/// `digits` decimal digits, each equally likely.
[[nodiscard]] std::string new_code(Random& random, int digits);

}  // namespace quillport::runtime
