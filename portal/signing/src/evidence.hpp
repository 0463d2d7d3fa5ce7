#pragma once
#include <openssl/ocsp.h>

#include <set>
#include <vector>

#include "openssl.hpp"
#include "proofs.hpp"

namespace quillport::signing {

using CrlPtr = std::unique_ptr<X509_CRL, Deleter<X509_CRL_free>>;
using OcspResponsePtr = std::unique_ptr<OCSP_RESPONSE, Deleter<OCSP_RESPONSE_free>>;
using OcspPtr = std::unique_ptr<OCSP_BASICRESP, Deleter<OCSP_BASICRESP_free>>;

struct CrlEvidence {
    CrlPtr crl;
    std::vector<Place> places;  ///< the same list may lie in the file several times
};
struct OcspEvidence {
    OcspPtr response;
    std::vector<Place> places;
};

/// Certificates and revocation data that came with a file or were given, each once. What cannot be read is left out.
class Evidence {
  public:
    Evidence();

    void add_certificate(BytesView der);
    void add_certificates(const STACK_OF(X509) * certificates);
    /// An OCSP response or a CRL (DER or PEM). False when it is neither.
    bool add_revocation(BytesView data, const Place& place);

    [[nodiscard]] STACK_OF(X509) * certificates() const noexcept { return certificates_.get(); }
    [[nodiscard]] const std::vector<CrlEvidence>& crls() const noexcept { return crls_; }
    [[nodiscard]] const std::vector<OcspEvidence>& ocsps() const noexcept { return ocsps_; }

  private:
    void add(X509* certificate, BytesView der);
    bool add_ocsp(BytesView der, const Place& place);
    bool add_crl(CrlPtr crl, const Place& place);

    X509StackPtr certificates_;
    std::set<Bytes> known_certificates_;
    std::vector<CrlEvidence> crls_;
    std::vector<OcspEvidence> ocsps_;
    std::vector<Bytes> known_crls_, known_ocsps_;
};

/// The earliest moment at which one of the places is proven to have existed.
[[nodiscard]] TimePoint proven(const std::vector<Place>& places, const Proofs& proofs);
/// Offset behind the first of the places that lie in a document security store; INT64_MAX when none does.
[[nodiscard]] std::int64_t stored_until(const std::vector<Place>& places);

}  // namespace quillport::signing
