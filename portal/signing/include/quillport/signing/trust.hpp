#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "quillport/core/bytes.hpp"
#include "quillport/core/result.hpp"
#include "quillport/core/time.hpp"

namespace quillport::signing {

/// What somebody is trusted to do. In the words of the EU trusted lists (ETSI TS 119 612 §5.5.1): CA/QC and CA/PKC, TSA, and
/// Certstatus/OCSP or Certstatus/CRL.
enum class TrustService : std::uint8_t { Certificates, TimeStamps, Revocation };

/// A certificate that is trusted without another one above it: a root, an intermediate authority, or the certificate of a service
/// itself. One service whose status changed over the years is several anchors with the same certificate.
struct TrustAnchor {
    Bytes certificate;                     ///< DER
    std::optional<TimePoint> from, until;  ///< trusted in this time; besides, the dates of the certificate count
};

/// Where trust comes from: files that somebody named, later the EU trusted lists. Implementations are thread-safe and do no I/O
/// when asked: the verifier asks inside its jail.
class TrustSource {
  public:
    virtual ~TrustSource() = default;
    /// The anchors whose subject is `name` (DER of an X.501 Name) and that are trusted for this service.
    [[nodiscard]] virtual std::vector<TrustAnchor> find(BytesView name, TrustService service) const = 0;
};

/// Anchors from files, DER or PEM with any number of certificates, trusted for everything as long as they are valid. What is no
/// certificate is left out.
[[nodiscard]] std::unique_ptr<TrustSource> trust_in(const std::vector<Bytes>& anchors);

/// All certificates of a file as DER, in its order: PEM with any number of them, or one in DER. Errors: InvalidInput.
[[nodiscard]] Result<std::vector<Bytes>> read_certificates(BytesView file);

}  // namespace quillport::signing
