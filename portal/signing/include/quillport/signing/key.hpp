#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "quillport/core/bytes.hpp"
#include "quillport/core/result.hpp"
#include "quillport/core/time.hpp"

namespace quillport::signing {

/// A private key with its certificate chain, wherever it lives. Implementations are thread-safe.
class SigningKey {
  public:
    virtual ~SigningKey() = default;
    /// DER certificates, the signer's first, without the root.
    [[nodiscard]] virtual const std::vector<Bytes>& chain() const noexcept = 0;
    /// Signs `message` (hashed with SHA-256 inside): ECDSA as DER SEQUENCE, or RSASSA-PKCS1-v1_5.
    /// Errors: CryptoFailure, Unavailable (a key that lives elsewhere), Timeout.
    [[nodiscard]] virtual Result<Bytes> sign(BytesView message) const = 0;
};

/// A key from PEM files: the private key, and its certificate followed by the chain.
[[nodiscard]] Result<std::unique_ptr<SigningKey>> load_pem_key(const std::filesystem::path& key,
                                                               const std::filesystem::path& chain);

/// Subject common name of the signer's certificate, for people.
[[nodiscard]] std::string common_name_of(const SigningKey& key);

/// A certificate authority for trial use below `folder`: root.pem, and a server key with its certificate (P-256), made once,
/// durable, private keys 0600. Every name says "TRIAL, NOT TRUSTED". A second call loads what is there.
struct TrialAuthority {
    std::filesystem::path root_certificate;
    std::unique_ptr<SigningKey> server;
};
[[nodiscard]] Result<TrialAuthority> open_trial_authority(const std::filesystem::path& folder, std::string_view organisation,
                                                          TimePoint now);

}  // namespace quillport::signing
