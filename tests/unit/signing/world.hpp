#pragma once
// A PKI in memory whose clock the test sets: certificates, OCSP responses, CRLs and time-stamps of any moment, right or wrong.
// The PKI of tests/pki answers as of today; what proves the past needs more freedom.
#include <openssl/cms.h>
#include <openssl/ocsp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/ts.h>
#include <openssl/x509v3.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "../temporary_folder.hpp"
#include "mini_pdf.hpp"
#include "quillport/core/handle.hpp"
#include "quillport/signing/verify.hpp"

namespace quillport::signing::test {

template <typename T, auto Free>
using Own = std::unique_ptr<T, Deleter<Free>>;

template <typename T, typename Encode>
Bytes encoded(T* object, Encode encode) {
    unsigned char* out = nullptr;
    const int size = encode(object, &out);
    REQUIRE(size > 0);
    const auto* first = reinterpret_cast<const std::byte*>(out);
    Bytes bytes(first, first + size);
    OPENSSL_free(out);
    return bytes;
}
inline const unsigned char* octets(BytesView bytes) { return reinterpret_cast<const unsigned char*>(bytes.data()); }

constexpr TimePoint on(int year, int month = 1, int day = 1) {
    return std::chrono::sys_days{std::chrono::year{year} / month / day};
}
inline std::time_t seconds(TimePoint when) { return std::chrono::floor<std::chrono::seconds>(when).time_since_epoch().count(); }

/// A certificate with its key.
struct Issued {
    std::string name;
    Own<EVP_PKEY, EVP_PKEY_free> key;
    Own<X509, X509_free> certificate;
    const Issued* issuer = nullptr;
    const EVP_MD* digest = EVP_sha256();  ///< with which it signs

    [[nodiscard]] Bytes der() const { return encoded(certificate.get(), i2d_X509); }
};

/// What a certificate is to be.
struct Wish {
    std::string name;
    TimePoint from = on(2020), until = on(2040);
    std::string profile = "signer";  ///< root, authority, signer, tsa, responder
    std::string key = "P-256";       ///< a curve, "RSA:bits", "RSA-PSS" or "ED25519"
    std::vector<std::pair<std::string, std::string>> extensions = {};
};

inline Own<EVP_PKEY, EVP_PKEY_free> new_key(const std::string& kind) {
    EVP_PKEY* key = nullptr;
    if (kind.starts_with("RSA:")) {
        key = EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", static_cast<std::size_t>(std::stoul(kind.substr(4))));
    } else if (kind == "RSA-PSS") {
        const Own<EVP_PKEY_CTX, EVP_PKEY_CTX_free> context(EVP_PKEY_CTX_new_from_name(nullptr, "RSA-PSS", nullptr));
        REQUIRE(EVP_PKEY_keygen_init(context.get()) == 1);
        REQUIRE(EVP_PKEY_keygen(context.get(), &key) == 1);
    } else if (kind == "ED25519") {
        key = EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519");
    } else {
        key = EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", kind.c_str());
    }
    REQUIRE(key != nullptr);
    return Own<EVP_PKEY, EVP_PKEY_free>(key);
}

inline void extend(X509* certificate, X509* issuer, const std::string& name, const std::string& value) {
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    const Own<X509_EXTENSION, X509_EXTENSION_free> extension(X509V3_EXT_conf(nullptr, &context, name.c_str(), value.c_str()));
    INFO(name << " " << value);
    REQUIRE(extension != nullptr);
    REQUIRE(X509_add_ext(certificate, extension.get(), -1) == 1);
}

inline std::unique_ptr<Issued> issue(const Wish& wish, const Issued* issuer) {
    static long serial = 1000;
    auto made = std::make_unique<Issued>();
    made->name = wish.name;
    made->issuer = issuer;
    made->key = new_key(wish.key);
    if (wish.key == "ED25519") made->digest = nullptr;
    made->certificate.reset(X509_new());
    X509* certificate = made->certificate.get();
    X509* by = issuer == nullptr ? certificate : issuer->certificate.get();
    X509_set_version(certificate, X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), ++serial);
    X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN", MBSTRING_UTF8,
                               reinterpret_cast<const unsigned char*>(wish.name.c_str()), -1, -1, 0);
    X509_set_issuer_name(certificate, X509_get_subject_name(by));
    ASN1_TIME_set(X509_getm_notBefore(certificate), seconds(wish.from));
    ASN1_TIME_set(X509_getm_notAfter(certificate), seconds(wish.until));
    X509_set_pubkey(certificate, made->key.get());
    const bool authority = wish.profile == "root" || wish.profile == "authority";
    extend(certificate, by, "basicConstraints", authority ? "critical,CA:TRUE" : "critical,CA:FALSE");
    extend(certificate, by, "keyUsage", authority ? "critical,keyCertSign,cRLSign" : "critical,digitalSignature,nonRepudiation");
    if (wish.profile == "tsa") extend(certificate, by, "extendedKeyUsage", "critical,timeStamping");
    if (wish.profile == "responder") extend(certificate, by, "extendedKeyUsage", "OCSPSigning");
    for (const auto& [name, value] : wish.extensions) extend(certificate, by, name, value);
    const Issued& signer = issuer == nullptr ? *made : *issuer;
    REQUIRE(X509_sign(certificate, signer.key.get(), signer.digest) > 0);
    return made;
}

