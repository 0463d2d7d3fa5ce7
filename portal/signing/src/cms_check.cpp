#include "cms_check.hpp"

#include <openssl/ess.h>

#include <algorithm>
#include <array>

namespace quillport::signing {
namespace {

using EssPtr = std::unique_ptr<ESS_SIGNING_CERT, Deleter<ESS_SIGNING_CERT_free>>;
using EssV2Ptr = std::unique_ptr<ESS_SIGNING_CERT_V2, Deleter<ESS_SIGNING_CERT_V2_free>>;

Finding malformed(std::string reason) { return failed("FORMAT_FAILURE", std::move(reason)); }

/// One CMS structure, then only the zeros that fill the hole.
CmsPtr parse_cms(BytesView contents) {
    const unsigned char* at = raw(contents);
    const unsigned char* const end = at + contents.size();
    CmsPtr cms(d2i_CMS_ContentInfo(nullptr, &at, static_cast<long>(contents.size())));
    ERR_clear_error();
    if (cms == nullptr || OBJ_obj2nid(CMS_get0_type(cms.get())) != NID_pkcs7_signed) return nullptr;
    return std::all_of(at, end, [](unsigned char c) { return c == 0; }) ? std::move(cms) : nullptr;
}

Bytes digest_of(std::span<const BytesView> ranges, const EVP_MD* algorithm) {
    const DigestPtr context(EVP_MD_CTX_new());
    Bytes digest(EVP_MAX_MD_SIZE);
    unsigned int size = 0;
    bool ok = EVP_DigestInit_ex(context.get(), algorithm, nullptr) == 1;
    for (const BytesView range : ranges) ok = ok && EVP_DigestUpdate(context.get(), range.data(), range.size()) == 1;
    ok = ok && EVP_DigestFinal_ex(context.get(), reinterpret_cast<unsigned char*>(digest.data()), &size) == 1;
    digest.resize(ok ? size : 0);
    return digest;
}

bool is_strong_digest(int nid) {
    static constexpr std::array kStrong{NID_sha256, NID_sha384, NID_sha512, NID_sha3_256, NID_sha3_384, NID_sha3_512};
    return std::find(kStrong.begin(), kStrong.end(), nid) != kStrong.end();
}

bool is_strong_key(const X509* certificate) {
    const EVP_PKEY* key = X509_get0_pubkey(certificate);
    if (key == nullptr) return false;
    return EVP_PKEY_get_security_bits(key) >= 112;  // TS 119 312: what is still accepted; RSA 2,048, P-224
}

bool equals(const ASN1_OCTET_STRING* string, const Bytes& bytes) {
    return string != nullptr && static_cast<std::size_t>(ASN1_STRING_length(string)) == bytes.size() && !bytes.empty() &&
           std::equal(bytes.begin(), bytes.end(), reinterpret_cast<const std::byte*>(ASN1_STRING_get0_data(string)));
}

/// The value of an attribute that stands there once with one value; null otherwise.
template <typename T>
T* attribute(CMS_SignerInfo* signer, int nid, int type) {
    constexpr int kExactlyOne = -3;
    return static_cast<T*>(CMS_signed_get0_data_by_OBJ(signer, OBJ_nid2obj(nid), kExactlyOne, type));
}

/// The parts that every check needs. `finding` says why there are none.
struct Opened {
    CmsPtr cms;
    CMS_SignerInfo* signer = nullptr;
    X509_ALGOR* digest_algorithm = nullptr;
    X509_ALGOR* signature_algorithm = nullptr;
};

Finding open(BytesView contents, Opened& opened, CmsCheck& check) {
    opened.cms = parse_cms(contents);
    if (opened.cms == nullptr) return malformed("The value of the signature cannot be read.");
    STACK_OF(CMS_SignerInfo)* signers = CMS_get0_SignerInfos(opened.cms.get());
    if (sk_CMS_SignerInfo_num(signers) != 1) return malformed("The signature does not have exactly one signer.");
    opened.signer = sk_CMS_SignerInfo_value(signers, 0);
    check.certificates.reset(CMS_get1_certs(opened.cms.get()));
    CMS_set1_signers_certs(opened.cms.get(), nullptr, 0);
    X509* signer = nullptr;
    CMS_SignerInfo_get0_algs(opened.signer, nullptr, &signer, &opened.digest_algorithm, &opened.signature_algorithm);
    ERR_clear_error();
    if (signer == nullptr) return undecided("NO_SIGNING_CERTIFICATE_FOUND", "The signer's certificate is not in the signature.");
    X509_up_ref(signer);
    check.signer.reset(signer);
    return {};
}

bool algorithms_fit(const Opened& opened, const X509* signer) {
    const X509_ALGOR* algorithm = opened.signature_algorithm;
    const ASN1_OBJECT* name = nullptr;
    X509_ALGOR_get0(&name, nullptr, nullptr, algorithm);
    int digest = NID_undef;
    const bool has_digest = OBJ_find_sigid_algs(OBJ_obj2nid(name), &digest, nullptr) == 1 && digest != NID_undef;
    X509_ALGOR_get0(&name, nullptr, nullptr, opened.digest_algorithm);
    return is_strong_digest(OBJ_obj2nid(name)) && (!has_digest || is_strong_digest(digest)) && is_strong_key(signer);
}

/// The attribute that binds the signature to one certificate (RFC 5035, RFC 2634): that of the signer, when it is there.
Finding check_signing_certificate(const Opened& opened, const CmsCheck& check, bool required) {
    const auto* v2 = attribute<ASN1_STRING>(opened.signer, NID_id_smime_aa_signingCertificateV2, V_ASN1_SEQUENCE);
    const auto* v1 = attribute<ASN1_STRING>(opened.signer, NID_id_smime_aa_signingCertificate, V_ASN1_SEQUENCE);
    if (v1 == nullptr && v2 == nullptr) {
        ERR_clear_error();
        return required ? undecided("SIG_CONSTRAINTS_FAILURE", "The signature does not name its certificate.") : Finding{};
    }
    const unsigned char* at = v1 == nullptr ? nullptr : ASN1_STRING_get0_data(v1);
    const EssPtr first(at == nullptr ? nullptr : d2i_ESS_SIGNING_CERT(nullptr, &at, ASN1_STRING_length(v1)));
    at = v2 == nullptr ? nullptr : ASN1_STRING_get0_data(v2);
    const EssV2Ptr second(at == nullptr ? nullptr : d2i_ESS_SIGNING_CERT_V2(nullptr, &at, ASN1_STRING_length(v2)));
    const X509StackPtr chain(sk_X509_new_null());
    X509_add_cert(chain.get(), check.signer.get(), X509_ADD_FLAG_UP_REF);
    X509_add_certs(chain.get(), check.certificates.get(), X509_ADD_FLAG_UP_REF | X509_ADD_FLAG_NO_DUP);
    const bool bound = OSSL_ESS_check_signing_certs(first.get(), second.get(), chain.get(), 1) == 1;
    ERR_clear_error();
    return bound ? Finding{} : failed("SIG_CRYPTO_FAILURE", "The signature was made for another certificate.");
}

const EVP_MD* digest_algorithm(const X509_ALGOR* algorithm) {
    const ASN1_OBJECT* name = nullptr;
    X509_ALGOR_get0(&name, nullptr, nullptr, algorithm);
    return EVP_get_digestbyobj(name);
}

Finding check_value(const Opened& opened, const Bytes& digest, int content_type) {
    const auto* type = attribute<ASN1_OBJECT>(opened.signer, NID_pkcs9_contentType, V_ASN1_OBJECT);
    const auto* stated = attribute<ASN1_OCTET_STRING>(opened.signer, NID_pkcs9_messageDigest, V_ASN1_OCTET_STRING);
    ERR_clear_error();
    if (type == nullptr || stated == nullptr || OBJ_obj2nid(type) != content_type) {
        return malformed("The signature lacks what every signature must state.");
    }
    if (!equals(stated, digest)) return failed("HASH_FAILURE", "The bytes of the document are not those that were signed.");
    const bool right = CMS_SignerInfo_verify(opened.signer) == 1;
    ERR_clear_error();
    return right ? Finding{} : failed("SIG_CRYPTO_FAILURE", "The signature was not made with the key of its certificate.");
}

Finding check_parts(BytesView contents, std::span<const BytesView> ranges, bool pades, CmsCheck& check) {
    Opened opened;
    if (auto finding = open(contents, opened, check); !finding.passed()) return finding;
    check.algorithms_fit = algorithms_fit(opened, check.signer.get());
    ASN1_OCTET_STRING** inside = CMS_get0_content(opened.cms.get());
    if (OBJ_obj2nid(CMS_get0_eContentType(opened.cms.get())) != NID_pkcs7_data || (inside != nullptr && *inside != nullptr)) {
        return malformed("The signature carries content of its own.");
    }
    const EVP_MD* algorithm = digest_algorithm(opened.digest_algorithm);
    if (algorithm == nullptr) return undecided("CRYPTO_CONSTRAINTS_FAILURE_NO_POE", "The hash of the signature is not known.");
    if (auto finding = check_value(opened, digest_of(ranges, algorithm), NID_pkcs7_data); !finding.passed()) return finding;
    return check_signing_certificate(opened, check, pades);
}

/// TSTInfo is the content; its imprint must be that of the covered bytes.
Finding check_token(BytesView contents, std::span<const BytesView> ranges, CmsCheck& check) {
    Opened opened;
    if (auto finding = open(contents, opened, check); !finding.passed()) return finding;
    check.algorithms_fit = algorithms_fit(opened, check.signer.get());
    ASN1_OCTET_STRING** inside = CMS_get0_content(opened.cms.get());
    const EVP_MD* algorithm = digest_algorithm(opened.digest_algorithm);
    if (OBJ_obj2nid(CMS_get0_eContentType(opened.cms.get())) != NID_id_smime_ct_TSTInfo || inside == nullptr ||
        *inside == nullptr || algorithm == nullptr) {
        return malformed("The time-stamp cannot be read.");
    }
    const unsigned char* at = ASN1_STRING_get0_data(*inside);
    const auto size = static_cast<std::size_t>(ASN1_STRING_length(*inside));
    const std::array token{BytesView(reinterpret_cast<const std::byte*>(at), size)};
    if (auto f = check_value(opened, digest_of(token, algorithm), NID_id_smime_ct_TSTInfo); !f.passed()) return f;
    const TstInfoPtr info(d2i_TS_TST_INFO(nullptr, &at, static_cast<long>(size)));
    TS_MSG_IMPRINT* imprint = info == nullptr ? nullptr : TS_TST_INFO_get_msg_imprint(info.get());
    const EVP_MD* imprint_algorithm = imprint == nullptr ? nullptr : digest_algorithm(TS_MSG_IMPRINT_get_algo(imprint));
    ERR_clear_error();
    if (imprint_algorithm == nullptr) return malformed("The time-stamp cannot be read.");
    check.algorithms_fit = check.algorithms_fit && is_strong_digest(EVP_MD_get_type(imprint_algorithm));
    if (!equals(TS_MSG_IMPRINT_get_msg(imprint), digest_of(ranges, imprint_algorithm))) {
        return failed("HASH_FAILURE", "The bytes of the document are not those that were time-stamped.");
    }
    return check_signing_certificate(opened, check, true);
}

}  // namespace

CmsCheck check_signature(BytesView contents, std::span<const BytesView> ranges, bool pades) {
    CmsCheck check;
    check.finding = check_parts(contents, ranges, pades, check);
    return check;
}

CmsCheck check_time_stamp(BytesView contents, std::span<const BytesView> ranges) {
    CmsCheck check;
    check.finding = check_token(contents, ranges, check);
    return check;
}

}  // namespace quillport::signing
