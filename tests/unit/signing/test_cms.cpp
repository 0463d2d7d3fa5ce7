// OpenSSL's CMS functions are the independent reader here: what signs does not use them.
#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/x509.h>

#include <algorithm>
#include <catch2/catch.hpp>

#include "pki.hpp"
#include "quillport/core/handle.hpp"
#include "quillport/runtime/digest.hpp"
#include "quillport/signing/sign.hpp"

using namespace quillport;
using namespace quillport::signing;
using namespace quillport::signing::test;

namespace {

constexpr std::string_view kContent = "The content that is signed.";

using Cms = std::unique_ptr<CMS_ContentInfo, Deleter<CMS_ContentInfo_free>>;
using Bio = std::unique_ptr<BIO, Deleter<BIO_free_all>>;

Bytes sign(std::string_view content, const SigningKey& key) {
    const auto digest = runtime::digest_of(key.scheme().digest, bytes_of(content));
    auto cms = make_cms(digest, key);
    REQUIRE(cms.ok());
    return std::move(cms).value();
}

Cms parse(const Bytes& der) {
    const auto* at = reinterpret_cast<const unsigned char*>(der.data());
    Cms cms(d2i_CMS_ContentInfo(nullptr, &at, static_cast<long>(der.size())));
    REQUIRE(cms != nullptr);
    CHECK(at == reinterpret_cast<const unsigned char*>(der.data()) + der.size());
    return cms;
}

/// Ed25519 signs the attributes themselves (RFC 8419 §3.1), which OpenSSL 3.0 knows for keys, not yet for the CMS.
bool verifies_ed25519(CMS_ContentInfo* cms, std::string_view content) {
    CMS_SignerInfo* signer = sk_CMS_SignerInfo_value(CMS_get0_SignerInfos(cms), 0);
    CMS_set1_signers_certs(cms, nullptr, 0);
    X509* certificate = nullptr;
    CMS_SignerInfo_get0_algs(signer, nullptr, &certificate, nullptr, nullptr);
    if (certificate == nullptr) return false;
    const auto* stated = static_cast<ASN1_OCTET_STRING*>(
        CMS_signed_get0_data_by_OBJ(signer, OBJ_nid2obj(NID_pkcs9_messageDigest), -3, V_ASN1_OCTET_STRING));
    const auto digest = runtime::digest_of(runtime::DigestAlgorithm::Sha512, bytes_of(content));
    if (stated == nullptr || static_cast<std::size_t>(ASN1_STRING_length(stated)) != digest.size() ||
        !std::equal(digest.begin(), digest.end(), reinterpret_cast<const std::byte*>(ASN1_STRING_get0_data(stated)))) {
        return false;
    }
    std::vector<std::vector<unsigned char>> attributes;
    for (int i = 0; i < CMS_signed_get_attr_count(signer); ++i) {
        unsigned char* der = nullptr;
        const int size = i2d_X509_ATTRIBUTE(CMS_signed_get_attr(signer, i), &der);
        attributes.emplace_back(der, der + size);
        OPENSSL_free(der);
    }
    std::sort(attributes.begin(), attributes.end());
    std::vector<unsigned char> message;
    for (const auto& attribute : attributes) message.insert(message.end(), attribute.begin(), attribute.end());
    const std::size_t length = message.size();  // under 64 KiB: SET OF in its definite form
    std::vector<unsigned char> head{0x31};
    if (length >= 0x100)
        head.insert(head.end(), {0x82, static_cast<unsigned char>(length >> 8U)});
    else if (length >= 0x80)
        head.push_back(0x81);
    head.push_back(static_cast<unsigned char>(length));
    message.insert(message.begin(), head.begin(), head.end());
    const ASN1_OCTET_STRING* value = CMS_SignerInfo_get0_signature(signer);
    const std::unique_ptr<EVP_MD_CTX, Deleter<EVP_MD_CTX_free>> context(EVP_MD_CTX_new());
    EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, X509_get0_pubkey(certificate));
    return EVP_DigestVerify(context.get(), ASN1_STRING_get0_data(value), static_cast<std::size_t>(ASN1_STRING_length(value)),
                            message.data(), message.size()) == 1;
}

bool verifies(CMS_ContentInfo* cms, std::string_view content) {
    const Bio data(BIO_new_mem_buf(content.data(), static_cast<int>(content.size())));
    const int ok = CMS_verify(cms, nullptr, nullptr, data.get(), nullptr, CMS_BINARY | CMS_NO_SIGNER_CERT_VERIFY);
    ERR_clear_error();
    return ok == 1;
}