/// An OCSP response of `by` about one certificate.
struct OcspWish {
    TimePoint this_update = on(2026), next_update = on(2026, 1, 8);
    std::optional<TimePoint> revoked = {};
    int reason = OCSP_REVOKED_STATUS_UNSPECIFIED;
};

inline Bytes ocsp(const Issued& about, const Issued& by, const OcspWish& wish) {
    const Own<OCSP_BASICRESP, OCSP_BASICRESP_free> basic(OCSP_BASICRESP_new());
    const Own<OCSP_CERTID, OCSP_CERTID_free> id(
        OCSP_cert_to_id(EVP_sha1(), about.certificate.get(), about.issuer->certificate.get()));
    const auto time = [](TimePoint when) {
        return Own<ASN1_TIME, ASN1_TIME_free>(ASN1_GENERALIZEDTIME_set(nullptr, seconds(when)));
    };
    const auto revoked = time(wish.revoked.value_or(on(2000)));
    const auto from = time(wish.this_update), until = time(wish.next_update);
    REQUIRE(OCSP_basic_add1_status(basic.get(), id.get(), wish.revoked ? V_OCSP_CERTSTATUS_REVOKED : V_OCSP_CERTSTATUS_GOOD,
                                   wish.reason, wish.revoked ? revoked.get() : nullptr, from.get(), until.get()) != nullptr);
    // OpenSSL would write the present moment into it; what counts here is the moment of the test.
    ASN1_GENERALIZEDTIME_set(const_cast<ASN1_GENERALIZEDTIME*>(OCSP_resp_get0_produced_at(basic.get())),
                             seconds(wish.this_update));
    REQUIRE(OCSP_basic_sign(basic.get(), by.certificate.get(), by.key.get(), by.digest, nullptr, OCSP_NOTIME) == 1);
    const Own<OCSP_RESPONSE, OCSP_RESPONSE_free> response(OCSP_response_create(OCSP_RESPONSE_STATUS_SUCCESSFUL, basic.get()));
    return encoded(response.get(), i2d_OCSP_RESPONSE);
}

struct CrlEntry {
    const Issued* certificate;
    TimePoint when;
    int reason = CRL_REASON_UNSPECIFIED;
};
struct CrlWish {
    TimePoint this_update = on(2026), next_update = on(2026, 1, 8);
    std::vector<CrlEntry> revoked = {};
    std::string scope = {};  ///< issuingDistributionPoint as OpenSSL's configuration writes it
    bool delta = false;
};

inline Bytes crl(const Issued& by, const CrlWish& wish) {
    const Own<X509_CRL, X509_CRL_free> list(X509_CRL_new());
    X509_CRL_set_version(list.get(), X509_CRL_VERSION_2);
    X509_CRL_set_issuer_name(list.get(), X509_get_subject_name(by.certificate.get()));
    const auto time = [](TimePoint when) { return Own<ASN1_TIME, ASN1_TIME_free>(ASN1_TIME_set(nullptr, seconds(when))); };
    X509_CRL_set1_lastUpdate(list.get(), time(wish.this_update).get());
    X509_CRL_set1_nextUpdate(list.get(), time(wish.next_update).get());
    for (const CrlEntry& entry : wish.revoked) {
        X509_REVOKED* revoked = X509_REVOKED_new();
        X509_REVOKED_set_serialNumber(revoked, X509_get_serialNumber(entry.certificate->certificate.get()));
        X509_REVOKED_set_revocationDate(revoked, time(entry.when).get());
        const Own<ASN1_ENUMERATED, ASN1_ENUMERATED_free> reason(ASN1_ENUMERATED_new());
        ASN1_ENUMERATED_set(reason.get(), entry.reason);
        X509_REVOKED_add1_ext_i2d(revoked, NID_crl_reason, reason.get(), 0, 0);
        X509_CRL_add0_revoked(list.get(), revoked);
    }
    const auto extension = [&](int nid, const std::string& value) {
        X509V3_CTX context;
        X509V3_set_ctx_nodb(&context);
        X509V3_set_ctx(&context, by.certificate.get(), nullptr, nullptr, list.get(), 0);
        const Own<X509_EXTENSION, X509_EXTENSION_free> made(X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str()));
        INFO(value);
        REQUIRE(made != nullptr);
        X509_CRL_add_ext(list.get(), made.get(), -1);
    };
    if (!wish.scope.empty()) extension(NID_issuing_distribution_point, "critical," + wish.scope);
    if (wish.delta) {
        const Own<ASN1_INTEGER, ASN1_INTEGER_free> base(ASN1_INTEGER_new());
        ASN1_INTEGER_set(base.get(), 1);
        X509_CRL_add1_ext_i2d(list.get(), NID_delta_crl, base.get(), 1, 0);
    }
    REQUIRE(X509_CRL_sign(list.get(), by.key.get(), by.digest) > 0);
    return encoded(list.get(), i2d_X509_CRL);
}

