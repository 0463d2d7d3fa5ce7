#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "quillport/core/bytes.hpp"

namespace quillport::runtime {

using Sha256Value = std::array<std::byte, 32>;

/// SHA-256 (FIPS 180-4).
[[nodiscard]] Sha256Value sha256(BytesView data);
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
    [[nodiscard]] Sha256Value finish();

  private:
    struct State;
    std::unique_ptr<State> state_;
};

/// What documents are signed and time-stamped over (ETSI TS 119 312 §5.2, FIPS 180-4).
enum class DigestAlgorithm : std::uint8_t { Sha256, Sha384, Sha512 };
/// Bytes of a digest: 32, 48 or 64.
[[nodiscard]] std::size_t size_of(DigestAlgorithm algorithm) noexcept;
[[nodiscard]] Bytes digest_of(DigestAlgorithm algorithm, BytesView data);
/// A digest of data that comes in pieces, so that a file is hashed while it is copied. Movable; not thread-safe.
class DigestStream {
  public:
    explicit DigestStream(DigestAlgorithm algorithm = DigestAlgorithm::Sha256);
    ~DigestStream();
    DigestStream(DigestStream&&) noexcept;
    DigestStream& operator=(DigestStream&&) noexcept;

    void update(BytesView data);
    /// Of everything so far; call it once, at the end.
    [[nodiscard]] Bytes finish();
    /// A second one that has seen the same: a file is read once, and several increments follow it.
    [[nodiscard]] DigestStream copy() const;
    [[nodiscard]] DigestAlgorithm algorithm() const noexcept { return algorithm_; }
    /// Bytes so far.
    [[nodiscard]] std::uint64_t size() const noexcept { return size_; }

  private:
    struct State;
    std::unique_ptr<State> state_;
    DigestAlgorithm algorithm_;
    std::uint64_t size_ = 0;
};

/// HMAC-SHA-256 (RFC 2104) as 64 hexadecimal digits.
[[nodiscard]] std::string hmac_sha256_hex(BytesView key, BytesView data);
/// Compares without telling by its duration where the difference is.
[[nodiscard]] bool equal_in_constant_time(std::string_view a, std::string_view b) noexcept;

}  // namespace quillport::runtime
