#include "signer_parts.hpp"

#include <algorithm>
#include <array>

#include "algorithms.hpp"
#include "der.hpp"
#include "openssl.hpp"
#include "schemes.hpp"

namespace quillport::signing {
namespace {

using namespace std::string_view_literals;

constexpr auto kSigningCertificateV2 = "\x2a\x86\x48\x86\xf7\x0d\x01\x09\x10\x02\x2f"sv;  // 1.2.840.113549.1.9.16.2.47

/// RFC 5035 §4. SHA-256 is the default of hashAlgorithm, so DER leaves it out.
Bytes signing_certificate_v2(const Bytes& certificate, const Bytes& issuer, const Bytes& serial,
                             runtime::DigestAlgorithm algorithm) {
    const Bytes hash = der::value(der::kOctetString, runtime::digest_of(algorithm, certificate));
    const Bytes directory_name = der::value(der::context(4), issuer);
    const Bytes issuer_serial = der::constructed(der::kSequence, {der::value(der::kSequence, directory_name), serial});
    const Bytes stated = algorithm == runtime::DigestAlgorithm::Sha256 ? Bytes{} : der_of(algorithm);
    const Bytes id = der::constructed(der::kSequence, {stated, hash, issuer_serial});
    return der::value(der::kSequence, der::value(der::kSequence, id));
}

Result<SignerParts> encode(const SigningKey& key) {
    if (key.chain().empty()) return Error{ErrorCode::InvalidInput, "the key has no certificate", ""};
    const Bytes& der = key.chain().front();
    const X509Ptr certificate = parse_certificate(der);
    if (certificate == nullptr) return Error{ErrorCode::InvalidInput, "the signer's certificate cannot be read", ""};
    const EVP_PKEY* pub = X509_get0_pubkey(certificate.get());
    SignerParts parts;
    parts.scheme = key.scheme();
    if (auto fits = check_scheme(pub, parts.scheme); !fits.ok()) return std::move(fits).error();
    const Bytes issuer = der_of(X509_get_issuer_name(certificate.get()), i2d_X509_NAME);
    const Bytes serial = der_of(X509_get0_serialNumber(certificate.get()), i2d_ASN1_INTEGER);
    parts.id = der::constructed(der::kSequence, {issuer, serial});
    parts.digest_algorithm = der_of(parts.scheme.digest);
    parts.signature_algorithm = der_of(parts.scheme);
    parts.content_type = der::attribute(der::kContentType, der::oid(der::kData));
    parts.signing_certificate =
        der::attribute(kSigningCertificateV2, signing_certificate_v2(der, issuer, serial, parts.scheme.digest));
    parts.certificates = der::set_of(der::context(0), key.chain());
    parts.largest_signature = static_cast<std::size_t>(std::max(EVP_PKEY_get_size(pub), 0));
    for (const Bytes& one : key.chain()) {
        const X509Ptr parsed = parse_certificate(one);
        if (parsed == nullptr) return Error{ErrorCode::InvalidInput, "a certificate of the signer's issuers cannot be read", ""};
        parts.valid.push_back({time_of(X509_get0_notBefore(parsed.get())).value_or(kForever),
                               time_of(X509_get0_notAfter(parsed.get())).value_or(kNever)});
    }
    // Without the extension every use is allowed: OpenSSL then answers with all bits set.
    parts.may_sign = (X509_get_key_usage(certificate.get()) & (KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION)) != 0U;
    return parts;
}

}  // namespace

Result<std::shared_ptr<const SignerParts>> parts_of(const SigningKey& key) {
    const std::lock_guard lock(key.mutex_);
    if (key.parts_ == nullptr) {
        auto parts = encode(key);
        if (!parts.ok()) return std::move(parts).error();
        key.parts_ = std::make_shared<const SignerParts>(std::move(parts).value());
    }
    return key.parts_;
}

Result<void> check_usable(const SigningKey& key, TimePoint now) {
    const auto parts = parts_of(key);
    if (!parts.ok()) return parts.error();
    const auto refuse = [](const std::string& what, const char* detail) {
        return Error{ErrorCode::PreconditionFailed, what, detail};
    };
    if (!parts.value()->may_sign) return refuse("the signer's certificate may not be used for signatures", "key_usage");
    std::string whose = "the signer's certificate ";
    for (const Validity& valid : parts.value()->valid) {
        if (now < valid.from) return refuse(whose + "is not valid yet", "key_not_yet_valid");
        if (now > valid.until) return refuse(whose + "has expired", "key_expired");
        whose = "a certificate of the signer's issuers ";
    }
    return {};
}

}  // namespace quillport::signing