/// A time-stamp token over a digest, stating any moment.
inline Bytes token(const Issued& by, TimePoint when, BytesView digest, const EVP_MD* algorithm = EVP_sha256()) {
    const Own<TS_MSG_IMPRINT, TS_MSG_IMPRINT_free> imprint(TS_MSG_IMPRINT_new());
    const Own<X509_ALGOR, X509_ALGOR_free> name(X509_ALGOR_new());
    X509_ALGOR_set_md(name.get(), algorithm);
    TS_MSG_IMPRINT_set_algo(imprint.get(), name.get());
    TS_MSG_IMPRINT_set_msg(imprint.get(), const_cast<unsigned char*>(octets(digest)), static_cast<int>(digest.size()));
    const Own<TS_REQ, TS_REQ_free> request(TS_REQ_new());
    TS_REQ_set_version(request.get(), 1);
    TS_REQ_set_msg_imprint(request.get(), imprint.get());
    TS_REQ_set_cert_req(request.get(), 1);
    const Own<TS_RESP_CTX, TS_RESP_CTX_free> context(TS_RESP_CTX_new());
    TS_RESP_CTX_set_signer_cert(context.get(), by.certificate.get());
    TS_RESP_CTX_set_signer_key(context.get(), by.key.get());
    TS_RESP_CTX_set_signer_digest(context.get(), EVP_sha256());
    TS_RESP_CTX_set_ess_cert_id_digest(context.get(), EVP_sha256());
    const auto release = [](STACK_OF(X509) * stack) { sk_X509_free(stack); };
    const std::unique_ptr<STACK_OF(X509), decltype(release)> chain(sk_X509_new_null(), release);
    for (const Issued* above = by.issuer; above != nullptr && above->issuer != nullptr; above = above->issuer) {
        sk_X509_push(chain.get(), above->certificate.get());
    }
    TS_RESP_CTX_set_certs(context.get(), chain.get());
    TS_RESP_CTX_add_md(context.get(), algorithm);
    const Own<ASN1_OBJECT, ASN1_OBJECT_free> policy(OBJ_txt2obj("1.2.3.4.1", 1));
    TS_RESP_CTX_set_def_policy(context.get(), policy.get());
    TS_RESP_CTX_set_serial_cb(
        context.get(),
        [](TS_RESP_CTX*, void*) {
            ASN1_INTEGER* serial = ASN1_INTEGER_new();
            ASN1_INTEGER_set(serial, 7);
            return serial;
        },
        nullptr);
    std::time_t moment = seconds(when);
    TS_RESP_CTX_set_time_cb(
        context.get(),
        [](TS_RESP_CTX*, void* data, long* sec, long* usec) {
            *sec = static_cast<long>(*static_cast<std::time_t*>(data));
            *usec = 0;
            return 1;
        },
        &moment);
    const Bytes encoded_request = encoded(request.get(), i2d_TS_REQ);
    const Own<BIO, BIO_free_all> in(BIO_new_mem_buf(encoded_request.data(), static_cast<int>(encoded_request.size())));
    const Own<TS_RESP, TS_RESP_free> response(TS_RESP_create_response(context.get(), in.get()));
    REQUIRE(response != nullptr);
    PKCS7* made = TS_RESP_get_token(response.get());
    REQUIRE(made != nullptr);
    return encoded(made, i2d_PKCS7);
}

