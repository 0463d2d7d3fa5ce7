#include "validation_collector.hpp"

#include <algorithm>

#include "revocation.hpp"

namespace quillport::signing {
namespace {

constexpr int kDeepest = 12;

std::string reason_of(const Error& error) { return error.what + (error.detail.empty() ? "" : ": " + error.detail); }

Gap gap_of(Gap::What what, const X509* certificate, const Error& error) {
    return {what, common_name_of(certificate), reason_of(error), error.code != ErrorCode::Unsupported};
}

Error nobody_to_ask() { return {ErrorCode::Unavailable, "no source of revocation data is set", ""}; }

bool issued_by(X509* issuer, X509* subject) {
    const bool right = X509_check_issued(issuer, subject) == X509_V_OK && X509_verify(subject, X509_get0_pubkey(issuer)) == 1;
    ERR_clear_error();
    return right;
}

}  // namespace

ValidationCollector::ValidationCollector(const PreservationSources& sources) : sources_(sources) {
    for (const Bytes& anchor : sources.anchors) {
        const auto ders = read_certificates(anchor);
        for (const Bytes& der : ders.ok() ? ders.value() : std::vector<Bytes>{}) {
            know(der);
            anchors_.insert(der);
        }
    }
}

const ValidationCollector::Known* ValidationCollector::know(BytesView der) {
    const auto same = [&](const auto& one) { return std::equal(one->der.begin(), one->der.end(), der.begin(), der.end()); };
    const auto found = std::find_if(known_.begin(), known_.end(), same);
    if (found != known_.end()) return found->get();
    X509Ptr certificate = parse_certificate(der);
    if (certificate == nullptr) return nullptr;
    return known_.emplace_back(std::make_unique<Known>(Known{quillport::copy_of(der), std::move(certificate)})).get();
}

bool ValidationCollector::ends_chain(const Known& one) const {
    const bool self_signed = (X509_get_extension_flags(one.certificate.get()) & EXFLAG_SS) != 0U;
    return self_signed || anchors_.count(one.der) != 0;
}

/// Among what is known, else from where the certificate says.
const ValidationCollector::Known* ValidationCollector::find_issuer(X509* certificate) {
    const auto fits = [&](const auto& candidate) { return issued_by(candidate->certificate.get(), certificate); };
    const auto found = std::find_if(known_.begin(), known_.end(), fits);
    if (found != known_.end()) return found->get();
    const Bytes der = der_of(certificate, i2d_X509);
    const auto fetched = sources_.revocation == nullptr ? Result<Bytes>(nobody_to_ask()) : sources_.revocation->issuer_of(der);
    if (!fetched.ok()) {
        gaps_.push_back(gap_of(Gap::What::Issuer, certificate, fetched.error()));
        return nullptr;
    }
    return know(fetched.value());
}

void ValidationCollector::take(const RevocationAnswer& answer) {
    if (!answer.ocsp_response.empty() && taken_.insert(answer.ocsp_response).second) {
        data_.ocsp_responses.push_back(answer.ocsp_response);
    }
    if (!answer.crl.empty() && taken_.insert(answer.crl).second) data_.crls.push_back(answer.crl);
    // Whoever signed it must be judged as well; his certificate mostly says that he is not to be asked about (RFC 6960
    // §4.2.2.2.1).
    for (const Bytes& responder : answer.certificates) static_cast<void>(add_chain(responder, {}));
}

void ValidationCollector::add_revocation(const Known& one, const Known& issuer) {
    if (needs_no_revocation(one.certificate.get())) return;
    const auto answer = sources_.revocation == nullptr ? Result<RevocationAnswer>(nobody_to_ask())
                                                       : sources_.revocation->ask(one.der, issuer.der);
    if (!answer.ok()) {
        gaps_.push_back(gap_of(Gap::What::Revocation, one.certificate.get(), answer.error()));
        return;
    }
    if (answer.value().state != RevocationAnswer::State::Good) revoked_.emplace(&one, answer.value().revoked_at);
    take(answer.value());
}

/// Adds a certificate once; its issuer, or null where the chain ends.
const ValidationCollector::Known* ValidationCollector::add_one(const Known& one) {
    const auto [entry, fresh] = issuers_.try_emplace(&one, nullptr);
    if (!fresh) return entry->second;
    data_.certificates.push_back(one.der);
    if (ends_chain(one)) return nullptr;
    const Known* issuer = find_issuer(one.certificate.get());
    issuers_[&one] = issuer;
    if (issuer != nullptr) add_revocation(one, *issuer);
    return issuer;
}

std::optional<Revoked> ValidationCollector::add_chain(BytesView certificate, const std::vector<Bytes>& others) {
    for (const Bytes& other : others) know(other);
    std::optional<Revoked> revoked;
    const Known* one = know(certificate);
    for (int depth = 0; one != nullptr && depth < kDeepest; ++depth) {
        const Known* issuer = add_one(*one);
        if (const auto found = revoked_.find(one); found != revoked_.end() && !revoked) {
            revoked = Revoked{common_name_of(one->certificate.get()), found->second, depth > 0};
        }
        one = issuer;
    }
    return revoked;
}

}  // namespace quillport::signing
