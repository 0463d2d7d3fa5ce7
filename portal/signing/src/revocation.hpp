#pragma once
#include <map>
#include <utility>
#include <vector>

#include "evidence.hpp"
#include "quillport/signing/trust.hpp"

namespace quillport::signing {

/// What one OCSP response or CRL says about one certificate. It was signed by whom it must be.
struct RevocationFact {
    enum class State : unsigned char { Good, Revoked, Held } state = State::Good;
    TimePoint revoked_at;     ///< Revoked and Held
    TimePoint this_update;    ///< the state is that of this moment ...
    TimePoint good_until;     ///< ... and is held fresh until here (nextUpdate)
    TimePoint expired_since;  ///< it also speaks of certificates that had expired before, from here on
    bool dependable = true;   ///< false: its own signer had expired, or its cryptography was too weak, when it is proven to exist
    std::int64_t stored_until = INT64_MAX;  ///< offset behind it in the first document security store that holds it
};

struct RevocationStatus {
    enum class Kind : unsigned char { NotRevoked, Revoked, OnHold, Unknown } kind = Kind::Unknown;
    TimePoint revoked_at;  ///< Revoked and OnHold; also NotRevoked when it was revoked later
    bool revoked_later = false;
};

/// The state of a certificate at `at` out of all that is known. Revocation never ends, a hold does. RFC 5280 §5.3.1, RFC 6960
/// §2.2, freshness by EN 319 102-1 §5.2.5.
[[nodiscard]] RevocationStatus status_at(const std::vector<RevocationFact>& facts, const X509* certificate, TimePoint at);

/// True for certificates whose issuer says that no revocation is to be looked up: RFC 6960 §4.2.2.2.1 (OCSP responders), RFC 9608
/// (noRevAvail), EN 319 412-1 §5.2 (validity assured, short-term).
[[nodiscard]] bool needs_no_revocation(X509* certificate);

/// Finds and checks revocation data. Signatures are checked once for each pair of data and issuer. Not thread-safe.
class Revocation {
  public:
    Revocation(const Evidence& evidence, const TrustSource& trust, const Proofs& proofs)
        : evidence_(evidence), trust_(trust), proofs_(proofs) {}

    /// CRL: signed by `issuer`, whole (no delta, no partial reasons, not indirect), of a scope that holds the certificate (RFC
    /// 5280 §5.2.5, §6.3.3). OCSP: signed by `issuer`, by whom it authorised (id-kp-OCSPSigning), or by a trusted responder (RFC
    /// 6960 §4.2.2.2).
    [[nodiscard]] std::vector<RevocationFact> facts(X509* certificate, X509* issuer);

  private:
    void add_crl_facts(X509* certificate, X509* issuer, std::vector<RevocationFact>& facts);
    void add_ocsp_facts(X509* certificate, X509* issuer, std::vector<RevocationFact>& facts);
    void add_single(OCSP_SINGLERESP* single, RevocationFact fact, std::vector<RevocationFact>& facts) const;
    bool crl_signed_by(const CrlEvidence& crl, X509* issuer);
    X509* responder_of(const OcspEvidence& ocsp, X509* issuer);
    [[nodiscard]] X509* find_responder(const OcspEvidence& ocsp, X509* issuer) const;
    [[nodiscard]] bool may_answer(X509* candidate, X509* issuer) const;
    bool was_revoked(X509* responder, X509* issuer, TimePoint at);

    const Evidence& evidence_;
    const TrustSource& trust_;
    const Proofs& proofs_;
    std::map<std::pair<const X509_CRL*, const X509*>, bool> crls_;
    std::map<std::pair<const OCSP_BASICRESP*, const X509*>, X509*> responders_;  ///< null: nobody who may answer
};

}  // namespace quillport::signing
