#pragma once
#include <optional>

#include "openssl.hpp"
#include "quillport/signing/key.hpp"

/// The algorithms that documents are signed with: their names in DER, in OpenSSL, and which key does which.
namespace quillport::signing {

/// AlgorithmIdentifier of a digest, parameters absent (RFC 5754 §2), and of a signature.
Bytes der_of(runtime::DigestAlgorithm algorithm);
Bytes der_of(const SignatureScheme& scheme);
/// AlgorithmIdentifier of a digest with parameters NULL, as RSA's own structures want it (RFC 8017 appendix A.2.4, B.1).
Bytes with_null(runtime::DigestAlgorithm algorithm);
const EVP_MD* openssl_digest(runtime::DigestAlgorithm algorithm);

/// How this key signs where nobody says otherwise: RSA by PKCS#1 and SHA-256, a PSS key as it must; P-256, P-384 and P-521 with
/// the digest of their strength; Ed25519. Errors: Unsupported (kind, curve or size; detail "key_weak", "key_kind").
Result<SignatureScheme> default_scheme(const EVP_PKEY* key);
/// The same with what somebody wants. Errors: Unsupported as well where the key cannot do it.
Result<SignatureScheme> chosen_scheme(const EVP_PKEY* key, const SchemeWish& wish);
/// Whether the (public) key can sign so. Errors: Unsupported.
Result<void> check_scheme(const EVP_PKEY* key, const SignatureScheme& scheme);

/// A context that is ready for EVP_DigestSign by the scheme. Errors: Unsupported.
Result<DigestPtr> signing_context(EVP_PKEY* key, const SignatureScheme& scheme);
/// Whether `signature` over `message` was made by the scheme with the private half of `key`.
bool verifies(EVP_PKEY* key, const SignatureScheme& scheme, BytesView message, BytesView signature);

}  // namespace quillport::signing
