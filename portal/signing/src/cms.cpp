// The CMS SignedData is written octet by octet, not by OpenSSL's CMS functions: they want the private key at hand, which a smart
// card or a remote service does not give, and their CAdES call always adds signing-time, which PAdES forbids (docs/adr/0040).
#include <algorithm>
#include <array>

#include "der.hpp"
#include "openssl.hpp"
#include "quillport/runtime/digest.hpp"
#include "quillport/signing/sign.hpp"

namespace quillport::signing {
namespace {

using namespace std::string_view_literals;
constexpr auto kData = "\x2a\x86\x48\x86\xf7\x0d\x01\x07\x01"sv;                          // 1.2.840.113549.1.7.1
constexpr auto kSignedData = "\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02"sv;                    // 1.2.840.113549.1.7.2
constexpr auto kContentType = "\x2a\x86\x48\x86\xf7\x0d\x01\x09\x03"sv;                   // 1.2.840.113549.1.9.3
constexpr auto kMessageDigest = "\x2a\x86\x48\x86\xf7\x0d\x01\x09\x04"sv;                 // 1.2.840.113549.1.9.4
constexpr auto kSigningCertificateV2 = "\x2a\x86\x48\x86\xf7\x0d\x01\x09\x10\x02\x2f"sv;  // 1.2.840.113549.1.9.16.2.47
constexpr auto kSha256 = "\x60\x86\x48\x01\x65\x03\x04\x02\x01"sv;                        // 2.16.840.1.101.3.4.2.1
constexpr auto kRsaEncryption = "\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01"sv;                 // 1.2.840.113549.1.1.1
constexpr auto kEcdsaWithSha256 = "\x2a\x86\x48\xce\x3d\x04\x03\x02"sv;                   // 1.2.840.10045.4.3.2
constexpr std::size_t kDigestSize = 32;

/// What the signer's certificate contributes, each as DER.
struct Signer {
    Bytes issuer;
    Bytes serial;
    Bytes algorithm;
    std::size_t largest_signature = 0;
};

Result<Signer> signer_of(const SigningKey& key) {
    if (key.chain().empty()) return Error{ErrorCode::InvalidInput, "the key has no certificate", ""};
    const X509Ptr certificate = parse_certificate(key.chain().front());
    if (certificate == nullptr) return Error{ErrorCode::InvalidInput, "the signer's certificate cannot be read", ""};
    const EVP_PKEY* pub = X509_get0_pubkey(certificate.get());
    if (pub == nullptr) return openssl_error(ErrorCode::Unsupported, "the signer's key is of an unknown kind");
    Signer signer;
    signer.issuer = der_of(X509_get_issuer_name(certificate.get()), i2d_X509_NAME);
    signer.serial = der_of(X509_get0_serialNumber(certificate.get()), i2d_ASN1_INTEGER);
    signer.largest_signature = static_cast<std::size_t>(std::max(EVP_PKEY_get_size(pub), 0));
    switch (EVP_PKEY_get_base_id(pub)) {
        case EVP_PKEY_RSA:  // RFC 3370 §3.2: parameters NULL
            signer.algorithm = der::constructed(der::kSequence, {der::oid(kRsaEncryption), bytes_of("\x05\x00"sv)});
            return signer;
        case EVP_PKEY_EC:  // RFC 5754 §3.3: parameters absent
            signer.algorithm = der::constructed(der::kSequence, {der::oid(kEcdsaWithSha256)});
            return signer;
        default:
            return Error{ErrorCode::Unsupported, "only RSA and ECDSA keys sign documents", ""};
    }
}

Bytes attribute(std::string_view type, const Bytes& content) {
    return der::constructed(der::kSequence, {der::oid(type), der::value(der::kSet, content)});
}

/// RFC 5035 §4. SHA-256 is the default of hashAlgorithm, so DER leaves it out.
Bytes signing_certificate_v2(const SigningKey& key, const Signer& signer) {
    const auto hash = runtime::sha256(key.chain().front());
    const Bytes directory_name = der::value(der::context(4), signer.issuer);
    const Bytes issuer_serial = der::constructed(der::kSequence, {der::value(der::kSequence, directory_name), signer.serial});
    const Bytes id = der::constructed(der::kSequence, {der::value(der::kOctetString, hash), issuer_serial});
    return der::value(der::kSequence, der::value(der::kSequence, id));
}

std::vector<Bytes> attributes_of(BytesView digest, const SigningKey& key, const Signer& signer) {
    std::vector<Bytes> attributes;
    attributes.push_back(attribute(kContentType, der::oid(kData)));
    attributes.push_back(attribute(kMessageDigest, der::value(der::kOctetString, digest)));
    attributes.push_back(attribute(kSigningCertificateV2, signing_certificate_v2(key, signer)));
    return attributes;
}

/// RFC 5652 §5.1 and §5.3, both version 1: the certificates are plain, the signer is named by issuer and serial number.
Bytes signed_data(BytesView digest, BytesView signature, const SigningKey& key, const Signer& signer) {
    const Bytes sha256 = der::constructed(der::kSequence, {der::oid(kSha256)});  // RFC 5754 §2: parameters absent
    const Bytes signer_info =
        der::constructed(der::kSequence, {der::small_integer(1), der::constructed(der::kSequence, {signer.issuer, signer.serial}),
                                          sha256, der::set_of(der::context(0), attributes_of(digest, key, signer)),
                                          signer.algorithm, der::value(der::kOctetString, signature)});
    const Bytes content =
        der::constructed(der::kSequence, {der::small_integer(1), der::value(der::kSet, sha256),
                                          der::constructed(der::kSequence, {der::oid(kData)}),
                                          der::set_of(der::context(0), key.chain()), der::value(der::kSet, signer_info)});
    return der::constructed(der::kSequence, {der::oid(kSignedData), der::value(der::context(0), content)});
}

}  // namespace

std::size_t signature_size(const SigningKey& key) {
    const Result<Signer> signer = signer_of(key);
    if (!signer.ok()) return 0;
    const Bytes digest(kDigestSize);
    return signed_data(digest, Bytes(signer.value().largest_signature), key, signer.value()).size();
}

Result<Bytes> signed_attributes(BytesView digest, const SigningKey& key) {
    if (digest.size() != kDigestSize) return Error{ErrorCode::InvalidInput, "the digest is not SHA-256", ""};
    const Result<Signer> signer = signer_of(key);
    if (!signer.ok()) return signer.error();
    return der::set_of(der::kSet, attributes_of(digest, key, signer.value()));
}

Result<Bytes> assemble_cms(BytesView digest, BytesView signature, const SigningKey& key) {
    if (digest.size() != kDigestSize) return Error{ErrorCode::InvalidInput, "the digest is not SHA-256", ""};
    const Result<Signer> signer = signer_of(key);
    if (!signer.ok()) return signer.error();
    if (signature.empty() || signature.size() > signer.value().largest_signature) {
        return Error{ErrorCode::CryptoFailure, "the signature has an impossible size", ""};
    }
    return signed_data(digest, signature, key, signer.value());
}

}  // namespace quillport::signing
