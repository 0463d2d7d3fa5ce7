#include "path.hpp"

#include <algorithm>

#include "algorithms.hpp"

namespace quillport::signing {
namespace {

constexpr int kDeepest = 12;

Finding finding_of(int error) {
    switch (error) {
        case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
        case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
        case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
        case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
        case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
        case X509_V_ERR_CERT_UNTRUSTED:
            return undecided("NO_CERTIFICATE_CHAIN_FOUND", "The certificate was not issued by an authority that you trust.");
        case X509_V_ERR_CERT_HAS_EXPIRED:
        case X509_V_ERR_CERT_NOT_YET_VALID:
            return undecided("OUT_OF_BOUNDS_NO_POE",
                             "A certificate of the authority was not valid, and nothing proves that the signature is older.");
        case X509_V_ERR_INVALID_PURPOSE:
            return undecided("CHAIN_CONSTRAINTS_FAILURE", "The certificate may not be used for this.");
        default:
            break;
    }
    return undecided("CERTIFICATE_CHAIN_GENERAL_FAILURE",
                     std::string("The chain of certificates is not valid: ") + X509_verify_cert_error_string(error) + ".");
}

bool are_dates(int error) { return error == X509_V_ERR_CERT_HAS_EXPIRED || error == X509_V_ERR_CERT_NOT_YET_VALID; }

bool in_time(const std::optional<TimePoint>& from, const std::optional<TimePoint>& until, TimePoint at) {
    return (!from || *from <= at) && (!until || at < *until);
}

void set_rules(X509_STORE_CTX* context, TrustService service, TimePoint at, bool check_dates) {
    X509_VERIFY_PARAM* rules = X509_STORE_CTX_get0_param(context);
    // A time that is set is checked, whatever the flags say.
    if (check_dates) {
        X509_VERIFY_PARAM_set_time(rules, std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count());
    }
    X509_VERIFY_PARAM_set_flags(rules, X509_V_FLAG_PARTIAL_CHAIN | (check_dates ? 0UL : X509_V_FLAG_NO_CHECK_TIME));
    X509_VERIFY_PARAM_set_depth(rules, kDeepest);
    X509_VERIFY_PARAM_set_auth_level(rules, 0);  // what is too weak, and since when, is decided here
    if (service == TrustService::TimeStamps) X509_VERIFY_PARAM_set_purpose(rules, X509_PURPOSE_TIMESTAMP_SIGN);
}

}  // namespace

void Paths::load(const X509_NAME* name, TrustService service) {
    Bytes der = der_of(name, i2d_X509_NAME);
    if (!loaded_[service].insert(der).second) return;
    for (TrustAnchor& found : trust_.find(der, service)) {
        X509Ptr certificate = parse_certificate(found.certificate);
        if (certificate != nullptr) anchors_[service].push_back({std::move(certificate), found.from, found.until});
    }
}

/// Only anchors that can be a part of some chain here are asked for: a trusted list holds thousands.
const std::vector<Paths::Anchor>& Paths::anchors_for(X509* signer, TrustService service) {
    const auto load_both = [&](X509* certificate) {
        load(X509_get_subject_name(certificate), service);
        load(X509_get_issuer_name(certificate), service);
    };
    load_both(signer);
    if (loaded_[service].insert(Bytes{}).second) {
        const STACK_OF(X509)* others = evidence_.certificates();
        for (int i = 0; i < sk_X509_num(others); ++i) load_both(sk_X509_value(others, i));
    }
    return anchors_[service];
}

/// What depends on the certificates alone; revocation comes afterwards.
Paths::Built Paths::build(X509* signer, TrustService service, TimePoint at, bool check_dates, PathResult& result) {
    const auto [entry, fresh] = known_.try_emplace({der_of(signer, i2d_X509), service, at, check_dates});
    Known& known = entry->second;
    if (fresh) {
        known.built = build_anew(signer, service, at, check_dates, result);
        known.chain.swap(result.chain);
    }
    result.chain.reset(known.chain == nullptr ? nullptr : X509_chain_up_ref(known.chain.get()));
    result.anchored = known.built.error == X509_V_OK;
    return known.built;
}

/// Nothing is fetched.
Paths::Built Paths::build_anew(X509* signer, TrustService service, TimePoint at, bool check_dates, PathResult& result) {
    const std::unique_ptr<STACK_OF(X509), Deleter<free_certificates>> trusted(sk_X509_new_null());
    for (const Anchor& anchor : anchors_for(signer, service)) {
        if (in_time(anchor.from, anchor.until, at)) X509_add_cert(trusted.get(), anchor.certificate.get(), X509_ADD_FLAG_UP_REF);
    }
    const X509StoreContextPtr context(X509_STORE_CTX_new());
    if (context == nullptr || X509_STORE_CTX_init(context.get(), nullptr, signer, evidence_.certificates()) != 1) {
        ERR_clear_error();
        return {X509_V_ERR_OUT_OF_MEM, 0};
    }
    X509_STORE_CTX_set0_trusted_stack(context.get(), trusted.get());
    set_rules(context.get(), service, at, check_dates);
    const bool ok = X509_verify_cert(context.get()) == 1;
    ERR_clear_error();
    result.chain.reset(X509_STORE_CTX_get1_chain(context.get()));
    if (ok) return {};
    return {X509_STORE_CTX_get_error(context.get()), X509_STORE_CTX_get_error_depth(context.get())};
}

Finding Paths::check_cryptography(const STACK_OF(X509) * chain, TimePoint at) const {
    const int count = sk_X509_num(chain);
    for (int i = 0; i < count; ++i) {
        const X509* certificate = sk_X509_value(chain, i);
        const X509_ALGOR* algorithm = nullptr;
        X509_get0_signature(nullptr, &algorithm, certificate);
        const bool anchor = i + 1 == count;  // its own signature is not relied on
        const bool strong =
            key_reliable_until(X509_get0_pubkey(certificate)) > at && (anchor || signature_reliable_until(algorithm) > at);
        if (strong) continue;
        return undecided(at < proofs_.now() ? "CRYPTO_CONSTRAINTS_FAILURE" : "CRYPTO_CONSTRAINTS_FAILURE_NO_POE",
                         "A certificate uses cryptography that is too weak today.");
    }
    return {};
}

Finding Paths::check_revocation(PathResult& result, TimePoint at) {
    bool known = true;
    for (int i = 0; i + 1 < sk_X509_num(result.chain.get()); ++i) {
        X509* certificate = sk_X509_value(result.chain.get(), i);
        if (needs_no_revocation(certificate)) continue;
        const auto facts = revocation_.facts(certificate, sk_X509_value(result.chain.get(), i + 1));
        const RevocationStatus status = status_at(facts, certificate, at);
        switch (status.kind) {
            case RevocationStatus::Kind::Revoked:
                if (i > 0)
                    return undecided("REVOKED_CA_NO_POE",
                                     "The certificate of an authority was revoked on " + to_rfc3339(status.revoked_at) + ".");
                result.revoked_at = status.revoked_at;
                return undecided("REVOKED_NO_POE", "The certificate was revoked on " + to_rfc3339(status.revoked_at) +
                                                       ", and nothing proves that the signature is older.");
            case RevocationStatus::Kind::OnHold:
                return undecided("TRY_LATER", "The certificate was suspended on " + to_rfc3339(status.revoked_at) + ".");
            case RevocationStatus::Kind::Unknown:
                known = false;
                break;
            case RevocationStatus::Kind::NotRevoked:
                if (status.revoked_later) {
                    result.remarks.push_back("A certificate was revoked on " + to_rfc3339(status.revoked_at) +
                                             ", which is later.");
                }
                break;
        }
    }
    if (known) return {};
    if (required_) return undecided("TRY_LATER", "Nothing says whether the certificate was revoked at that time.");
    result.remarks.emplace_back("Nothing in the file says whether the certificate was revoked.");
    return {};
}

/// Outside of its dates; what is known about its revocation still counts (EN 319 102-1 §5.2.6.4, §5.3.4).
Finding Paths::out_of_dates(X509* signer, TrustService service, TimePoint at, PathResult& result) {
    const auto from = time_of(X509_get0_notBefore(signer));
    const auto until = time_of(X509_get0_notAfter(signer));
    if (!from || !until) return finding_of(X509_V_ERR_ERROR_IN_CERT_NOT_BEFORE_FIELD);
    if (at < *from) {
        if (at < proofs_.now()) return failed("NOT_YET_VALID", "The signature is older than its certificate.");
        return undecided("OUT_OF_BOUNDS_NO_POE", "The certificate is not valid yet.");
    }
    PathResult then;
    if (build(signer, service, *until, false, then).error != X509_V_OK) {
        return undecided("NO_CERTIFICATE_CHAIN_FOUND", "The certificate was not issued by an authority that you trust.");
    }
    result.chain = std::move(then.chain);
    if (sk_X509_num(result.chain.get()) > 1) {
        const auto facts = revocation_.facts(signer, sk_X509_value(result.chain.get(), 1));
        const RevocationStatus status = status_at(facts, signer, *until);
        if (status.kind == RevocationStatus::Kind::Revoked) {
            result.revoked_at = status.revoked_at;
            return undecided("REVOKED_NO_POE", "The certificate was revoked on " + to_rfc3339(status.revoked_at) +
                                                   ", and nothing proves that the signature is older.");
        }
        if (status.kind == RevocationStatus::Kind::NotRevoked) {
            return undecided(
                "OUT_OF_BOUNDS_NOT_REVOKED",
                "The certificate has expired without being revoked, and nothing proves that the signature is older.");
        }
    }
    return undecided("OUT_OF_BOUNDS_NO_POE", "The certificate has expired, and nothing proves that the signature is older.");
}

PathResult Paths::check(X509* signer, TrustService service, TimePoint at) {
    PathResult result;
    const Built built = build(signer, service, at, true, result);
    if (built.error != X509_V_OK) {
        // The dates of the signer's own certificate are judged apart from those of the authorities.
        const bool own_dates = are_dates(built.error) && built.depth == 0;
        result.finding = own_dates ? out_of_dates(signer, service, at, result) : finding_of(built.error);
        return result;
    }
    result.finding = check_cryptography(result.chain.get(), at);
    if (!result.finding.passed()) return result;
    // Without the extension every use is allowed: OpenSSL then answers with all bits set.
    if ((X509_get_key_usage(signer) & (KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION)) == 0U) {
        result.finding = undecided("CHAIN_CONSTRAINTS_FAILURE", "The certificate may not be used for signatures.");
        return result;
    }
    result.finding = check_revocation(result, at);
    return result;
}

}  // namespace quillport::signing
