#include "time_stamp_answer.hpp"

#include <algorithm>

#include "cms_check.hpp"
#include "der_reader.hpp"
#include "path.hpp"

namespace quillport::signing {
namespace {

using RequestPtr = std::unique_ptr<TS_REQ, Deleter<TS_REQ_free>>;
using ResponsePtr = std::unique_ptr<TS_RESP, Deleter<TS_RESP_free>>;
using ImprintPtr = std::unique_ptr<TS_MSG_IMPRINT, Deleter<TS_MSG_IMPRINT_free>>;
using AlgorithmPtr = std::unique_ptr<X509_ALGOR, Deleter<X509_ALGOR_free>>;
using IntegerPtr = std::unique_ptr<ASN1_INTEGER, Deleter<ASN1_INTEGER_free>>;
using ObjectPtr = std::unique_ptr<ASN1_OBJECT, Deleter<ASN1_OBJECT_free>>;

Error wrong(std::string what) { return {ErrorCode::Unavailable, std::move(what), ""}; }

int nid_of(runtime::DigestAlgorithm algorithm) {
    switch (algorithm) {
        case runtime::DigestAlgorithm::Sha384:
            return NID_sha384;
        case runtime::DigestAlgorithm::Sha512:
            return NID_sha512;
        default:
            return NID_sha256;
    }
}

IntegerPtr integer_of(BytesView big_endian) {
    const BignumPtr number(BN_bin2bn(raw(big_endian), static_cast<int>(big_endian.size()), nullptr));
    return IntegerPtr(number == nullptr ? nullptr : BN_to_ASN1_INTEGER(number.get(), nullptr));
}

/// Parameters absent (RFC 5754 §2).
ImprintPtr imprint_of(const TimeStampQuery& query) {
    ImprintPtr imprint(TS_MSG_IMPRINT_new());
    const AlgorithmPtr algorithm(X509_ALGOR_new());
    const bool made = imprint != nullptr && algorithm != nullptr &&
                      X509_ALGOR_set0(algorithm.get(), OBJ_nid2obj(nid_of(query.algorithm)), V_ASN1_UNDEF, nullptr) == 1 &&
                      TS_MSG_IMPRINT_set_algo(imprint.get(), algorithm.get()) == 1 &&
                      TS_MSG_IMPRINT_set_msg(imprint.get(), const_cast<unsigned char*>(raw(query.digest)),  // NOLINT: copied
                                             static_cast<int>(query.digest.size())) == 1;
    return made ? std::move(imprint) : nullptr;
}

std::string dotted(const ASN1_OBJECT* object) {
    char text[128] = {};
    const int size = OBJ_obj2txt(text, sizeof text, object, 1);
    return size > 0 && static_cast<std::size_t>(size) < sizeof text ? text : std::string{};
}

/// PKIStatusInfo: granted or grantedWithMods (RFC 3161 §2.4.2).
Result<void> check_status(TS_RESP* response) {
    constexpr long kGrantedWithMods = 1;
    TS_STATUS_INFO* info = TS_RESP_get_status_info(response);
    const long status = ASN1_INTEGER_get(TS_STATUS_INFO_get0_status(info));
    if (status >= 0 && status <= kGrantedWithMods) return {};
    std::string said = "the authority refused (status " + std::to_string(status);
    const ASN1_BIT_STRING* failure = TS_STATUS_INFO_get0_failure_info(info);
    for (int bit = 0; failure != nullptr && bit < 32; ++bit) {
        if (ASN1_BIT_STRING_get_bit(failure, bit) == 1) said += ", failure " + std::to_string(bit);
    }
    return wrong(said + ")");
}

bool same_imprint(TS_MSG_IMPRINT* imprint, const TimeStampQuery& query) {
    const ASN1_OBJECT* algorithm = nullptr;
    X509_ALGOR_get0(&algorithm, nullptr, nullptr, TS_MSG_IMPRINT_get_algo(imprint));
    const ASN1_OCTET_STRING* digest = TS_MSG_IMPRINT_get_msg(imprint);
    return OBJ_obj2nid(algorithm) == nid_of(query.algorithm) &&
           static_cast<std::size_t>(ASN1_STRING_length(digest)) == query.digest.size() &&
           std::equal(query.digest.begin(), query.digest.end(),
                      reinterpret_cast<const std::byte*>(ASN1_STRING_get0_data(digest)));
}

/// That the token is the answer to this question.
Result<void> check_content(TS_TST_INFO* info, TimePoint stated, const TimeStampQuery& query, const TimeStampRules& rules) {
    if (TS_TST_INFO_get_version(info) != 1) return wrong("the token is of another version");
    if (!same_imprint(TS_TST_INFO_get_msg_imprint(info), query)) return wrong("the token is over something else");
    const IntegerPtr nonce = integer_of(query.nonce);
    const ASN1_INTEGER* given = TS_TST_INFO_get_nonce(info);
    if (nonce == nullptr || given == nullptr || ASN1_INTEGER_cmp(nonce.get(), given) != 0) {
        return wrong("the token answers another question (nonce)");
    }
    if (!query.policy.empty() && dotted(TS_TST_INFO_get_policy_id(info)) != query.policy) {
        return wrong("the token was made under another policy");
    }
    if (stated > rules.now + rules.tolerance || stated < rules.now - rules.tolerance) {
        return wrong("the authority's clock says " + to_rfc3339(stated) + ", which is far from ours");
    }
    return {};
}

bool in_dates(const X509* certificate, TimePoint at) {
    const auto from = time_of(X509_get0_notBefore(certificate));
    const auto until = time_of(X509_get0_notAfter(certificate));
    return from && until && *from <= at && at <= *until;
}

/// RFC 3161 §2.3: extendedKeyUsage is critical and holds timeStamping alone; OpenSSL's purpose asks for exactly this.
Result<void> check_signer(const CmsCheck& cms, TimePoint stated, const TimeStampRules& rules) {
    X509* signer = cms.signer.get();
    if (X509_check_purpose(signer, X509_PURPOSE_TIMESTAMP_SIGN, 0) != 1) {
        ERR_clear_error();
        return wrong("the token was signed by somebody who may not sign time-stamps: " + common_name_of(signer));
    }
    if (!in_dates(signer, stated) || !in_dates(signer, rules.now)) return wrong("the authority's certificate is not valid now");
    if (cms.reliable_until <= rules.now) return wrong("the token uses cryptography that is too weak");
    if (rules.trust == nullptr) return {};
    Evidence evidence;
    evidence.add_certificates(cms.certificates.get());
    const Proofs proofs(rules.now);
    const PathResult path = Paths(*rules.trust, evidence, proofs, false).check(signer, TrustService::TimeStamps, rules.now);
    if (path.finding.passed()) return {};
    return wrong("the authority is not trusted: " + path.finding.reason);
}

/// The token as it stands in the answer, TimeStampResp ::= SEQUENCE { status, timeStampToken OPTIONAL }: not a byte of it
/// changes.
Result<Bytes> token_of(BytesView answer) {
    const unsigned char* at = raw(answer);
    const unsigned char* const end = at + answer.size();
    const ResponsePtr response(d2i_TS_RESP(nullptr, &at, static_cast<long>(answer.size())));
    ERR_clear_error();
    if (response == nullptr || at != end) return wrong("the answer is no time-stamp response");
    if (auto granted = check_status(response.get()); !granted.ok()) return std::move(granted).error();
    const auto outer = der::take(answer);
    BytesView parts = outer ? outer->content : BytesView{};
    const auto status = der::take(parts);
    const auto token = der::take(parts);
    if (!status || !token || !parts.empty()) return wrong("the answer holds no token");
    return quillport::copy_of(token->whole);
}

}  // namespace

Result<Bytes> encode(const TimeStampQuery& query) {
    if (query.digest.size() != runtime::size_of(query.algorithm)) {
        return Error{ErrorCode::InvalidInput, "the digest has another size than its algorithm's", ""};
    }
    const RequestPtr request(TS_REQ_new());
    const ImprintPtr imprint = imprint_of(query);
    const IntegerPtr nonce = integer_of(query.nonce);
    bool made = request != nullptr && imprint != nullptr && nonce != nullptr && TS_REQ_set_version(request.get(), 1) == 1 &&
                TS_REQ_set_msg_imprint(request.get(), imprint.get()) == 1 && TS_REQ_set_nonce(request.get(), nonce.get()) == 1 &&
                TS_REQ_set_cert_req(request.get(), 1) == 1;
    if (made && !query.policy.empty()) {
        const ObjectPtr policy(OBJ_txt2obj(query.policy.c_str(), 1));
        made = policy != nullptr && TS_REQ_set_policy_id(request.get(), policy.get()) == 1;
    }
    Bytes der = made ? der_of(request.get(), i2d_TS_REQ) : Bytes{};
    if (der.empty()) return openssl_error(ErrorCode::InvalidInput, "no such time-stamp can be asked for");
    return der;
}

Result<TimeStamp> check_answer(BytesView answer, const TimeStampQuery& query, const TimeStampRules& rules) {
    auto token = token_of(answer);
    if (!token.ok()) return std::move(token).error();
    const TokenCheck check = read_time_stamp(token.value());
    if (!check.cms.finding.passed()) return wrong(check.cms.finding.reason);
    if (auto r = check_content(check.info.get(), *check.time, query, rules); !r.ok()) return std::move(r).error();
    if (auto r = check_signer(check.cms, *check.time, rules); !r.ok()) return std::move(r).error();
    return TimeStamp{std::move(token).value(), *check.time, dotted(TS_TST_INFO_get_policy_id(check.info.get())),
                     common_name_of(check.cms.signer.get())};
}

}  // namespace quillport::signing
