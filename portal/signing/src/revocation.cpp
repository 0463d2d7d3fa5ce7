#include "revocation.hpp"

#include <algorithm>
#include <array>

#include "algorithms.hpp"

namespace quillport::signing {
namespace {

using State = RevocationFact::State;
using IdpPtr = std::unique_ptr<ISSUING_DIST_POINT, Deleter<ISSUING_DIST_POINT_free>>;
using PointsPtr = std::unique_ptr<CRL_DIST_POINTS, Deleter<CRL_DIST_POINTS_free>>;
using EnumeratedPtr = std::unique_ptr<ASN1_ENUMERATED, Deleter<ASN1_ENUMERATED_free>>;
using TimePtr = std::unique_ptr<ASN1_GENERALIZEDTIME, Deleter<ASN1_GENERALIZEDTIME_free>>;
using CertIdPtr = std::unique_ptr<OCSP_CERTID, Deleter<OCSP_CERTID_free>>;
/// Clocks of authorities may be a little ahead of ours.
constexpr std::chrono::minutes kSlack{5};

bool valid_at(const X509* certificate, TimePoint at) {
    const auto from = time_of(X509_get0_notBefore(certificate));
    const auto until = time_of(X509_get0_notAfter(certificate));
    return from && until && *from <= at && at <= *until;
}

bool same_name(const GENERAL_NAMES* a, const GENERAL_NAMES* b) {
    for (int i = 0; i < sk_GENERAL_NAME_num(a); ++i) {
        for (int k = 0; k < sk_GENERAL_NAME_num(b); ++k) {
            if (GENERAL_NAME_cmp(sk_GENERAL_NAME_value(a, i), sk_GENERAL_NAME_value(b, k)) == 0) return true;
        }
    }
    return false;
}

/// The name of the CRL's distribution point must be one that the certificate names (RFC 5280 §6.3.3 (b)(2)(i)).
bool point_fits(const DIST_POINT_NAME* point, X509* certificate) {
    constexpr int kFullName = 0;
    if (point == nullptr) return true;
    if (point->type != kFullName) return false;
    const PointsPtr points(
        static_cast<CRL_DIST_POINTS*>(X509_get_ext_d2i(certificate, NID_crl_distribution_points, nullptr, nullptr)));
    for (int i = 0; i < sk_DIST_POINT_num(points.get()); ++i) {
        const DIST_POINT_NAME* named = sk_DIST_POINT_value(points.get(), i)->distpoint;
        if (named != nullptr && named->type == kFullName && same_name(point->name.fullname, named->name.fullname)) return true;
    }
    return false;
}

/// Whether the list speaks of all revocations of such a certificate. What is not known for sure is refused.
bool scope_fits(X509_CRL* crl, X509* certificate) {
    for (int i = 0; i < X509_CRL_get_ext_count(crl); ++i) {
        X509_EXTENSION* extension = X509_CRL_get_ext(crl, i);
        const int nid = OBJ_obj2nid(X509_EXTENSION_get_object(extension));
        if (nid == NID_delta_crl) return false;
        if (X509_EXTENSION_get_critical(extension) == 1 && nid != NID_issuing_distribution_point) return false;
    }
    int critical = -1;
    const IdpPtr scope(
        static_cast<ISSUING_DIST_POINT*>(X509_CRL_get_ext_d2i(crl, NID_issuing_distribution_point, &critical, nullptr)));
    if (scope == nullptr) return critical == -1;
    const bool authority = X509_check_ca(certificate) == 1;
    if (scope->indirectCRL > 0 || scope->onlyattr > 0 || scope->onlysomereasons != nullptr) return false;
    if ((scope->onlyuser > 0 && authority) || (scope->onlyCA > 0 && !authority)) return false;
    return point_fits(scope->distpoint, certificate);
}

State state_of_reason(int reason) { return reason == CRL_REASON_CERTIFICATE_HOLD ? State::Held : State::Revoked; }

int reason_of(X509_REVOKED* entry) {
    const EnumeratedPtr reason(static_cast<ASN1_ENUMERATED*>(X509_REVOKED_get_ext_d2i(entry, NID_crl_reason, nullptr, nullptr)));
    return reason == nullptr ? CRL_REASON_UNSPECIFIED : static_cast<int>(ASN1_ENUMERATED_get(reason.get()));
}

/// expiredCertsOnCRL (X.509 §9.5.2.8, 2.5.29.60): the list keeps certificates after they expired.
TimePoint keeps_expired_since(X509_CRL* crl) {
    const std::unique_ptr<ASN1_OBJECT, Deleter<ASN1_OBJECT_free>> name(OBJ_txt2obj("2.5.29.60", 1));
    const int index = X509_CRL_get_ext_by_OBJ(crl, name.get(), -1);
    if (index < 0) return kForever;
    const ASN1_OCTET_STRING* value = X509_EXTENSION_get_data(X509_CRL_get_ext(crl, index));
    const unsigned char* at = ASN1_STRING_get0_data(value);
    const TimePtr since(d2i_ASN1_GENERALIZEDTIME(nullptr, &at, ASN1_STRING_length(value)));
    return time_of(since.get()).value_or(kForever);
}

/// True when a responder's certificate is the one that the response names, by name or by the SHA-1 of its key (RFC 6960 §4.2.1).
bool is_named(const OCSP_BASICRESP* response, const X509* candidate) {
    const ASN1_OCTET_STRING* key_hash = nullptr;
    const X509_NAME* name = nullptr;
    if (OCSP_resp_get0_id(response, &key_hash, &name) != 1) return false;
    if (name != nullptr) return X509_NAME_cmp(name, X509_get_subject_name(candidate)) == 0;
    std::array<unsigned char, EVP_MAX_MD_SIZE> hash{};
    unsigned int size = 0;
    return X509_pubkey_digest(candidate, EVP_sha1(), hash.data(), &size) == 1 &&
           static_cast<unsigned int>(ASN1_STRING_length(key_hash)) == size &&
           std::equal(hash.begin(), hash.begin() + size, ASN1_STRING_get0_data(key_hash));
}

bool signed_by(OCSP_BASICRESP* response, X509* responder) {
    const X509StackPtr only(sk_X509_new_null());
    X509_add_cert(only.get(), responder, X509_ADD_FLAG_UP_REF);
    const bool right = OCSP_basic_verify(response, only.get(), nullptr, OCSP_NOVERIFY | OCSP_NOINTERN) == 1;
    ERR_clear_error();
    return right;
}

bool is_about(OCSP_SINGLERESP* single, X509* certificate, X509* issuer) {
    ASN1_OBJECT* algorithm = nullptr;
    auto* id = const_cast<OCSP_CERTID*>(OCSP_SINGLERESP_get0_id(single));  // NOLINT: only read
    OCSP_id_get0_info(nullptr, &algorithm, nullptr, nullptr, id);
    const EVP_MD* digest = EVP_get_digestbyobj(algorithm);
    if (digest == nullptr) return false;
    const CertIdPtr wanted(OCSP_cert_to_id(digest, certificate, issuer));
    return wanted != nullptr && OCSP_id_cmp(id, wanted.get()) == 0;
}

}  // namespace

RevocationStatus status_at(const std::vector<RevocationFact>& facts, const X509* certificate, TimePoint at) {
    RevocationStatus status;
    TimePoint revoked = kForever;
    for (const RevocationFact& fact : facts) {
        if (fact.state == State::Revoked) revoked = std::min(revoked, fact.revoked_at);
    }
    if (revoked <= at) return {RevocationStatus::Kind::Revoked, revoked, false};
    const auto latest =
        std::max_element(facts.begin(), facts.end(), [](const auto& a, const auto& b) { return a.this_update < b.this_update; });
    if (latest != facts.end() && latest->state == State::Held && latest->revoked_at <= at) {
        return {RevocationStatus::Kind::OnHold, latest->revoked_at, false};
    }
    // Revoked later means that it was good before.
    if (revoked != kForever) return {RevocationStatus::Kind::NotRevoked, revoked, true};
    const TimePoint expiry = time_of(X509_get0_notAfter(certificate)).value_or(kNever);
    const bool good = std::any_of(facts.begin(), facts.end(), [&](const RevocationFact& fact) {
        // A list drops what has expired, so one that came later says nothing, unless it says that it keeps them.
        return fact.state == State::Good && fact.dependable && fact.good_until >= at &&
               (fact.this_update <= expiry || fact.expired_since <= expiry);
    });
    if (good) status.kind = RevocationStatus::Kind::NotRevoked;
    return status;
}

bool needs_no_revocation(X509* certificate) {
    if (X509_get_ext_by_NID(certificate, NID_id_pkix_OCSP_noCheck, -1) >= 0) return true;
    for (const char* oid : {"2.5.29.56", "0.4.0.194121.2.1"}) {
        const std::unique_ptr<ASN1_OBJECT, Deleter<ASN1_OBJECT_free>> name(OBJ_txt2obj(oid, 1));
        if (X509_get_ext_by_OBJ(certificate, name.get(), -1) >= 0) return true;
    }
    return false;
}

std::vector<RevocationFact> Revocation::facts(X509* certificate, X509* issuer) {
    std::vector<RevocationFact> facts;
    add_crl_facts(certificate, issuer, facts);
    add_ocsp_facts(certificate, issuer, facts);
    ERR_clear_error();
    return facts;
}

bool Revocation::crl_signed_by(const CrlEvidence& crl, X509* issuer) {
    const auto [entry, fresh] = crls_.try_emplace({crl.crl.get(), issuer}, false);
    if (!fresh) return entry->second;
    const bool may_sign = (X509_get_key_usage(issuer) & KU_CRL_SIGN) != 0U;
    entry->second = may_sign && X509_CRL_verify(crl.crl.get(), X509_get0_pubkey(issuer)) == 1;
    return entry->second;
}

void Revocation::add_crl_facts(X509* certificate, X509* issuer, std::vector<RevocationFact>& facts) {
    for (const CrlEvidence& evidence : evidence_.crls()) {
        X509_CRL* crl = evidence.crl.get();
        if (X509_NAME_cmp(X509_CRL_get_issuer(crl), X509_get_subject_name(issuer)) != 0) continue;
        const auto this_update = time_of(X509_CRL_get0_lastUpdate(crl));
        if (!this_update || *this_update > proofs_.now() + kSlack) continue;
        if (!scope_fits(crl, certificate) || !crl_signed_by(evidence, issuer)) continue;
        RevocationFact fact;
        fact.this_update = *this_update;
        fact.good_until = std::max(*this_update, time_of(X509_CRL_get0_nextUpdate(crl)).value_or(*this_update));
        fact.expired_since = keeps_expired_since(crl);
        fact.stored_until = stored_until(evidence.places);
        const TimePoint existed = proven(evidence.places, proofs_);
        const X509_ALGOR* algorithm = nullptr;
        X509_CRL_get0_signature(crl, nullptr, &algorithm);
        fact.dependable = valid_at(issuer, existed) && signature_reliable_until(algorithm) > existed;
        X509_REVOKED* entry = nullptr;
        if (X509_CRL_get0_by_cert(crl, &entry, certificate) == 1) {
            fact.state = state_of_reason(reason_of(entry));
            fact.revoked_at = time_of(X509_REVOKED_get0_revocationDate(entry)).value_or(kNever);
        }
        facts.push_back(fact);
    }
}

/// RFC 6960 §4.2.2.2: the issuer itself, one whom it authorised by a certificate with id-kp-OCSPSigning, or a responder that is
/// trusted by itself.
bool Revocation::may_answer(X509* candidate, X509* issuer) const {
    if (X509_cmp(candidate, issuer) == 0) return true;
    if ((X509_get_key_usage(candidate) & (KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION)) == 0U) return false;
    const bool named_purpose = (X509_get_extension_flags(candidate) & EXFLAG_XKUSAGE) != 0U &&
                               (X509_get_extended_key_usage(candidate) & XKU_OCSP_SIGN) != 0U;
    if (named_purpose && X509_check_issued(issuer, candidate) == X509_V_OK &&
        X509_verify(candidate, X509_get0_pubkey(issuer)) == 1) {
        return true;
    }
    if (X509_check_ca(candidate) != 0) return false;
    const Bytes der = der_of(candidate, i2d_X509);
    const auto anchors = trust_.find(der_of(X509_get_subject_name(candidate), i2d_X509_NAME), TrustService::Revocation);
    return std::any_of(anchors.begin(), anchors.end(), [&](const TrustAnchor& anchor) { return anchor.certificate == der; });
}

X509* Revocation::find_responder(const OcspEvidence& ocsp, X509* issuer) const {
    OCSP_BASICRESP* response = ocsp.response.get();
    const auto fits = [&](X509* candidate) {
        return is_named(response, candidate) && may_answer(candidate, issuer) && signed_by(response, candidate);
    };
    if (fits(issuer)) return issuer;
    const STACK_OF(X509)* certificates = evidence_.certificates();
    for (int i = 0; i < sk_X509_num(certificates); ++i) {
        if (fits(sk_X509_value(certificates, i))) return sk_X509_value(certificates, i);
    }
    return nullptr;
}

X509* Revocation::responder_of(const OcspEvidence& ocsp, X509* issuer) {
    const auto [entry, fresh] = responders_.try_emplace({ocsp.response.get(), issuer}, nullptr);
    if (fresh) entry->second = find_responder(ocsp, issuer);
    return entry->second;
}

bool Revocation::was_revoked(X509* responder, X509* issuer, TimePoint at) {
    if (responder == issuer || needs_no_revocation(responder)) return false;
    std::vector<RevocationFact> facts;
    add_crl_facts(responder, issuer, facts);
    return status_at(facts, responder, at).kind == RevocationStatus::Kind::Revoked;
}

void Revocation::add_single(OCSP_SINGLERESP* single, RevocationFact fact, std::vector<RevocationFact>& facts) const {
    int reason = OCSP_REVOKED_STATUS_NOSTATUS;
    ASN1_GENERALIZEDTIME *revoked = nullptr, *this_update = nullptr, *next_update = nullptr;
    const int state = OCSP_single_get0_status(single, &reason, &revoked, &this_update, &next_update);
    const auto made = time_of(this_update);
    if (state == V_OCSP_CERTSTATUS_UNKNOWN || !made || *made > proofs_.now() + kSlack) return;
    fact.this_update = *made;
    fact.good_until = std::max(*made, time_of(next_update).value_or(*made));
    const TimePtr cutoff(static_cast<ASN1_GENERALIZEDTIME*>(
        OCSP_SINGLERESP_get1_ext_d2i(single, NID_id_pkix_OCSP_archiveCutoff, nullptr, nullptr)));
    fact.expired_since = time_of(cutoff.get()).value_or(kForever);
    if (state == V_OCSP_CERTSTATUS_REVOKED) {
        fact.state = state_of_reason(reason);
        fact.revoked_at = time_of(revoked).value_or(kNever);
    }
    facts.push_back(fact);
}

void Revocation::add_ocsp_facts(X509* certificate, X509* issuer, std::vector<RevocationFact>& facts) {
    for (const OcspEvidence& evidence : evidence_.ocsps()) {
        OCSP_BASICRESP* response = evidence.response.get();
        for (int i = 0; i < OCSP_resp_count(response); ++i) {
            OCSP_SINGLERESP* single = OCSP_resp_get0(response, i);
            if (!is_about(single, certificate, issuer)) continue;
            X509* responder = responder_of(evidence, issuer);
            if (responder == nullptr) break;
            const TimePoint existed = proven(evidence.places, proofs_);
            const auto produced = time_of(OCSP_resp_get0_produced_at(response));
            if (!produced || was_revoked(responder, issuer, existed)) break;
            RevocationFact fact;
            fact.stored_until = stored_until(evidence.places);
            fact.dependable = valid_at(responder, *produced) && valid_at(responder, existed) &&
                              signature_reliable_until(OCSP_resp_get0_tbs_sigalg(response)) > existed &&
                              key_reliable_until(X509_get0_pubkey(responder)) > existed;
            add_single(single, fact, facts);
        }
    }
}

}  // namespace quillport::signing
