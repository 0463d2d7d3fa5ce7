#pragma once
#include <array>

#include "quillport/core/bytes.hpp"

namespace quillport::runtime {

/// AES in CBC mode with PKCS #7 padding (NIST SP 800-38A, RFC 5652 §6.3). `key` has 16 or 32 bytes. Only for formats that ask for
/// it, as PDF does; it protects nothing against change.
[[nodiscard]] Bytes aes_cbc(BytesView key, const std::array<std::byte, 16>& start, BytesView plain);

/// MD5 (RFC 1321), only where an old format derives its keys by it.
[[nodiscard]] std::array<std::byte, 16> md5(BytesView data);

}  // namespace quillport::runtime
