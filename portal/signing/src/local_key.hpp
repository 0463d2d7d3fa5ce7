#pragma once
#include "openssl.hpp"
#include "quillport/signing/key.hpp"

namespace quillport::signing {

/// A key in this process's memory with its chain (signer first). Checks that they belong together and that the key is one that
/// signs documents. Errors: InvalidInput (they do not belong together, detail "key_mismatch"; no chain), Unsupported (kind or
/// size of the key, or a wish that it cannot fulfil).
Result<std::unique_ptr<SigningKey>> make_local_key(KeyPtr key, std::vector<Bytes> chain, const SchemeWish& wish = {});

/// The private key in PEM, encrypted or not. Never asks anybody for a passphrase. Errors: Unauthenticated ("passphrase_missing",
/// "passphrase"), InvalidInput.
Result<KeyPtr> parse_private_key(BytesView pem, const std::string& passphrase = {});

}  // namespace quillport::signing