CMS_SignerInfo* only_signer(CMS_ContentInfo* cms) {
    STACK_OF(CMS_SignerInfo)* infos = CMS_get0_SignerInfos(cms);
    REQUIRE(sk_CMS_SignerInfo_num(infos) == 1);
    return sk_CMS_SignerInfo_value(infos, 0);
}

std::vector<int> attribute_kinds(CMS_SignerInfo* signer) {
    std::vector<int> kinds;
    for (int i = 0; i < CMS_signed_get_attr_count(signer); ++i) {
        kinds.push_back(OBJ_obj2nid(X509_ATTRIBUTE_get0_object(CMS_signed_get_attr(signer, i))));
    }
    std::sort(kinds.begin(), kinds.end());
    return kinds;
}

}  // namespace

namespace {

struct Way {
    std::string name;
    SchemeWish wish;
    SignatureScheme scheme;
};

std::vector<Way> ways() {
    using enum runtime::DigestAlgorithm;
    using enum SignatureKind;
    return {{"signer-rsa2048", {}, {RsaPkcs1, Sha256}},
            {"signer-rsa", {false, Sha384}, {RsaPkcs1, Sha384}},
            {"signer-rsa", {false, Sha512}, {RsaPkcs1, Sha512}},
            {"signer-rsa", {true, {}}, {RsaPss, Sha256}},
            {"signer-rsa", {true, Sha384}, {RsaPss, Sha384}},
            {"signer-rsa", {true, Sha512}, {RsaPss, Sha512}},
            {"signer-pss", {}, {RsaPss, Sha256}},
            {"signer-ec", {}, {Ecdsa, Sha256}},
            {"signer-ec", {false, Sha512}, {Ecdsa, Sha512}},
            {"signer-ec384", {}, {Ecdsa, Sha384}},
            {"signer-ec521", {}, {Ecdsa, Sha512}},
            {"signer-ed25519", {}, {Ed25519, Sha512}}};
}

std::unique_ptr<SigningKey> key_for(const Way& way) {
    auto key = load_pem_key(pki(way.name + ".key"), pki(way.name + ".chain.pem"), way.wish);
    REQUIRE(key.ok());
    return std::move(key).value();
}

}  // namespace

TEST_CASE("another implementation accepts the CMS of every algorithm", "[signing][cms]") {
    for (const Way& way : ways()) {
        CAPTURE(way.name, way.scheme.kind, way.scheme.digest);
        const auto key = key_for(way);
        CHECK(key->scheme() == way.scheme);
        const Bytes der = sign(kContent, *key);
        const auto judge = way.scheme.kind == SignatureKind::Ed25519 ? verifies_ed25519 : verifies;
        CHECK(judge(parse(der).get(), kContent));
        CHECK_FALSE(judge(parse(der).get(), "The content that is sighed."));
    }
}

TEST_CASE("the hash of the certificate is made by the algorithm of the signature, and is named unless it is SHA-256",
          "[signing][cms]") {
    for (const Way& way : ways()) {
        CAPTURE(way.name, way.scheme.digest);
        const auto key = key_for(way);
        const Cms cms = parse(sign(kContent, *key));
        const auto* value = static_cast<ASN1_STRING*>(CMS_signed_get0_data_by_OBJ(
            only_signer(cms.get()), OBJ_nid2obj(NID_id_smime_aa_signingCertificateV2), -3, V_ASN1_SEQUENCE));
        REQUIRE(value != nullptr);
        const std::string_view text(reinterpret_cast<const char*>(ASN1_STRING_get0_data(value)),
                                    static_cast<std::size_t>(ASN1_STRING_length(value)));
        const Bytes hash = runtime::digest_of(way.scheme.digest, key->chain().front());
        CHECK(text.find(text_of(hash)) != std::string_view::npos);
        const bool named = text.find("\x60\x86\x48\x01\x65\x03\x04\x02") != std::string_view::npos;
        CHECK(named == (way.scheme.digest != runtime::DigestAlgorithm::Sha256));
    }
}

