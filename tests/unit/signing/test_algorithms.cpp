// Algorithms and keys, how long they count, and where trust comes from.
#include "lasting_pdf.hpp"

using namespace quillport;
using namespace quillport::signing;
using namespace quillport::signing::test;

namespace {

constexpr const char* kPades = "/Type /Sig /SubFilter /ETSI.CAdES.detached";

/// A signature by OpenSSL with any digest and key, time-stamped when `when` is given.
LastingPdf signed_by(const Issued& signer, const CmsWish& wish = {}, std::optional<TimePoint> when = {}) {
    LastingPdf pdf;
    pdf.sign_with(11, kPades, LastingPdf::kHole, [&](BytesView digest) {
        const Bytes cms = cms_of(signer, digest, wish);
        if (!when) return cms;
        return stamped(cms, [&](BytesView imprint) { return token(*world().tsa, *when, imprint); });
    });
    return pdf;
}

SignatureReport judge(const MiniPdf& pdf, const std::vector<Bytes>& anchors = world().anchors(), TimePoint now = on(2025, 7)) {
    auto report = verify(pdf.view(), anchors, now);
    if (!report.ok()) FAIL(report.error().what + " " + report.error().detail);
    UNSCOPED_INFO(to_text(report.value()));
    return report.value().signatures.at(0);
}

/// What OpenSSL 3.0's CMS cannot make: Ed25519 (RFC 8419) and RSASSA-PSS of this form. A CMS of a stand-in gets the signer's
/// identifier, algorithm and signature.
Bytes cms_by_hand(const Issued& signer, BytesView digest, int algorithm, const std::function<Bytes(BytesView)>& sign,
                  ASN1_STRING* parameters = nullptr) {
    const auto stand_in = issue({.name = "Stand-in"}, world().authority.get());
    const Bytes cms = cms_of(*stand_in, digest, {});
    const unsigned char* at = octets(cms);
    const Own<CMS_ContentInfo, CMS_ContentInfo_free> content(d2i_CMS_ContentInfo(nullptr, &at, static_cast<long>(cms.size())));
    CMS_SignerInfo* info = sk_CMS_SignerInfo_value(CMS_get0_SignerInfos(content.get()), 0);
    CMS_add1_cert(content.get(), signer.certificate.get());
    X509_ALGOR *digest_algorithm = nullptr, *signature_algorithm = nullptr;
    CMS_SignerInfo_get0_algs(info, nullptr, nullptr, &digest_algorithm, &signature_algorithm);
    X509_ALGOR_set0(signature_algorithm, OBJ_nid2obj(algorithm), parameters == nullptr ? V_ASN1_UNDEF : V_ASN1_SEQUENCE,
                    parameters);
    ASN1_INTEGER* serial = nullptr;
    CMS_SignerInfo_get0_signer_id(info, nullptr, nullptr, &serial);
    ASN1_STRING_copy(serial, X509_get0_serialNumber(signer.certificate.get()));
    // signing-certificate-v2 names the stand-in: it goes.
    X509_ATTRIBUTE_free(CMS_signed_delete_attr(info, CMS_signed_get_attr_by_NID(info, NID_id_smime_aa_signingCertificateV2, -1)));
    Bytes attributes;
    for (int i = 0; i < CMS_signed_get_attr_count(info); ++i) {
        const Bytes one = encoded(CMS_signed_get_attr(info, i), i2d_X509_ATTRIBUTE);
        attributes.insert(attributes.end(), one.begin(), one.end());
    }
    REQUIRE(attributes.size() < 0x100);
    Bytes message{std::byte{0x31}};
    if (attributes.size() >= 0x80) message.push_back(std::byte{0x81});
    message.push_back(static_cast<std::byte>(attributes.size()));
    message.insert(message.end(), attributes.begin(), attributes.end());
    const Bytes value = sign(message);
    ASN1_OCTET_STRING_set(CMS_SignerInfo_get0_signature(info), octets(value), static_cast<int>(value.size()));
    return encoded(content.get(), i2d_CMS_ContentInfo);
}

Bytes raw_signature(const Issued& signer, BytesView message, bool pss) {
    const Own<EVP_MD_CTX, EVP_MD_CTX_free> context(EVP_MD_CTX_new());
    EVP_PKEY_CTX* rules = nullptr;
    REQUIRE(EVP_DigestSignInit(context.get(), &rules, pss ? EVP_sha256() : nullptr, nullptr, signer.key.get()) == 1);
    if (pss) {
        EVP_PKEY_CTX_set_rsa_padding(rules, RSA_PKCS1_PSS_PADDING);
        EVP_PKEY_CTX_set_rsa_pss_saltlen(rules, 32);
    }
    Bytes value(512);
    std::size_t size = value.size();
    REQUIRE(EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(value.data()), &size, octets(message),
                           message.size()) == 1);
    value.resize(size);
    return value;
}

