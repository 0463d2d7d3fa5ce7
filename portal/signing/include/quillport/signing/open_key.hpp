#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "quillport/signing/key.hpp"

namespace quillport::signing {

/// Where a key is, and what goes with it.
struct KeyRequest {
    std::string key;                                  ///< path of a file (PEM, or PKCS#12), or a `pkcs11:` URI (RFC 7512)
    std::vector<std::filesystem::path> certificates;  ///< PEM or DER, the signer's first; none: those that lie beside the key
    std::string secret;                               ///< passphrase of the file or PIN of the token; may be empty
    SchemeWish wish;
};

/// Opens the key and its chain; the root is left out, certificates of no use to the chain are too.
/// A URI may name `token`, `manufacturer`, `serial`, `model`, `slot-id`, `object`, `id`, `module-path`, `pin-source` (a file);
/// without `module-path` the modules that p11-kit knows are asked. The token's key answers Unavailable while the token is away
/// and works again once it is back. A PIN that was wrong is never tried again. Errors: NotFound, Unauthenticated (detail
/// "passphrase", "passphrase_missing", "pin", "pin_missing"), InvalidInput (no key, no certificate, "key_mismatch", a malformed
/// URI), Unsupported, Unavailable (no module, no token), Conflict (several keys fit). Source: RFC 7292 (PKCS#12), RFC 7512 §2.3,
/// §2.4, PKCS #11 v2.40.
[[nodiscard]] Result<std::unique_ptr<SigningKey>> open_key(const KeyRequest& request);

/// The passphrase or PIN on the first line of a file, in memory of the heap only, so that wiping the text wipes all of it.
/// Errors: those of reading.
[[nodiscard]] Result<std::string> read_secret(const std::filesystem::path& path);

}  // namespace quillport::signing
