#pragma once
#include "openssl.hpp"
#include "quillport/signing/key.hpp"

namespace quillport::signing {

/// A key in this process's memory with its chain (signer first). Checks that they belong together and that the key is one that
/// signs documents: RSA from 2,048 bits, or ECDSA on P-256, P-384 or P-521.
/// Errors: InvalidInput (they do not belong together, no chain), Unsupported (kind or size of the key).
Result<std::unique_ptr<SigningKey>> make_local_key(KeyPtr key, std::vector<Bytes> chain);

/// The private key in PEM. Never asks anybody for a passphrase: an encrypted key is Unsupported.
Result<KeyPtr> parse_private_key(BytesView pem);
/// All certificates of a PEM text, in its order, as DER.
Result<std::vector<Bytes>> parse_certificates(BytesView pem);

}  // namespace quillport::signing
