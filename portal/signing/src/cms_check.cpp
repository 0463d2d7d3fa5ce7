#include "cms_check.hpp"

#include <openssl/ess.h>

#include <algorithm>
#include <array>

#include "der.hpp"
#include "der_reader.hpp"

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

void free_crls(STACK_OF(X509_CRL) * stack) noexcept { sk_X509_CRL_pop_free(stack, X509_CRL_free); }

/// The parts that every check needs. `finding` says why there are none.
struct Opened {
    CmsPtr cms;
    CMS_SignerInfo* signer = nullptr;
    X509_ALGOR* digest_algorithm = nullptr;
    X509_ALGOR* signature_algorithm = nullptr;
};

TimePoint reliable_until(const Opened& opened, const X509* signer) {
    const ASN1_OBJECT* digest = nullptr;
    X509_ALGOR_get0(&digest, nullptr, nullptr, opened.digest_algorithm);
    return std::min({digest_reliable_until(OBJ_obj2nid(digest)), signature_reliable_until(opened.signature_algorithm),
                     key_reliable_until(X509_get0_pubkey(signer))});
}

/// Every value of an attribute, as DER.
std::vector<Bytes> values_of(const X509_ATTRIBUTE* attribute) {
    std::vector<Bytes> values;
    for (int i = 0; i < X509_ATTRIBUTE_count(attribute); ++i) {
        const ASN1_TYPE* value = X509_ATTRIBUTE_get0_type(const_cast<X509_ATTRIBUTE*>(attribute), i);  // NOLINT: only read
        values.push_back(der_of(value, i2d_ASN1_TYPE));
    }
    return values;
}

/// adbe-revocationInfoArchival, a signed attribute (ISO 32000-1 §12.8.3.3.2): [0] CRLs, [1] OCSP responses.
void read_archival(BytesView value, std::vector<Bytes>& revocation) {
    const auto archival = der::take(value);
    if (!archival) return;
    BytesView parts = archival->content;
    while (const auto part = der::take(parts)) {
        if (part->tag != 0xA0 && part->tag != 0xA1) continue;
        BytesView inside = part->content;
        const auto list = der::take(inside);
        BytesView items = list ? list->content : BytesView{};
        while (const auto item = der::take(items)) revocation.push_back(quillport::copy_of(item->whole));
    }
}

/// Time-stamps over the signature and revocation data that came with it.
void read_evidence(const Opened& opened, CmsCheck& check) {
    static constexpr std::size_t kMostTokens = 64;
    const std::unique_ptr<ASN1_OBJECT, Deleter<ASN1_OBJECT_free>> archival(OBJ_txt2obj("1.2.840.113583.1.1.8", 1));
    for (int i = 0; i < CMS_unsigned_get_attr_count(opened.signer); ++i) {
        X509_ATTRIBUTE* attribute = CMS_unsigned_get_attr(opened.signer, i);
        if (OBJ_obj2nid(X509_ATTRIBUTE_get0_object(attribute)) != NID_id_smime_aa_timeStampToken) continue;
        for (Bytes& token : values_of(attribute)) {
            if (check.time_stamps.size() < kMostTokens) check.time_stamps.push_back(std::move(token));
        }
    }
    for (int i = 0; i < CMS_signed_get_attr_count(opened.signer); ++i) {
        X509_ATTRIBUTE* attribute = CMS_signed_get_attr(opened.signer, i);
        if (OBJ_cmp(X509_ATTRIBUTE_get0_object(attribute), archival.get()) != 0) continue;
        for (const Bytes& value : values_of(attribute)) read_archival(value, check.revocation);
    }
    const std::unique_ptr<STACK_OF(X509_CRL), Deleter<free_crls>> crls(CMS_get1_crls(opened.cms.get()));
    for (int i = 0; i < sk_X509_CRL_num(crls.get()); ++i) {
        check.revocation.push_back(der_of(sk_X509_CRL_value(crls.get(), i), i2d_X509_CRL));
    }
    ERR_clear_error();
}

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
    check.reliable_until = reliable_until(opened, signer);
    const ASN1_OCTET_STRING* value = CMS_SignerInfo_get0_signature(opened.signer);
    check.value = copy_of(ASN1_STRING_get0_data(value), static_cast<std::size_t>(ASN1_STRING_length(value)));
    read_evidence(opened, check);
    return {};
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

/// What was signed: the attributes as a SET OF, in the order in which they stand (RFC 5652 §5.4).
Bytes signed_octets(CMS_SignerInfo* signer) {
    Bytes content;
    for (int i = 0; i < CMS_signed_get_attr_count(signer); ++i) {
        const Bytes attribute = der_of(CMS_signed_get_attr(signer, i), i2d_X509_ATTRIBUTE);
        content.insert(content.end(), attribute.begin(), attribute.end());
    }
    return der::value(der::kSet, content);
}

/// EdDSA signs the attributes themselves; OpenSSL 3.0's CMS cannot (RFC 8419 §3.1).
bool verify_eddsa(const Opened& opened, const X509* certificate, const Bytes& value) {
    const DigestPtr context(EVP_MD_CTX_new());
    const Bytes octets = signed_octets(opened.signer);
    return EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, X509_get0_pubkey(certificate)) == 1 &&
           EVP_DigestVerify(context.get(), raw(value), value.size(), raw(octets), octets.size()) == 1;
}

bool verify_value(const Opened& opened, const CmsCheck& check) {
    const EVP_PKEY* key = X509_get0_pubkey(check.signer.get());
    if (key == nullptr) return false;  // of a kind or curve that nobody knows
    const int kind = EVP_PKEY_get_base_id(key);
    const bool eddsa = kind == EVP_PKEY_ED25519 || kind == EVP_PKEY_ED448;
    const bool right = eddsa ? verify_eddsa(opened, check.signer.get(), check.value) : CMS_SignerInfo_verify(opened.signer) == 1;
    ERR_clear_error();
    return right;
}

