#pragma once
#include <array>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "quillport/core/bytes.hpp"

namespace quillport::runtime {

using Sha256 = std::array<std::byte, 32>;

/// SHA-256 (FIPS 180-4), the one helper of this module that uses OpenSSL.
[[nodiscard]] Sha256 sha256(BytesView data);
/// The same as 64 lower-case hexadecimal digits.
[[nodiscard]] std::string sha256_hex(BytesView data);
/// SHA-256 of data that comes in pieces. Movable; not thread-safe.
class Sha256Stream {
  public:
    Sha256Stream();
    ~Sha256Stream();
    Sha256Stream(Sha256Stream&&) noexcept;
    Sha256Stream& operator=(Sha256Stream&&) noexcept;

    void update(BytesView data);
    /// Of everything so far; call it once, at the end.
    [[nodiscard]] Sha256 finish();

  private:
    struct State;
    std::unique_ptr<State> state_;
};
/// HMAC-SHA-256 (RFC 2104) as 64 hexadecimal digits.
[[nodiscard]] std::string hmac_sha256_hex(BytesView key, BytesView data);
/// Compares without telling by its duration where the difference is.
[[nodiscard]] bool equal_in_constant_time(std::string_view a, std::string_view b) noexcept;

}  // namespace quillport::runtime
