#pragma once
#include <chrono>
#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "quillport/core/bytes.hpp"
#include "quillport/core/result.hpp"
#include "quillport/core/time.hpp"
#include "quillport/runtime/clock.hpp"
#include "quillport/runtime/random.hpp"

namespace quillport::signing {

/// What is known of a certificate's revocation, and the proof of it.
struct RevocationAnswer {
    enum class State : std::uint8_t { Good, Revoked, OnHold } state = State::Good;
    TimePoint revoked_at{};           ///< Revoked and OnHold
    TimePoint this_update{};          ///< the state is that of this moment
    TimePoint next_update{};          ///< until then it is fresh
    Bytes ocsp_response;              ///< OCSPResponse of RFC 6960 §4.2.1, DER; or
    Bytes crl;                        ///< CertificateList of RFC 5280 §5.1, DER
    std::vector<Bytes> certificates;  ///< of the responder, DER
};

/// Where revocation data and missing certificates come from. Implementations are thread-safe.
class RevocationSource {
  public:
    virtual ~RevocationSource() = default;
    /// Errors: Unavailable (nobody answered as he must; `detail` says why), Unsupported (the certificate names no source, so
    /// asking again will not help), InvalidInput.
    [[nodiscard]] virtual Result<RevocationAnswer> ask(BytesView certificate, BytesView issuer) = 0;
    /// The certificate of the issuer, which the certificate says where to find (caIssuers, RFC 5280 §4.2.2.1); its signature on
    /// the certificate was checked. Errors: as above.
    [[nodiscard]] virtual Result<Bytes> issuer_of(BytesView certificate) = 0;
};

struct RevocationSettings {
    std::chrono::milliseconds deadline{5'000};          ///< for one call
    std::size_t answer_limit = 256U << 10U;             ///< bytes of an OCSP response or a certificate
    std::size_t list_limit = 32U << 20U;                ///< bytes of a CRL
    int rounds = 3;                                     ///< so often an address is tried
    std::chrono::seconds pause{30};                     ///< who let the deadline pass is not asked again for so long
    std::chrono::seconds longest_without_next{86'400};  ///< how long an OCSP response that names no nextUpdate counts
    bool private_addresses = false;                     ///< whether addresses in certificates may lead into private networks
    std::set<std::string> internal_hosts{};             ///< names or addresses that may do so all the same
};

/// OCSP (RFC 6960: POST with a nonce, whose absence in the answer is allowed), else CRL (RFC 5280 §6.3), from where the
/// certificate says. The address of a stranger's choice is http or https, is not followed elsewhere, and by default reaches the
/// public Internet only. Answers are kept in memory until their nextUpdate. `random` and `clock` must outlive it.
[[nodiscard]] std::unique_ptr<RevocationSource> revocation_online(RevocationSettings settings, runtime::Random& random,
                                                                  const runtime::Clock& clock);

}  // namespace quillport::signing
