// Signatures, scope and authorisation are judged by the verifier's own code, so that what is stored is what it will accept.
#include "revocation_check.hpp"

#include <algorithm>

#include "revocation.hpp"

namespace quillport::signing {
namespace {

using CertIdPtr = std::unique_ptr<OCSP_CERTID, Deleter<OCSP_CERTID_free>>;
using RequestPtr = std::unique_ptr<OCSP_REQUEST, Deleter<OCSP_REQUEST_free>>;

Error wrong(std::string what) { return {ErrorCode::Unavailable, std::move(what), ""}; }

std::string status_text(int status) { return "the responder refused: " + std::string(OCSP_response_status_str(status)); }

/// Nobody is trusted by himself here: the issuer answers, or whom he authorised.
const TrustSource& no_trust() {
    static const std::unique_ptr<TrustSource> kNone = trust_in({});
    return *kNone;
}

/// The fact that decides: a revocation, else the newest.
const RevocationFact* deciding(const std::vector<RevocationFact>& facts) {
    using State = RevocationFact::State;
    const RevocationFact* best = nullptr;
    for (const RevocationFact& fact : facts) {
        if (!fact.dependable) continue;
        const bool stronger = best != nullptr && fact.state == State::Revoked && best->state != State::Revoked;
        const bool newer = best != nullptr && fact.this_update > best->this_update && best->state != State::Revoked;
        if (best == nullptr || stronger || newer) best = &fact;
    }
    return best;
}

Result<RevocationAnswer> answer_of(const Evidence& evidence, X509* certificate, X509* issuer, const RevocationRules& rules,
                                   std::chrono::seconds without_next) {
    const Proofs proofs(rules.now);
    const auto facts = Revocation(evidence, no_trust(), proofs).facts(certificate, issuer);
    const RevocationFact* fact = deciding(facts);
    if (fact == nullptr) return wrong("it says nothing that counts about the certificate");
    RevocationAnswer answer;
    answer.this_update = fact->this_update;
    answer.next_update = fact->good_until > fact->this_update ? fact->good_until : fact->this_update + without_next;
    if (fact->state != RevocationFact::State::Good) {
        answer.state =
            fact->state == RevocationFact::State::Held ? RevocationAnswer::State::OnHold : RevocationAnswer::State::Revoked;
        answer.revoked_at = fact->revoked_at;
        return answer;
    }
    if (answer.next_update <= rules.now) return wrong("it is out of date since " + to_rfc3339(answer.next_update));
    return answer;
}

/// 1: equal; 2: in neither; -1: only in the request; 0: different; 3: only in the response (OCSP_check_nonce).
bool nonce_fits(OCSP_BASICRESP* response, BytesView nonce) {
    const RequestPtr request(OCSP_REQUEST_new());
    OCSP_request_add1_nonce(request.get(), const_cast<unsigned char*>(raw(nonce)), static_cast<int>(nonce.size()));  // NOLINT
    const int fits = OCSP_check_nonce(request.get(), response);
    return fits == 1 || fits == -1;
}

std::vector<Bytes> certificates_in(OCSP_BASICRESP* response) {
    std::vector<Bytes> all;
    const STACK_OF(X509)* certificates = OCSP_resp_get0_certs(response);
    for (int i = 0; i < sk_X509_num(certificates); ++i) all.push_back(der_of(sk_X509_value(certificates, i), i2d_X509));
    return all;
}

}  // namespace

Bytes ocsp_request(X509* certificate, X509* issuer, BytesView nonce) {
    const RequestPtr request(OCSP_REQUEST_new());
    CertIdPtr id(OCSP_cert_to_id(EVP_sha1(), certificate, issuer));
    const bool named = request != nullptr && id != nullptr && OCSP_request_add0_id(request.get(), id.get()) != nullptr;
    if (named) static_cast<void>(id.release());  // the request's from now on
    const bool made = named && OCSP_request_add1_nonce(request.get(), const_cast<unsigned char*>(raw(nonce)),  // NOLINT: copied
                                                       static_cast<int>(nonce.size())) == 1;
    Bytes der = made ? der_of(request.get(), i2d_OCSP_REQUEST) : Bytes{};
    ERR_clear_error();
    return der;
}

Result<RevocationAnswer> check_ocsp(BytesView response, X509* certificate, X509* issuer, BytesView nonce,
                                    const RevocationRules& rules) {
    const unsigned char* at = raw(response);
    const unsigned char* const end = at + response.size();
    const OcspResponsePtr parsed(d2i_OCSP_RESPONSE(nullptr, &at, static_cast<long>(response.size())));
    ERR_clear_error();
    if (parsed == nullptr || at != end) return wrong("the answer is no OCSP response");
    const int status = OCSP_response_status(parsed.get());
    if (status != OCSP_RESPONSE_STATUS_SUCCESSFUL) return wrong(status_text(status));
    const OcspPtr basic(OCSP_response_get1_basic(parsed.get()));
    ERR_clear_error();
    if (basic == nullptr) return wrong("the answer is of an unknown kind");
    if (!nonce_fits(basic.get(), nonce)) return wrong("it answers another question (nonce)");
    Evidence evidence;
    evidence.add_revocation(response, {});
    auto answer = answer_of(evidence, certificate, issuer, rules, rules.longest_without_next);
    if (!answer.ok()) return answer;
    answer.value().ocsp_response = quillport::copy_of(response);
    answer.value().certificates = certificates_in(basic.get());
    return answer;
}

Result<RevocationAnswer> check_crl(BytesView list, X509* certificate, X509* issuer, const RevocationRules& rules) {
    const unsigned char* at = raw(list);
    const unsigned char* const end = at + list.size();
    const CrlPtr crl(d2i_X509_CRL(nullptr, &at, static_cast<long>(list.size())));
    ERR_clear_error();
    if (crl == nullptr || at != end) return wrong("the answer is no revocation list");
    Evidence evidence;
    evidence.add_revocation(list, {});
    // RFC 5280 §5.1.2.5: a list always says when the next one comes.
    auto answer = answer_of(evidence, certificate, issuer, rules, std::chrono::seconds{0});
    if (answer.ok()) answer.value().crl = quillport::copy_of(list);
    return answer;
}

}  // namespace quillport::signing