Finding check_value(const Opened& opened, const CmsCheck& check, const Bytes& digest, int content_type) {
    const auto* type = attribute<ASN1_OBJECT>(opened.signer, NID_pkcs9_contentType, V_ASN1_OBJECT);
    const auto* stated = attribute<ASN1_OCTET_STRING>(opened.signer, NID_pkcs9_messageDigest, V_ASN1_OCTET_STRING);
    ERR_clear_error();
    if (type == nullptr || stated == nullptr || OBJ_obj2nid(type) != content_type) {
        return malformed("The signature lacks what every signature must state.");
    }
    if (!equals(stated, digest)) return failed("HASH_FAILURE", "The bytes of the document are not those that were signed.");
    return verify_value(opened, check)
               ? Finding{}
               : failed("SIG_CRYPTO_FAILURE", "The signature was not made with the key of its certificate.");
}

Finding check_parts(BytesView contents, std::span<const BytesView> ranges, bool pades, CmsCheck& check) {
    Opened opened;
    if (auto finding = open(contents, opened, check); !finding.passed()) return finding;
    ASN1_OCTET_STRING** inside = CMS_get0_content(opened.cms.get());
    if (OBJ_obj2nid(CMS_get0_eContentType(opened.cms.get())) != NID_pkcs7_data || (inside != nullptr && *inside != nullptr)) {
        return malformed("The signature carries content of its own.");
    }
    const EVP_MD* algorithm = digest_algorithm(opened.digest_algorithm);
    if (algorithm == nullptr) return undecided("CRYPTO_CONSTRAINTS_FAILURE", "The hash of the signature is not known.");
    if (auto finding = check_value(opened, check, digest_of(ranges, algorithm), NID_pkcs7_data); !finding.passed())
        return finding;
    const bool dated = CMS_signed_get_attr_by_NID(opened.signer, NID_pkcs9_signingTime, -1) >= 0;
    check.baseline = pades && !dated;  // EN 319 142-1 §6.3: the time stands in /M
    return check_signing_certificate(opened, check, pades);
}

/// The hash by which the token names what it covers; null when it has none.
const EVP_MD* imprint_algorithm(const TstInfoPtr& info) {
    TS_MSG_IMPRINT* imprint = info == nullptr ? nullptr : TS_TST_INFO_get_msg_imprint(info.get());
    const EVP_MD* algorithm = imprint == nullptr ? nullptr : digest_algorithm(TS_MSG_IMPRINT_get_algo(imprint));
    ERR_clear_error();
    return algorithm;
}

/// TSTInfo is the content.
Finding read_token(BytesView contents, TokenCheck& token_check) {
    CmsCheck& check = token_check.cms;
    Opened opened;
    if (auto finding = open(contents, opened, check); !finding.passed()) return finding;
    ASN1_OCTET_STRING** inside = CMS_get0_content(opened.cms.get());
    const EVP_MD* algorithm = digest_algorithm(opened.digest_algorithm);
    if (OBJ_obj2nid(CMS_get0_eContentType(opened.cms.get())) != NID_id_smime_ct_TSTInfo || inside == nullptr ||
        *inside == nullptr || algorithm == nullptr) {
        return malformed("The time-stamp cannot be read.");
    }
    const unsigned char* at = ASN1_STRING_get0_data(*inside);
    const auto size = static_cast<std::size_t>(ASN1_STRING_length(*inside));
    const std::array token{BytesView(reinterpret_cast<const std::byte*>(at), size)};
    if (auto f = check_value(opened, check, digest_of(token, algorithm), NID_id_smime_ct_TSTInfo); !f.passed()) return f;
    token_check.info.reset(d2i_TS_TST_INFO(nullptr, &at, static_cast<long>(size)));
    const EVP_MD* imprint = imprint_algorithm(token_check.info);
    if (imprint == nullptr) return malformed("The time-stamp cannot be read.");
    check.reliable_until = std::min(check.reliable_until, digest_reliable_until(EVP_MD_get_type(imprint)));
    token_check.time = time_of(TS_TST_INFO_get_time(token_check.info.get()));
    if (!token_check.time) return malformed("The time-stamp cannot be read.");
    return check_signing_certificate(opened, check, true);
}

/// Its imprint must be that of the covered bytes.
Finding check_token(BytesView contents, std::span<const BytesView> ranges, TokenCheck& token_check) {
    Finding read = read_token(contents, token_check);
    const EVP_MD* algorithm = imprint_algorithm(token_check.info);
    if (algorithm == nullptr || !token_check.time) return read;
    if (!equals(TS_MSG_IMPRINT_get_msg(TS_TST_INFO_get_msg_imprint(token_check.info.get())), digest_of(ranges, algorithm))) {
        return failed("HASH_FAILURE", "The bytes of the document are not those that were time-stamped.");
    }
    return read;
}

}  // namespace

CmsCheck check_signature(BytesView contents, std::span<const BytesView> ranges, bool pades) {
    CmsCheck check;
    check.finding = check_parts(contents, ranges, pades, check);
    return check;
}

CmsCheck read_signature(BytesView contents) {
    CmsCheck check;
    Opened opened;
    check.finding = open(contents, opened, check);
    return check;
}

TokenCheck check_time_stamp(BytesView contents, std::span<const BytesView> ranges) {
    TokenCheck check;
    check.cms.finding = check_token(contents, ranges, check);
    return check;
}

TokenCheck read_time_stamp(BytesView contents) {
    TokenCheck check;
    check.cms.finding = read_token(contents, check);
    return check;
}

}  // namespace quillport::signing
