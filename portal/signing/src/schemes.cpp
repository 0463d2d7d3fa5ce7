#include "schemes.hpp"

#include <openssl/rsa.h>

#include <array>

#include "der.hpp"

namespace quillport::signing {
namespace {

using namespace std::string_view_literals;
using runtime::DigestAlgorithm;

constexpr int kSmallestRsa = 2048;
constexpr std::size_t kDigests = 3;
constexpr std::array<std::string_view, kDigests> kDigestNames{
    "\x60\x86\x48\x01\x65\x03\x04\x02\x01"sv,                                                        // 2.16.840.1.101.3.4.2.1
    "\x60\x86\x48\x01\x65\x03\x04\x02\x02"sv,                                                        // 2.16.840.1.101.3.4.2.2
    "\x60\x86\x48\x01\x65\x03\x04\x02\x03"sv};                                                       // 2.16.840.1.101.3.4.2.3
constexpr std::array<std::string_view, kDigests> kEcdsaNames{"\x2a\x86\x48\xce\x3d\x04\x03\x02"sv,   // 1.2.840.10045.4.3.2
                                                             "\x2a\x86\x48\xce\x3d\x04\x03\x03"sv,   // 1.2.840.10045.4.3.3
                                                             "\x2a\x86\x48\xce\x3d\x04\x03\x04"sv};  // 1.2.840.10045.4.3.4
constexpr auto kRsaEncryption = "\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01"sv;                            // 1.2.840.113549.1.1.1
constexpr auto kMgf1 = "\x2a\x86\x48\x86\xf7\x0d\x01\x01\x08"sv;                                     // 1.2.840.113549.1.1.8
constexpr auto kRsassaPss = "\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0a"sv;                                // 1.2.840.113549.1.1.10
constexpr auto kEd25519 = "\x2b\x65\x70"sv;                                                          // 1.3.101.112
constexpr auto kNull = "\x05\x00"sv;

std::string_view name_in(const std::array<std::string_view, kDigests>& names, DigestAlgorithm algorithm) {
    return names.at(static_cast<std::size_t>(algorithm));
}

/// RFC 4055 §3.1: SHA-1 and a salt of 20 bytes are the defaults, so everything but the trailer is stated.
Bytes pss_parameters(DigestAlgorithm algorithm) {
    const Bytes hash = with_null(algorithm);
    const Bytes mask = der::constructed(der::kSequence, {der::oid(kMgf1), hash});
    const Bytes salt = der::small_integer(static_cast<unsigned char>(runtime::size_of(algorithm)));
    return der::constructed(der::kSequence, {der::value(der::context(0), hash), der::value(der::context(1), mask),
                                             der::value(der::context(2), salt)});
}

Error unsupported(std::string what, const char* detail) {
    ERR_clear_error();
    return {ErrorCode::Unsupported, std::move(what), detail};
}

std::string_view curve_of(const EVP_PKEY* key, std::array<char, 64>& buffer) {
    if (EVP_PKEY_get_group_name(key, buffer.data(), buffer.size(), nullptr) != 1) return {};
    return buffer.data();
}

Result<SignatureScheme> rsa_scheme(const EVP_PKEY* key, int kind) {
    if (EVP_PKEY_get_bits(key) < kSmallestRsa) return unsupported("the RSA key is shorter than 2,048 bits", "key_weak");
    if (kind == EVP_PKEY_RSA) return SignatureScheme{SignatureKind::RsaPkcs1, DigestAlgorithm::Sha256};
    // A PSS key may be restricted to one digest (RFC 4055 §3.1): then OpenSSL says that it is mandatory.
    int digest = NID_undef;
    const bool mandatory = EVP_PKEY_get_default_digest_nid(const_cast<EVP_PKEY*>(key), &digest) == 2;  // NOLINT: 3.0 lacks const
    const auto algorithm = mandatory && digest == NID_sha384   ? DigestAlgorithm::Sha384
                           : mandatory && digest == NID_sha512 ? DigestAlgorithm::Sha512
                                                               : DigestAlgorithm::Sha256;
    return SignatureScheme{SignatureKind::RsaPss, algorithm};
}

}  // namespace

Bytes der_of(DigestAlgorithm algorithm) { return der::constructed(der::kSequence, {der::oid(name_in(kDigestNames, algorithm))}); }

Bytes with_null(DigestAlgorithm algorithm) {
    return der::constructed(der::kSequence, {der::oid(name_in(kDigestNames, algorithm)), bytes_of(kNull)});
}

Bytes der_of(const SignatureScheme& scheme) {
    switch (scheme.kind) {
        case SignatureKind::RsaPkcs1:  // RFC 3370 §3.2: parameters NULL
            return der::constructed(der::kSequence, {der::oid(kRsaEncryption), bytes_of(kNull)});
        case SignatureKind::RsaPss:
            return der::constructed(der::kSequence, {der::oid(kRsassaPss), pss_parameters(scheme.digest)});
        case SignatureKind::Ecdsa:  // RFC 5754 §3.3: parameters absent
            return der::constructed(der::kSequence, {der::oid(name_in(kEcdsaNames, scheme.digest))});
        case SignatureKind::Ed25519:  // RFC 8419 §2.2: parameters absent
            break;
    }
    return der::constructed(der::kSequence, {der::oid(kEd25519)});
}

const EVP_MD* openssl_digest(DigestAlgorithm algorithm) {
    switch (algorithm) {
        case DigestAlgorithm::Sha384:
            return EVP_sha384();
        case DigestAlgorithm::Sha512:
            return EVP_sha512();
        case DigestAlgorithm::Sha256:
            break;
    }
    return EVP_sha256();
}

Result<SignatureScheme> default_scheme(const EVP_PKEY* key) {
    const int kind = key == nullptr ? EVP_PKEY_NONE : EVP_PKEY_get_base_id(key);
    if (kind == EVP_PKEY_RSA || kind == EVP_PKEY_RSA_PSS) return rsa_scheme(key, kind);
    if (kind == EVP_PKEY_ED25519) return SignatureScheme{SignatureKind::Ed25519, DigestAlgorithm::Sha512};
    std::array<char, 64> buffer{};
    const std::string_view curve = kind == EVP_PKEY_EC ? curve_of(key, buffer) : std::string_view{};
    if (curve == "prime256v1") return SignatureScheme{SignatureKind::Ecdsa, DigestAlgorithm::Sha256};
    if (curve == "secp384r1") return SignatureScheme{SignatureKind::Ecdsa, DigestAlgorithm::Sha384};
    if (curve == "secp521r1") return SignatureScheme{SignatureKind::Ecdsa, DigestAlgorithm::Sha512};
    return unsupported("the key is neither RSA, nor ECDSA on P-256, P-384 or P-521, nor Ed25519", "key_kind");
}

Result<SignatureScheme> chosen_scheme(const EVP_PKEY* key, const SchemeWish& wish) {
    auto scheme = default_scheme(key);
    if (!scheme.ok()) return scheme;
    if (wish.pss) {
        const bool rsa = scheme.value().kind == SignatureKind::RsaPkcs1 || scheme.value().kind == SignatureKind::RsaPss;
        if (!rsa) return unsupported("only an RSA key signs by RSASSA-PSS", "key_kind");
        scheme.value().kind = SignatureKind::RsaPss;
    }
    if (wish.digest) scheme.value().digest = *wish.digest;
    if (auto fits = check_scheme(key, scheme.value()); !fits.ok()) return std::move(fits).error();
    return scheme;
}

Result<void> check_scheme(const EVP_PKEY* key, const SignatureScheme& scheme) {
    const auto usual = default_scheme(key);
    if (!usual.ok()) return usual.error();
    const SignatureKind kind = usual.value().kind;
    const bool pss_by_plain_key = kind == SignatureKind::RsaPkcs1 && scheme.kind == SignatureKind::RsaPss;
    if (scheme.kind != kind && !pss_by_plain_key) return unsupported("the key does not sign by this scheme", "key_kind");
    if (kind == SignatureKind::Ed25519 && scheme.digest != DigestAlgorithm::Sha512) {
        return unsupported("Ed25519 signs documents over SHA-512 only", "key_kind");
    }
    return {};
}

Result<DigestPtr> signing_context(EVP_PKEY* key, const SignatureScheme& scheme) {
    DigestPtr context(EVP_MD_CTX_new());
    EVP_PKEY_CTX* how = nullptr;  // belongs to the other
    const EVP_MD* digest = scheme.kind == SignatureKind::Ed25519 ? nullptr : openssl_digest(scheme.digest);
    bool ok = EVP_DigestSignInit(context.get(), &how, digest, nullptr, key) == 1;
    if (scheme.kind == SignatureKind::RsaPss) {
        ok = ok && EVP_PKEY_CTX_set_rsa_padding(how, RSA_PKCS1_PSS_PADDING) == 1 &&
             EVP_PKEY_CTX_set_rsa_pss_saltlen(how, RSA_PSS_SALTLEN_DIGEST) == 1;
    }
    if (!ok) return openssl_error(ErrorCode::Unsupported, "the key does not sign by this scheme");
    return context;
}

bool verifies(EVP_PKEY* key, const SignatureScheme& scheme, BytesView message, BytesView signature) {
    const DigestPtr context(EVP_MD_CTX_new());
    EVP_PKEY_CTX* how = nullptr;  // belongs to the other
    const EVP_MD* digest = scheme.kind == SignatureKind::Ed25519 ? nullptr : openssl_digest(scheme.digest);
    bool ok = EVP_DigestVerifyInit(context.get(), &how, digest, nullptr, key) == 1;
    if (scheme.kind == SignatureKind::RsaPss) {
        ok = ok && EVP_PKEY_CTX_set_rsa_padding(how, RSA_PKCS1_PSS_PADDING) == 1 &&
             EVP_PKEY_CTX_set_rsa_pss_saltlen(how, RSA_PSS_SALTLEN_DIGEST) == 1;
    }
    ok = ok && EVP_DigestVerify(context.get(), raw(signature), signature.size(), raw(message), message.size()) == 1;
    ERR_clear_error();
    return ok;
}

}  // namespace quillport::signing
