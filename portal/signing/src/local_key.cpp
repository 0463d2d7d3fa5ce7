#include "local_key.hpp"

#include <openssl/pem.h>

#include <algorithm>

#include "quillport/runtime/file.hpp"
#include "quillport/signing/trust.hpp"
#include "schemes.hpp"

namespace quillport::signing {
namespace {

constexpr std::uint64_t kLargestPem = std::uint64_t{1} << 20U;

class LocalKey final : public SigningKey {
  public:
    LocalKey(KeyPtr key, std::vector<Bytes> chain, SignatureScheme scheme, DigestPtr ready)
        : key_(std::move(key)), chain_(std::move(chain)), scheme_(scheme), ready_(std::move(ready)) {}
    [[nodiscard]] const std::vector<Bytes>& chain() const noexcept override { return chain_; }
    [[nodiscard]] SignatureScheme scheme() const noexcept override { return scheme_; }

    [[nodiscard]] Result<Bytes> sign(BytesView message) const override {
        // A copy of the context that is ready: looking the algorithms up for each signature would cost as much as P-256 does.
        const DigestPtr context(EVP_MD_CTX_new());
        Bytes signature(static_cast<std::size_t>(EVP_PKEY_get_size(key_.get())));
        std::size_t size = signature.size();
        auto* out = reinterpret_cast<unsigned char*>(signature.data());
        if (EVP_MD_CTX_copy_ex(context.get(), ready_.get()) != 1 ||
            EVP_DigestSign(context.get(), out, &size, raw(message), message.size()) != 1) {
            return openssl_error(ErrorCode::CryptoFailure, "the key did not sign");
        }
        signature.resize(size);
        return signature;
    }

  private:
    KeyPtr key_;
    std::vector<Bytes> chain_;
    SignatureScheme scheme_;
    DigestPtr ready_;
};

bool is_root(const Bytes& der) {
    const X509Ptr certificate = parse_certificate(der);
    return certificate != nullptr && (X509_get_extension_flags(certificate.get()) & EXFLAG_SS) != 0U;
}

/// What OpenSSL is given when it asks for a passphrase; its own callback would ask at the terminal.
struct Secret {
    const std::string& text;
    bool asked = false;
};
int give_passphrase(char* buffer, int size, int /*writing*/, void* secret) {
    auto* given = static_cast<Secret*>(secret);
    given->asked = true;
    if (given->text.empty() || given->text.size() > static_cast<std::size_t>(size)) return -1;
    std::copy(given->text.begin(), given->text.end(), buffer);
    return static_cast<int>(given->text.size());
}

BioPtr reader(BytesView bytes) { return BioPtr(BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size()))); }

}  // namespace

SigningKey::SigningKey() = default;
SigningKey::~SigningKey() = default;

Result<std::unique_ptr<SigningKey>> make_local_key(KeyPtr key, std::vector<Bytes> chain, const SchemeWish& wish) {
    if (chain.empty()) return Error{ErrorCode::InvalidInput, "there is no certificate for the key", ""};
    const X509Ptr certificate = parse_certificate(chain.front());
    if (certificate == nullptr || X509_check_private_key(certificate.get(), key.get()) != 1) {
        ERR_clear_error();
        return Error{ErrorCode::InvalidInput, "the first certificate does not belong to the key", "key_mismatch"};
    }
    const auto scheme = chosen_scheme(key.get(), wish);
    if (!scheme.ok()) return scheme.error();
    auto ready = signing_context(key.get(), scheme.value());
    if (!ready.ok()) return std::move(ready).error();
    if (chain.size() > 1 && is_root(chain.back())) chain.pop_back();
    return std::unique_ptr<SigningKey>(
        std::make_unique<LocalKey>(std::move(key), std::move(chain), scheme.value(), std::move(ready).value()));
}

Result<KeyPtr> parse_private_key(BytesView pem, const std::string& passphrase) {
    Secret secret{passphrase};
    KeyPtr key(PEM_read_bio_PrivateKey(reader(pem).get(), nullptr, give_passphrase, &secret));
    if (key != nullptr) return key;
    ERR_clear_error();
    if (!secret.asked) return Error{ErrorCode::InvalidInput, "there is no private key in the file", ""};
    if (passphrase.empty())
        return Error{ErrorCode::Unauthenticated, "the private key asks for a passphrase", "passphrase_missing"};
    return Error{ErrorCode::Unauthenticated, "the passphrase of the private key is wrong", "passphrase"};
}

Result<std::unique_ptr<SigningKey>> load_pem_key(const std::filesystem::path& key, const std::filesystem::path& chain,
                                                 const SchemeWish& wish) {
    const auto key_pem = runtime::read_file(key, kLargestPem);
    if (!key_pem.ok()) return key_pem.error();
    const auto chain_pem = runtime::read_file(chain, kLargestPem);
    if (!chain_pem.ok()) return chain_pem.error();
    auto private_key = parse_private_key(key_pem.value());
    if (!private_key.ok()) return std::move(private_key).error();
    auto certificates = read_certificates(chain_pem.value());
    if (!certificates.ok()) return std::move(certificates).error();
    return make_local_key(std::move(private_key).value(), std::move(certificates).value(), wish);
}

std::string common_name_of(const SigningKey& key) {
    const X509Ptr certificate = key.chain().empty() ? nullptr : parse_certificate(key.chain().front());
    return certificate == nullptr ? std::string{} : common_name_of(certificate.get());
}

}  // namespace quillport::signing