TEST_CASE("what a key cannot do is refused when it is loaded", "[signing][key]") {
    const auto load = [](const std::string& name, const SchemeWish& wish) {
        auto key = load_pem_key(pki(name + ".key"), pki(name + ".chain.pem"), wish);
        REQUIRE_FALSE(key.ok());
        return key.error();
    };
    CHECK(load("signer-ec", {true, {}}).code == ErrorCode::Unsupported);
    CHECK(load("signer-ed25519", {false, runtime::DigestAlgorithm::Sha256}).code == ErrorCode::Unsupported);
    CHECK(load("mismatched", {}).detail == "key_mismatch");
}

TEST_CASE("the signed attributes are the three of PAdES baseline and no signing time", "[signing][cms]") {
    const auto key = key_of("signer-ec");
    const Cms cms = parse(sign(kContent, *key));
    std::vector<int> expected{NID_pkcs9_contentType, NID_pkcs9_messageDigest, NID_id_smime_aa_signingCertificateV2};
    std::sort(expected.begin(), expected.end());
    CHECK(attribute_kinds(only_signer(cms.get())) == expected);
    CHECK(CMS_unsigned_get_attr_count(only_signer(cms.get())) <= 0);
}

TEST_CASE("the CMS is DER: another encoder gives the same bytes", "[signing][cms]") {
    const std::string name = GENERATE("signer-rsa", "signer-ec", "signer-ec521", "signer-ed25519", "signer-pss");
    const Bytes der = sign(kContent, *key_of(name));
    const Cms cms = parse(der);
    unsigned char* out = nullptr;
    const int size = i2d_CMS_ContentInfo(cms.get(), &out);
    REQUIRE(size > 0);
    const Bytes again = copy_of(std::string_view(reinterpret_cast<char*>(out), static_cast<std::size_t>(size)));
    OPENSSL_free(out);
    CHECK(again == der);
}

TEST_CASE("what is signed is the SET OF the attributes in ascending order", "[signing][cms]") {
    const auto key = key_of("signer-rsa");
    const Bytes attributes = signed_attributes(runtime::sha256(bytes_of(kContent)), *key).value();
    REQUIRE(attributes.front() == std::byte{0x31});
    const Cms cms = parse(sign(kContent, *key));
    std::vector<Bytes> parts;
    for (int i = 0; i < 3; ++i) {
        unsigned char* out = nullptr;
        const int size = i2d_X509_ATTRIBUTE(CMS_signed_get_attr(only_signer(cms.get()), i), &out);
        parts.push_back(copy_of(std::string_view(reinterpret_cast<char*>(out), static_cast<std::size_t>(size))));
        OPENSSL_free(out);
    }
    std::sort(parts.begin(), parts.end());
    Bytes joined;
    for (const Bytes& part : parts) joined.insert(joined.end(), part.begin(), part.end());
    REQUIRE(attributes.size() > joined.size());
    CHECK(std::equal(joined.rbegin(), joined.rend(), attributes.rbegin()));
}

TEST_CASE("the CMS carries the chain without the root, and names the signer's certificate", "[signing][cms]") {
    const auto key = key_of("signer-rsa");
    CHECK(key->chain().size() == 2);
    const Cms cms = parse(sign(kContent, *key));
    STACK_OF(X509)* certificates = CMS_get1_certs(cms.get());
    CHECK(sk_X509_num(certificates) == 2);
    sk_X509_pop_free(certificates, X509_free);
}

TEST_CASE("the hole is never too small, whatever size a signature happens to have", "[signing][cms]") {
    const std::string name = GENERATE("signer-rsa", "signer-ec", "signer-ec384", "signer-ec521", "signer-ed25519", "signer-pss");
    const auto key = key_of(name);
    const std::size_t hole = signature_size(*key);
    std::size_t largest = 0;
    for (int i = 0; i < 60; ++i) largest = std::max(largest, sign("content " + std::to_string(i), *key).size());
    CHECK(largest <= hole);
    CHECK(hole - largest <= 4);
}

TEST_CASE("a digest of another algorithm and a signature of impossible size are refused", "[signing][cms]") {
    const auto key = key_of("signer-ec");
    const Bytes short_digest(20);
    CHECK(signed_attributes(short_digest, *key).error().code == ErrorCode::InvalidInput);
    CHECK(assemble_cms(short_digest, Bytes(70), *key).error().code == ErrorCode::InvalidInput);
    CHECK(assemble_cms(Bytes(32), Bytes(), *key).error().code == ErrorCode::CryptoFailure);
    CHECK(assemble_cms(Bytes(32), Bytes(400), *key).error().code == ErrorCode::CryptoFailure);
}
