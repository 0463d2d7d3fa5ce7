#include "quillport/signing/deferred.hpp"

#include <openssl/ec.h>

#include "schemes.hpp"
#include "certificates.hpp"
#include "der.hpp"

namespace quillport::signing {
namespace {

using EcdsaPtr = std::unique_ptr<ECDSA_SIG, Deleter<ECDSA_SIG_free>>;

class DeferredKey final : public SigningKey {
  public:
    DeferredKey(std::vector<Bytes> chain, SignatureScheme scheme) : chain_(std::move(chain)), scheme_(scheme) {}
    [[nodiscard]] const std::vector<Bytes>& chain() const noexcept override { return chain_; }
    [[nodiscard]] SignatureScheme scheme() const noexcept override { return scheme_; }
    [[nodiscard]] Result<Bytes> sign(BytesView /*message*/) const override {
        return Error{ErrorCode::Unavailable, "the private key is not here", "key_elsewhere"};
    }

  private:
    std::vector<Bytes> chain_;
    SignatureScheme scheme_;
};

}  // namespace

Result<std::unique_ptr<SigningKey>> make_deferred_key(std::vector<Bytes> chain, const SchemeWish& wish) {
    const X509Ptr certificate = chain.empty() ? nullptr : parse_certificate(chain.front());
    if (certificate == nullptr) return Error{ErrorCode::InvalidInput, "there is no certificate for the key", ""};
    const auto scheme = chosen_scheme(X509_get0_pubkey(certificate.get()), wish);
    if (!scheme.ok()) return scheme.error();
    return std::unique_ptr<SigningKey>(std::make_unique<DeferredKey>(chain_in_order(std::move(chain)), scheme.value()));
}

Bytes hash_to_sign(BytesView attributes, const SigningKey& key) {
    if (key.scheme().kind == SignatureKind::Ed25519) return quillport::copy_of(attributes);
    return runtime::digest_of(key.scheme().digest, attributes);
}

Bytes digest_info(runtime::DigestAlgorithm algorithm, BytesView digest) {
    return der::constructed(der::kSequence, {with_null(algorithm), der::value(der::kOctetString, digest)});
}

Result<Bytes> ecdsa_from_raw(BytesView r_and_s) {
    const int half = static_cast<int>(r_and_s.size() / 2);
    BignumPtr r(BN_bin2bn(raw(r_and_s), half, nullptr));
    BignumPtr s(BN_bin2bn(raw(r_and_s) + half, half, nullptr));
    const EcdsaPtr pair(ECDSA_SIG_new());
    const bool usable =
        r_and_s.size() % 2 == 0 && half > 0 && pair != nullptr && BN_is_zero(r.get()) == 0 && BN_is_zero(s.get()) == 0;
    if (!usable || ECDSA_SIG_set0(pair.get(), r.get(), s.get()) != 1) {
        return openssl_error(ErrorCode::CryptoFailure, "this is no ECDSA signature");
    }
    static_cast<void>(r.release());  // the pair's now
    static_cast<void>(s.release());
    return der_of(pair.get(), i2d_ECDSA_SIG);
}

Result<Bytes> accept_signature(BytesView attributes, BytesView signature, const SigningKey& key) {
    const X509Ptr certificate = key.chain().empty() ? nullptr : parse_certificate(key.chain().front());
    EVP_PKEY* pub = certificate == nullptr ? nullptr : X509_get0_pubkey(certificate.get());
    if (pub != nullptr && verifies(pub, key.scheme(), attributes, signature)) return quillport::copy_of(signature);
    if (pub != nullptr && key.scheme().kind == SignatureKind::Ecdsa) {
        auto der = ecdsa_from_raw(signature);
        if (der.ok() && verifies(pub, key.scheme(), attributes, der.value())) return der;
    }
    return Error{ErrorCode::CryptoFailure, "the signature was not made with the key of the certificate", "signature_mismatch"};
}

}  // namespace quillport::signing