Bytes eddsa_cms(const Issued& signer, BytesView digest) {
    return cms_by_hand(signer, digest, NID_ED25519, [&](BytesView message) { return raw_signature(signer, message, false); });
}

/// RFC 4055 §3.1: SHA-256, MGF1 with SHA-256, 32 octets of salt.
Bytes pss_cms(const Issued& signer, BytesView digest) {
    static constexpr std::array<unsigned char, 54> kParameters{
        0x30, 0x34, 0xa0, 0x0f, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05,
        0x00, 0xa1, 0x1c, 0x30, 0x1a, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x08, 0x30, 0x0d,
        0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0xa2, 0x03, 0x02, 0x01, 0x20};
    ASN1_STRING* parameters = ASN1_STRING_type_new(V_ASN1_SEQUENCE);
    ASN1_STRING_set(parameters, kParameters.data(), kParameters.size());
    return cms_by_hand(
        signer, digest, NID_rsassaPss, [&](BytesView message) { return raw_signature(signer, message, true); }, parameters);
}

/// A PKCS #7 signature with any value.
LastingPdf with_value(const std::function<Bytes(BytesView)>& make) {
    LastingPdf pdf;
    pdf.sign_with(11, "/Type /Sig /SubFilter /adbe.pkcs7.detached", LastingPdf::kHole, make);
    return pdf;
}

}  // namespace

TEST_CASE("RSA and the three curves of ECDSA pass", "[signing][algorithms]") {
    const std::string kind = GENERATE("RSA:2048", "RSA:3072", "P-256", "P-384", "P-521");
    CAPTURE(kind);
    const auto signer = issue({.name = "Signer", .key = kind}, world().authority.get());
    CHECK(judge(signed_by(*signer)).indication == Indication::TotalPassed);
}

TEST_CASE("RSASSA-PSS passes with a key for everything and with one for PSS only", "[signing][algorithms]") {
    const std::string kind = GENERATE("RSA:2048", "RSA-PSS");
    CAPTURE(kind);
    const auto signer = issue({.name = "Signer", .key = kind}, world().authority.get());
    CHECK(judge(with_value([&](BytesView digest) { return pss_cms(*signer, digest); })).indication == Indication::TotalPassed);
}

TEST_CASE("Ed25519 passes, and fails when it signed something else", "[signing][algorithms]") {
    const auto signer = issue({.name = "Signer", .key = "ED25519"}, world().authority.get());
    const auto report = judge(with_value([&](BytesView digest) { return eddsa_cms(*signer, digest); }));
    CHECK(report.indication == Indication::TotalPassed);
    CHECK(report.signer == "Signer");
    CHECK(judge(with_value([&](BytesView digest) {
              Bytes cms = eddsa_cms(*signer, digest);
              cms.back() ^= std::byte{1};
              return cms;
          })).sub_indication == "SIG_CRYPTO_FAILURE");
}

