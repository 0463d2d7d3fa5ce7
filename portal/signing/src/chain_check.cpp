#include "chain_check.hpp"

#include "local_key.hpp"

namespace quillport::signing {
namespace {

/// 112 bits of security: no SHA-1 and no RSA under 2,048 bits in the chain.
constexpr int kSecurityLevel = 2;
constexpr int kDeepest = 12;

Finding finding_of(int error, int depth) {
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
            if (depth > 0) break;
            return undecided("OUT_OF_BOUNDS_NO_POE",
                             error == X509_V_ERR_CERT_HAS_EXPIRED
                                 ? "The certificate has expired, and nothing proves that the signature is older."
                                 : "The certificate is not valid yet.");
        case X509_V_ERR_EE_KEY_TOO_SMALL:
        case X509_V_ERR_CA_KEY_TOO_SMALL:
        case X509_V_ERR_CA_MD_TOO_WEAK:
            return undecided("CRYPTO_CONSTRAINTS_FAILURE_NO_POE", "A certificate uses cryptography that is too weak today.");
        default:
            break;
    }
    return undecided("CERTIFICATE_CHAIN_GENERAL_FAILURE",
                     std::string("The chain of certificates is not valid: ") + X509_verify_cert_error_string(error) + ".");
}

}  // namespace

bool is_certificate(BytesView bytes) { return parse_certificate(bytes) != nullptr || parse_certificates(bytes).ok(); }

X509StorePtr make_store(const std::vector<Bytes>& anchors) {
    X509StorePtr store(X509_STORE_new());
    for (const Bytes& anchor : anchors) {
        if (const X509Ptr single = parse_certificate(anchor)) {
            X509_STORE_add_cert(store.get(), single.get());
            continue;
        }
        const auto several = parse_certificates(anchor);
        if (!several.ok()) continue;
        for (const Bytes& der : several.value()) {
            if (const X509Ptr certificate = parse_certificate(der)) X509_STORE_add_cert(store.get(), certificate.get());
        }
    }
    ERR_clear_error();
    return store;
}

Finding check_chain(X509_STORE* store, X509* signer, STACK_OF(X509) * others, Purpose purpose, TimePoint now) {
    const X509StoreContextPtr context(X509_STORE_CTX_new());
    if (context == nullptr || X509_STORE_CTX_init(context.get(), store, signer, others) != 1) {
        ERR_clear_error();
        return undecided("CERTIFICATE_CHAIN_GENERAL_FAILURE", "The chain of certificates could not be checked.");
    }
    X509_VERIFY_PARAM* rules = X509_STORE_CTX_get0_param(context.get());
    X509_VERIFY_PARAM_set_time(rules, std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count());
    X509_VERIFY_PARAM_set_flags(rules, X509_V_FLAG_PARTIAL_CHAIN);
    X509_VERIFY_PARAM_set_depth(rules, kDeepest);
    X509_VERIFY_PARAM_set_auth_level(rules, kSecurityLevel);
    if (purpose == Purpose::TimeStamp) X509_VERIFY_PARAM_set_purpose(rules, X509_PURPOSE_TIMESTAMP_SIGN);
    const bool ok = X509_verify_cert(context.get()) == 1;
    ERR_clear_error();
    if (!ok) return finding_of(X509_STORE_CTX_get_error(context.get()), X509_STORE_CTX_get_error_depth(context.get()));
    // Without the extension every use is allowed: OpenSSL then answers with all bits set.
    if ((X509_get_key_usage(signer) & (KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION)) == 0U) {
        return undecided("CHAIN_CONSTRAINTS_FAILURE", "The certificate may not be used for signatures.");
    }
    return {};
}

}  // namespace quillport::signing
