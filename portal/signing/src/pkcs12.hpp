#pragma once
#include <string>

#include "local_key.hpp"

namespace quillport::signing {

/// A private key with all certificates that lay beside it, the key's own first.
struct KeyBundle {
    KeyPtr key;
    std::vector<Bytes> certificates;
};

/// Whether these bytes begin like DER, as PKCS#12 files do; PEM is text.
bool looks_like_der(BytesView file) noexcept;
/// Errors: Unauthenticated ("passphrase", "passphrase_missing"), Unsupported (old encryption that OpenSSL 3 left out),
/// InvalidInput.
Result<KeyBundle> read_pkcs12(BytesView file, const std::string& passphrase);

}  // namespace quillport::signing
