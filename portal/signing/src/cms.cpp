// The CMS SignedData is written octet by octet, not by OpenSSL's CMS functions: they want the private key at hand, which a smart
// card or a remote service does not give, and their CAdES call always adds signing-time, which PAdES forbids (docs/adr/0040).
#include "der.hpp"
#include "quillport/signing/sign.hpp"
#include "signer_parts.hpp"

namespace quillport::signing {
namespace {

using namespace std::string_view_literals;
constexpr auto kSignedData = "\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02"sv;     // 1.2.840.113549.1.7.2
constexpr auto kMessageDigest = "\x2a\x86\x48\x86\xf7\x0d\x01\x09\x04"sv;  // 1.2.840.113549.1.9.4

Bytes attributes_of(unsigned char tag, BytesView digest, const SignerParts& parts) {
    return der::set_of(tag, {parts.content_type, der::attribute(kMessageDigest, der::value(der::kOctetString, digest)),
                             parts.signing_certificate});
}

/// RFC 5652 §5.1 and §5.3, both version 1: the certificates are plain, the signer is named by issuer and serial number.
Bytes signed_data(BytesView digest, BytesView signature, const SignerParts& parts) {
    const Bytes signer_info = der::constructed(
        der::kSequence, {der::small_integer(1), parts.id, parts.digest_algorithm, attributes_of(der::context(0), digest, parts),
                         parts.signature_algorithm, der::value(der::kOctetString, signature)});
    const Bytes content = der::constructed(der::kSequence, {der::small_integer(1), der::value(der::kSet, parts.digest_algorithm),
                                                            der::constructed(der::kSequence, {der::oid(der::kData)}),
                                                            parts.certificates, der::value(der::kSet, signer_info)});
    return der::constructed(der::kSequence, {der::oid(kSignedData), der::value(der::context(0), content)});
}

/// The parts of a key, once the digest has the size that its scheme wants.
Result<std::shared_ptr<const SignerParts>> parts_for(BytesView digest, const SigningKey& key) {
    auto parts = parts_of(key);
    if (parts.ok() && digest.size() != runtime::size_of(parts.value()->scheme.digest)) {
        return Error{ErrorCode::InvalidInput, "the digest has not the size of the key's algorithm", ""};
    }
    return parts;
}

}  // namespace

std::size_t signature_size(const SigningKey& key) {
    const auto parts = parts_of(key);
    if (!parts.ok()) return 0;
    const Bytes digest(runtime::size_of(parts.value()->scheme.digest));
    return signed_data(digest, Bytes(parts.value()->largest_signature), *parts.value()).size();
}

Result<Bytes> signed_attributes(BytesView digest, const SigningKey& key) {
    const auto parts = parts_for(digest, key);
    if (!parts.ok()) return parts.error();
    return attributes_of(der::kSet, digest, *parts.value());
}

Result<Bytes> assemble_cms(BytesView digest, BytesView signature, const SigningKey& key) {
    const auto parts = parts_for(digest, key);
    if (!parts.ok()) return parts.error();
    if (signature.empty() || signature.size() > parts.value()->largest_signature) {
        return Error{ErrorCode::CryptoFailure, "the signature has an impossible size", ""};
    }
    return signed_data(digest, signature, *parts.value());
}

Result<Bytes> make_cms(BytesView digest, const SigningKey& key) {
    const auto attributes = signed_attributes(digest, key);
    if (!attributes.ok()) return attributes.error();
    const auto signature = key.sign(attributes.value());
    if (!signature.ok()) return signature.error();
    return assemble_cms(digest, signature.value(), key);
}

}  // namespace quillport::signing
