#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "quillport/core/bytes.hpp"
#include "quillport/core/result.hpp"
#include "quillport/core/time.hpp"
#include "quillport/runtime/digest.hpp"

namespace quillport::signing {

/// How a key signs, as the CMS names it.
enum class SignatureKind : std::uint8_t {
    RsaPkcs1,  ///< RSASSA-PKCS1-v1_5 (RFC 3370 §3.2, RFC 5754 §3.2)
    RsaPss,    ///< RSASSA-PSS, MGF1 and salt as long as the digest (RFC 4056)
    Ecdsa,     ///< ECDSA, the signature as DER SEQUENCE (RFC 5753 §2.1.1, RFC 5754 §3.3)
    Ed25519    ///< PureEdDSA, always with SHA-512 as message digest (RFC 8419 §3.1)
};
struct SignatureScheme {
    SignatureKind kind = SignatureKind::RsaPkcs1;
    runtime::DigestAlgorithm digest = runtime::DigestAlgorithm::Sha256;
    friend bool operator==(const SignatureScheme&, const SignatureScheme&) = default;
};

struct SignerParts;

/// A private key with its certificate chain, wherever it lives. Implementations are thread-safe.
class SigningKey {
  public:
    SigningKey();
    virtual ~SigningKey();
    SigningKey(const SigningKey&) = delete;
    SigningKey& operator=(const SigningKey&) = delete;
    /// DER certificates, the signer's first, without the root. Does not change.
    [[nodiscard]] virtual const std::vector<Bytes>& chain() const noexcept = 0;
    /// Does not change.
    [[nodiscard]] virtual SignatureScheme scheme() const noexcept = 0;
    /// Signs `message` by the scheme; it is hashed inside.
    /// Errors: CryptoFailure, Unavailable (a key that lives elsewhere), Unauthenticated (wrong PIN), Timeout.
    [[nodiscard]] virtual Result<Bytes> sign(BytesView message) const = 0;

  private:
    friend Result<std::shared_ptr<const SignerParts>> parts_of(const SigningKey& key);
    /// What every signature takes from the certificates, encoded with the first one.
    mutable std::mutex mutex_;
    mutable std::shared_ptr<const SignerParts> parts_;
};

/// Whether documents may be signed with the key now: its certificate, and the dates of its chain. Errors: PreconditionFailed with
/// detail "key_usage", "key_not_yet_valid" or "key_expired"; Unsupported with "key_weak" (RSA below 2,048 bits) or "key_kind";
/// InvalidInput. Revocation is asked elsewhere. Source: RFC 5280 §4.1.2.5, §4.2.1.3; TS 119 312.
[[nodiscard]] Result<void> check_usable(const SigningKey& key, TimePoint now);

/// What somebody wants other than the key's usual scheme (RSA: PKCS#1 with SHA-256; ECDSA: the digest of the curve's strength).
struct SchemeWish {
    bool pss = false;
    std::optional<runtime::DigestAlgorithm> digest;
};

/// A key from PEM files: the private key, and its certificate followed by the chain.
[[nodiscard]] Result<std::unique_ptr<SigningKey>> load_pem_key(const std::filesystem::path& key,
                                                               const std::filesystem::path& chain, const SchemeWish& wish = {});

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