TEST_CASE("weak keys and hashes do not pass today, and count for the time before they were weak", "[signing][algorithms]") {
    const auto& w = world();
    SECTION("RSA with 1,024 bits") {
        const auto signer = issue({.name = "Signer", .key = "RSA:1024"}, w.authority.get());
        CHECK(judge(signed_by(*signer)).sub_indication == "CRYPTO_CONSTRAINTS_FAILURE_NO_POE");
        CHECK(judge(signed_by(*signer, {}, on(2025, 6, 2))).sub_indication == "CRYPTO_CONSTRAINTS_FAILURE");
    }
    SECTION("an authority with such a key") {
        const auto weak = issue({.name = "Weak", .profile = "authority", .key = "RSA:1024"}, w.root.get());
        const auto signer = issue({.name = "Signer"}, weak.get());
        const auto report = judge(signed_by(*signer));
        CHECK(report.sub_indication == "CRYPTO_CONSTRAINTS_FAILURE_NO_POE");
        CHECK(report.cryptography_ok);
        CHECK_FALSE(report.chain_ok);
    }
    SECTION("a certificate signed with SHA-1") {
        const auto old = issue({.name = "Old", .profile = "authority"}, w.root.get());
        old->digest = EVP_sha1();
        const auto signer = issue({.name = "Signer"}, old.get());
        CHECK(judge(signed_by(*signer)).sub_indication == "CRYPTO_CONSTRAINTS_FAILURE_NO_POE");
    }
    SECTION("RSA with 2,048 bits ends with 2028, unless it is proven older") {
        const auto signer = issue({.name = "Signer", .key = "RSA:2048"}, w.authority.get());
        const auto tsa = issue({.name = "Long Stamps", .until = on(2045), .profile = "tsa"}, w.stamp_root.get());
        CHECK(judge(signed_by(*signer), w.anchors(), on(2028, 12, 1)).indication == Indication::TotalPassed);
        CHECK(judge(signed_by(*signer), w.anchors(), on(2029, 2, 1)).sub_indication == "CRYPTO_CONSTRAINTS_FAILURE_NO_POE");
        LastingPdf pdf = signed_by(*signer);
        pdf.archive(*tsa, on(2025, 6, 3));
        CHECK(judge(pdf, w.anchors(), on(2029, 2, 1)).indication == Indication::TotalPassed);
    }
}

TEST_CASE("trust has a time and a service", "[signing][trust]") {
    /// As a trusted list would answer: the root for signatures up to some day, another one for time-stamps.
    class List final : public TrustSource {
      public:
        explicit List(std::optional<TimePoint> until) : until_(until) {}
        [[nodiscard]] std::vector<TrustAnchor> find(BytesView name, TrustService service) const override {
            const Issued& anchor = service == TrustService::TimeStamps ? *world().stamp_root : *world().root;
            const Bytes subject = encoded(X509_get_subject_name(anchor.certificate.get()), i2d_X509_NAME);
            if (!std::equal(name.begin(), name.end(), subject.begin(), subject.end())) return {};
            return {{anchor.der(), on(2021), service == TrustService::Certificates ? until_ : std::nullopt}};
        }

      private:
        std::optional<TimePoint> until_;
    };
    const auto judge_by = [](const MiniPdf& pdf, const TrustSource& trust) {
        auto report = verify(pdf.view(), trust, on(2025, 7));
        REQUIRE(report.ok());
        UNSCOPED_INFO(to_text(report.value()));
        return report.value().signatures.at(0);
    };
    LastingPdf plain;
    plain.sign_at(11, *world().key);
    LastingPdf timed;
    timed.sign_at(11, *world().key, world().tsa.get(), on(2025, 6, 2));
    CHECK(judge_by(plain, List({})).indication == Indication::TotalPassed);
    CHECK(judge_by(timed, List({})).level == "B-T");
    // Trust ended in between: what is proven to be older still counts.
    CHECK(judge_by(plain, List(on(2025, 6, 15))).sub_indication == "NO_CERTIFICATE_CHAIN_FOUND");
    CHECK(judge_by(timed, List(on(2025, 6, 15))).indication == Indication::TotalPassed);
    // Who may stamp is not for that trusted to certify signers.
    const auto stray = issue({.name = "Stray"}, world().stamp_root.get());
    LastingPdf wrong;
    wrong.sign_at(11, *product_key(*stray));
    CHECK(judge_by(wrong, List({})).sub_indication == "NO_CERTIFICATE_CHAIN_FOUND");
}
