#pragma once
#include "openssl.hpp"
#include "quillport/signing/revocation_source.hpp"

namespace quillport::signing {

/// OCSPRequest for one certificate with a nonce (RFC 6960 §4.1.1, §4.4.1). The certificate is named by SHA-1, the one hash that
/// every responder knows (RFC 5019 §2.1.1); it is a name here and protects nothing. Empty when OpenSSL refuses.
Bytes ocsp_request(X509* certificate, X509* issuer, BytesView nonce);

/// How an answer is measured.
struct RevocationRules {
    TimePoint now;
    std::chrono::seconds longest_without_next{86'400};
};

/// What an OCSPResponse says: successful, signed by whom it must be, about this certificate, of now (RFC 6960 §3.2, §4.2.2). A
/// nonce must be ours when there is one. Errors: Unavailable with what is wrong.
Result<RevocationAnswer> check_ocsp(BytesView response, X509* certificate, X509* issuer, BytesView nonce,
                                    const RevocationRules& rules);
/// The same of a CRL (RFC 5280 §6.3.3).
Result<RevocationAnswer> check_crl(BytesView list, X509* certificate, X509* issuer, const RevocationRules& rules);

}  // namespace quillport::signing
