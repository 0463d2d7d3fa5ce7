#pragma once
#include "quillport/core/time.hpp"
#include "quillport/signing/key.hpp"

namespace quillport::signing {

/// The dates of a certificate, both included (RFC 5280 §4.1.2.5).
struct Validity {
    TimePoint from, until;
};

/// What a key contributes to each of its signatures: encoded once, as DER, and the same every time.
struct SignerParts {
    SignatureScheme scheme;
    Bytes id;                   ///< IssuerAndSerialNumber
    Bytes digest_algorithm;     ///< AlgorithmIdentifier
    Bytes signature_algorithm;  ///< AlgorithmIdentifier
    Bytes content_type;         ///< the attribute
    Bytes signing_certificate;  ///< the attribute
    Bytes certificates;         ///< [0] of SignedData
    std::size_t largest_signature = 0;
    std::vector<Validity> valid;  ///< of each certificate of the chain
    bool may_sign = false;        ///< key usage digitalSignature or nonRepudiation, or none stated (RFC 5280 §4.2.1.3)
};

/// Errors: InvalidInput (no certificate, or one that cannot be read), Unsupported (its key does not fit the scheme, or is weak).
Result<std::shared_ptr<const SignerParts>> parts_of(const SigningKey& key);

}  // namespace quillport::signing
