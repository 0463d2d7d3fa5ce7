#pragma once
#include <optional>

#include "openssl.hpp"
#include "quillport/core/time.hpp"

namespace quillport::signing {

/// How long an algorithm or a key size is held reliable: what was made with it and is proven older still counts afterwards.
/// Sources: ETSI TS 119 312 §7 to §9 and its predecessor TS 102 176-1. `kForever`: no end is known; `kNever`: not accepted at
/// all.
inline constexpr TimePoint kForever = TimePoint::max();
inline constexpr TimePoint kNever = TimePoint::min();

[[nodiscard]] TimePoint digest_reliable_until(int nid) noexcept;
[[nodiscard]] TimePoint key_reliable_until(const EVP_PKEY* key) noexcept;
/// Of a signature algorithm with its parameters: the digests that it names (RFC 8017 A.2.3 for RSASSA-PSS). kForever when it
/// names none, kNever when it is not known.
[[nodiscard]] TimePoint signature_reliable_until(const X509_ALGOR* algorithm);

/// UTCTime or GeneralizedTime; nothing when it is malformed.
[[nodiscard]] std::optional<TimePoint> time_of(const ASN1_TIME* time);

}  // namespace quillport::signing