/// The CMS with time-stamp tokens over its signature, as unsigned attributes.
inline Bytes stamped(BytesView cms, const std::function<Bytes(BytesView)>& stamp) {
    const unsigned char* at = octets(cms);
    const Own<CMS_ContentInfo, CMS_ContentInfo_free> content(d2i_CMS_ContentInfo(nullptr, &at, static_cast<long>(cms.size())));
    REQUIRE(content != nullptr);
    CMS_SignerInfo* signer = sk_CMS_SignerInfo_value(CMS_get0_SignerInfos(content.get()), 0);
    const ASN1_OCTET_STRING* value = CMS_SignerInfo_get0_signature(signer);
    const auto* first = reinterpret_cast<const std::byte*>(ASN1_STRING_get0_data(value));
    const Bytes made = stamp(runtime::sha256({first, static_cast<std::size_t>(ASN1_STRING_length(value))}));
    REQUIRE(CMS_unsigned_add1_attr_by_NID(signer, NID_id_smime_aa_timeStampToken, V_ASN1_SEQUENCE, made.data(),
                                          static_cast<int>(made.size())) == 1);
    return encoded(content.get(), i2d_CMS_ContentInfo);
}

/// A signature by OpenSSL, for what our own writer never makes.
struct CmsWish {
    const EVP_MD* digest = EVP_sha256();
    std::vector<std::pair<std::string, Bytes>> signed_attributes = {};  ///< OID and value
    const Issued* second_signer = nullptr;
};

inline void add_signer(CMS_ContentInfo* cms, const Issued& by, BytesView digest, const CmsWish& wish) {
    const unsigned flags = CMS_PARTIAL | CMS_BINARY | CMS_NOSMIMECAP | CMS_CADES;
    CMS_SignerInfo* signer = CMS_add1_signer(cms, by.certificate.get(), by.key.get(), wish.digest, flags);
    REQUIRE(signer != nullptr);
    CMS_signed_add1_attr_by_NID(signer, NID_pkcs9_contentType, V_ASN1_OBJECT, OBJ_nid2obj(NID_pkcs7_data), -1);
    CMS_signed_add1_attr_by_NID(signer, NID_pkcs9_messageDigest, V_ASN1_OCTET_STRING, digest.data(),
                                static_cast<int>(digest.size()));
    for (const auto& [oid, value] : wish.signed_attributes) {
        CMS_signed_add1_attr_by_txt(signer, oid.c_str(), V_ASN1_SEQUENCE, value.data(), static_cast<int>(value.size()));
    }
    REQUIRE(CMS_SignerInfo_sign(signer) == 1);
}

inline Bytes cms_of(const Issued& by, BytesView digest, const CmsWish& wish = {}) {
    const Own<CMS_ContentInfo, CMS_ContentInfo_free> cms(
        CMS_sign(nullptr, nullptr, nullptr, nullptr, CMS_PARTIAL | CMS_DETACHED | CMS_BINARY));
    REQUIRE(cms != nullptr);
    add_signer(cms.get(), by, digest, wish);
    if (wish.second_signer != nullptr) add_signer(cms.get(), *wish.second_signer, digest, wish);
    for (const Issued* above = by.issuer; above != nullptr && above->issuer != nullptr; above = above->issuer) {
        CMS_add1_cert(cms.get(), above->certificate.get());
    }
    return encoded(cms.get(), i2d_CMS_ContentInfo);
}

/// The key as the product loads it, so that its own signatures can be made with it.
inline std::unique_ptr<SigningKey> product_key(const Issued& by) {
    const auto pem = [](const auto& write) {
        const Own<BIO, BIO_free_all> out(BIO_new(BIO_s_mem()));
        write(out.get());
        char* data = nullptr;
        const long size = BIO_get_mem_data(out.get(), &data);
        return std::string(data, static_cast<std::size_t>(size));
    };
    const quillport::test::TemporaryFolder folder;
    std::ofstream(folder / "key") << pem(
        [&](BIO* out) { PEM_write_bio_PKCS8PrivateKey(out, by.key.get(), nullptr, nullptr, 0, nullptr, nullptr); });
    std::ofstream chain(folder / "chain");
    for (const Issued* one = &by; one != nullptr && one->issuer != nullptr; one = one->issuer) {
        chain << pem([&](BIO* out) { PEM_write_bio_X509(out, one->certificate.get()); });
    }
    chain.close();
    auto key = load_pem_key(folder / "key", folder / "chain");
    REQUIRE(key.ok());
    return std::move(key).value();
}

}  // namespace quillport::signing::test
