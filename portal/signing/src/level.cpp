// Which of the PAdES baseline levels a signature has reached: whether its parts are there and fit, not whether they are trusted.
// EN 319 142-1 §6.2 and §6.3.
#include <algorithm>
#include <array>

#include "judgement.hpp"

namespace quillport::signing {
namespace {

bool is_named(OCSP_SINGLERESP* single, const X509* certificate) {
    ASN1_OCTET_STRING* issuer = nullptr;
    ASN1_OBJECT* algorithm = nullptr;
    ASN1_INTEGER* serial = nullptr;
    auto* id = const_cast<OCSP_CERTID*>(OCSP_SINGLERESP_get0_id(single));  // NOLINT: only read
    OCSP_id_get0_info(&issuer, &algorithm, nullptr, &serial, id);
    if (ASN1_INTEGER_cmp(serial, X509_get0_serialNumber(certificate)) != 0) return false;
    const EVP_MD* digest = EVP_get_digestbyobj(algorithm);
    std::array<unsigned char, EVP_MAX_MD_SIZE> hash{};
    unsigned int size = 0;
    return digest != nullptr && X509_NAME_digest(X509_get_issuer_name(certificate), digest, hash.data(), &size) == 1 &&
           static_cast<unsigned int>(ASN1_STRING_length(issuer)) == size &&
           std::equal(hash.begin(), hash.begin() + size, ASN1_STRING_get0_data(issuer));
}

/// Revocation data about a certificate whose issuer nobody gave: they can only be told by their names.
std::int64_t stored_by_name(const Evidence& evidence, const X509* certificate) {
    std::int64_t first = INT64_MAX;
    for (const CrlEvidence& one : evidence.crls()) {
        if (X509_NAME_cmp(X509_CRL_get_issuer(one.crl.get()), X509_get_issuer_name(certificate)) == 0) {
            first = std::min(first, stored_until(one.places));
        }
    }
    for (const OcspEvidence& one : evidence.ocsps()) {
        for (int i = 0; i < OCSP_resp_count(one.response.get()); ++i) {
            if (is_named(OCSP_resp_get0(one.response.get(), i), certificate)) first = std::min(first, stored_until(one.places));
        }
    }
    return first;
}

}  // namespace

/// Whether a document security store holds revocation data for a chain, up to its anchor; without one up to the last certificate
/// that the file has, whose issuer is not known. `until` grows to the offset behind the last piece that is needed.
bool Judgement::stored(const STACK_OF(X509) * chain, bool anchored, std::int64_t& until) {
    const int count = sk_X509_num(chain);
    if (count <= 0) return false;
    if (count == 1 && !anchored) {
        const std::int64_t first = stored_by_name(evidence_, sk_X509_value(chain, 0));
        until = std::max(until, first);
        return first != INT64_MAX;
    }
    for (int i = 0; i + 1 < count; ++i) {
        X509* certificate = sk_X509_value(chain, i);
        if (needs_no_revocation(certificate)) continue;
        std::int64_t first = INT64_MAX;
        for (const RevocationFact& fact : paths_.revocation().facts(certificate, sk_X509_value(chain, i + 1))) {
            first = std::min(first, fact.stored_until);
        }
        if (first == INT64_MAX) return false;
        until = std::max(until, first);
    }
    return true;
}

std::string Judgement::level_of(std::size_t i) {
    const Judged& judged = all_[i];
    if (judged.embedded->time_stamp || !judged.holds() || !judged.cms.baseline) return {};
    const auto holds = [](const JudgedToken& token) { return token.check.cms.finding.passed() && token.check.time.has_value(); };
    const auto is_stamp = [](const Judged& later) { return later.embedded->time_stamp && later.holds(); };
    const auto stamp = std::find_if(all_.begin() + static_cast<std::ptrdiff_t>(i) + 1, all_.end(), is_stamp);
    const bool inside = std::any_of(judged.tokens.begin(), judged.tokens.end(), holds);
    if (!inside && stamp == all_.end()) return "B-B";

    std::int64_t until = 0;
    bool complete = stored(judged.path.chain.get(), judged.path.anchored, until);
    for (const JudgedToken& token : judged.tokens) {
        if (holds(token)) complete = complete && stored(token.path.chain.get(), token.path.anchored, until);
    }
    if (!inside) complete = complete && stored(stamp->path.chain.get(), stamp->path.anchored, until);
    if (!complete) return "B-T";
    const bool archived = std::any_of(
        stamp, all_.end(), [&](const Judged& later) { return is_stamp(later) && until <= later.embedded->revision_end; });
    return archived ? "B-LTA" : "B-LT";
}

}  // namespace quillport::signing
