#include "quillport/runtime/digest.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <stdexcept>

namespace quillport::runtime {
namespace {

const unsigned char* raw(BytesView data) { return reinterpret_cast<const unsigned char*>(data.data()); }
unsigned char* raw(Sha256Value& data) { return reinterpret_cast<unsigned char*>(data.data()); }

}  // namespace

Sha256Value sha256(BytesView data) {
    Sha256Value digest{};
    if (EVP_Digest(data.data(), data.size(), raw(digest), nullptr, EVP_sha256(), nullptr) != 1) {
        throw std::runtime_error("OpenSSL offers no SHA-256");
    }
    return digest;
}

std::string sha256_hex(BytesView data) { return to_hex(sha256(data)); }

std::string hmac_sha256_hex(BytesView key, BytesView data) {
    Sha256Value digest{};
    // HMAC takes a null key for "the key of the call before": an empty key needs an address of its own.
    static constexpr unsigned char kNothing = 0;
    const unsigned char* start = key.empty() ? &kNothing : raw(key);
    if (HMAC(EVP_sha256(), start, static_cast<int>(key.size()), raw(data), data.size(), raw(digest), nullptr) == nullptr) {
        throw std::runtime_error("OpenSSL offers no HMAC");
    }
    return to_hex(digest);
}

bool equal_in_constant_time(std::string_view a, std::string_view b) noexcept {
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace quillport::runtime
