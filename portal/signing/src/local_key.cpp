#include "local_key.hpp"

#include <openssl/core_names.h>
#include <openssl/pem.h>

#include <array>

#include "quillport/runtime/file.hpp"

namespace quillport::signing {
namespace {

constexpr std::uint64_t kLargestPem = std::uint64_t{1} << 20U;
constexpr int kSmallestRsa = 2048;

class LocalKey final : public SigningKey {
  public:
    LocalKey(KeyPtr key, std::vector<Bytes> chain) : key_(std::move(key)), chain_(std::move(chain)) {}
    [[nodiscard]] const std::vector<Bytes>& chain() const noexcept override { return chain_; }

    [[nodiscard]] Result<Bytes> sign(BytesView message) const override {
        const DigestPtr context(EVP_MD_CTX_new());
        Bytes signature(static_cast<std::size_t>(EVP_PKEY_get_size(key_.get())));
        std::size_t size = signature.size();
        auto* out = reinterpret_cast<unsigned char*>(signature.data());
        if (EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key_.get()) != 1 ||
            EVP_DigestSign(context.get(), out, &size, raw(message), message.size()) != 1) {
            return openssl_error(ErrorCode::CryptoFailure, "the key did not sign");
        }
        signature.resize(size);
        return signature;
    }

  private:
    KeyPtr key_;
    std::vector<Bytes> chain_;
};

Result<void> check_kind(const EVP_PKEY* key) {
    const int kind = EVP_PKEY_get_base_id(key);
    if (kind == EVP_PKEY_RSA && EVP_PKEY_get_bits(key) >= kSmallestRsa) return {};
    if (kind == EVP_PKEY_RSA) return Error{ErrorCode::Unsupported, "the RSA key is shorter than 2,048 bits", ""};
    std::array<char, 64> group{};
    if (kind == EVP_PKEY_EC && EVP_PKEY_get_group_name(key, group.data(), group.size(), nullptr) == 1) {
        const std::string_view name(group.data());
        if (name == "prime256v1" || name == "secp384r1" || name == "secp521r1") return {};
    }
    ERR_clear_error();
    return Error{ErrorCode::Unsupported, "the key is neither RSA nor ECDSA on P-256, P-384 or P-521", ""};
}

bool is_root(const Bytes& der) {
    const X509Ptr certificate = parse_certificate(der);
    return certificate != nullptr && (X509_get_extension_flags(certificate.get()) & EXFLAG_SS) != 0U;
}

/// A passphrase callback that has none to give; OpenSSL's own would ask at the terminal.
int no_passphrase(char* /*buffer*/, int /*size*/, int /*writing*/, void* asked) {
    *static_cast<bool*>(asked) = true;
    return -1;
}

BioPtr reader(BytesView bytes) { return BioPtr(BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size()))); }

}  // namespace

Result<std::unique_ptr<SigningKey>> make_local_key(KeyPtr key, std::vector<Bytes> chain) {
    if (chain.empty()) return Error{ErrorCode::InvalidInput, "there is no certificate for the key", ""};
    const X509Ptr certificate = parse_certificate(chain.front());
    if (certificate == nullptr || X509_check_private_key(certificate.get(), key.get()) != 1) {
        ERR_clear_error();
        return Error{ErrorCode::InvalidInput, "the first certificate does not belong to the key", ""};
    }
    if (auto kind = check_kind(key.get()); !kind.ok()) return std::move(kind).error();
    if (chain.size() > 1 && is_root(chain.back())) chain.pop_back();
    return std::unique_ptr<SigningKey>(std::make_unique<LocalKey>(std::move(key), std::move(chain)));
}

Result<KeyPtr> parse_private_key(BytesView pem) {
    bool encrypted = false;
    KeyPtr key(PEM_read_bio_PrivateKey(reader(pem).get(), nullptr, no_passphrase, &encrypted));
    if (key != nullptr) return key;
    if (encrypted) return openssl_error(ErrorCode::Unsupported, "the private key is encrypted");
    return openssl_error(ErrorCode::InvalidInput, "this is no private key in PEM");
}

Result<std::vector<Bytes>> parse_certificates(BytesView pem) {
    const BioPtr in = reader(pem);
    std::vector<Bytes> chain;
    while (const X509Ptr certificate{PEM_read_bio_X509(in.get(), nullptr, nullptr, nullptr)}) {
        chain.push_back(der_of(certificate.get(), i2d_X509));
    }
    const bool at_end = ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE;
    if (chain.empty() || !at_end) return openssl_error(ErrorCode::InvalidInput, "a certificate in PEM cannot be read");
    ERR_clear_error();
    return chain;
}

Result<std::unique_ptr<SigningKey>> load_pem_key(const std::filesystem::path& key, const std::filesystem::path& chain) {
    const auto key_pem = runtime::read_file(key, kLargestPem);
    if (!key_pem.ok()) return key_pem.error();
    const auto chain_pem = runtime::read_file(chain, kLargestPem);
    if (!chain_pem.ok()) return chain_pem.error();
    auto private_key = parse_private_key(key_pem.value());
    if (!private_key.ok()) return std::move(private_key).error();
    auto certificates = parse_certificates(chain_pem.value());
    if (!certificates.ok()) return std::move(certificates).error();
    return make_local_key(std::move(private_key).value(), std::move(certificates).value());
}

std::string common_name_of(const SigningKey& key) {
    const X509Ptr certificate = key.chain().empty() ? nullptr : parse_certificate(key.chain().front());
    return certificate == nullptr ? std::string{} : common_name_of(certificate.get());
}

}  // namespace quillport::signing
