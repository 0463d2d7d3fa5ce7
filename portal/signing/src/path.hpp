#pragma once
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "finding.hpp"
#include "revocation.hpp"

namespace quillport::signing {

struct PathResult {
    Finding finding;
    /// The certificate up to its anchor, or as far as there are issuers when there is none.
    X509StackPtr chain;
    bool anchored = false;
    std::optional<TimePoint> revoked_at;  ///< of the signer's own certificate, when that is why it did not pass
    std::vector<std::string> remarks;
};

/// Judges certificates: their way to an anchor, their dates, their cryptography and their revocation, all at one moment, that at
/// which the signature is proven to have existed (shell model; EN 319 102-1 §5.2.6 and §5.6.2.1, RFC 5280 §6). Not thread-safe.
class Paths {
  public:
    Paths(const TrustSource& trust, const Evidence& evidence, const Proofs& proofs, bool require_revocation)
        : trust_(trust),
          evidence_(evidence),
          proofs_(proofs),
          revocation_(evidence, trust, proofs),
          required_(require_revocation) {}

    /// `service`: Certificates for a signer, TimeStamps for an authority that stamps.
    [[nodiscard]] PathResult check(X509* signer, TrustService service, TimePoint at);
    [[nodiscard]] Revocation& revocation() noexcept { return revocation_; }

  private:
    struct Anchor {
        X509Ptr certificate;
        std::optional<TimePoint> from, until;
    };
    struct Built {
        int error = X509_V_OK;
        int depth = 0;  ///< of the certificate with the error, the signer's is 0
    };

    const std::vector<Anchor>& anchors_for(X509* signer, TrustService service);
    void load(const X509_NAME* name, TrustService service);
    Built build(X509* signer, TrustService service, TimePoint at, bool check_dates, PathResult& result);
    Built build_anew(X509* signer, TrustService service, TimePoint at, bool check_dates, PathResult& result);
    Finding check_cryptography(const STACK_OF(X509) * chain, TimePoint at) const;
    Finding check_revocation(PathResult& result, TimePoint at);
    Finding out_of_dates(X509* signer, TrustService service, TimePoint at, PathResult& result);

    const TrustSource& trust_;
    const Evidence& evidence_;
    const Proofs& proofs_;
    Revocation revocation_;
    bool required_;
    std::map<TrustService, std::vector<Anchor>> anchors_;
    std::map<TrustService, std::set<Bytes>> loaded_;
    /// What was built already: people sign several times, an authority stamps every document.
    struct Known {
        Built built;
        X509StackPtr chain;
    };
    std::map<std::tuple<Bytes, TrustService, TimePoint, bool>, Known> known_;
};

}  // namespace quillport::signing
