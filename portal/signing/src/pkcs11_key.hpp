#pragma once
#include "pkcs11_uri.hpp"
#include "quillport/signing/key.hpp"

namespace quillport::signing {

/// A key on a token. `certificates` empty: that of the token with the same id. Signs once to see that key and certificate belong
/// together. Errors: as open_key.
Result<std::unique_ptr<SigningKey>> open_pkcs11_key(const Pkcs11Uri& uri, const std::string& pin, std::vector<Bytes> certificates,
                                                    const SchemeWish& wish);

}  // namespace quillport::signing
