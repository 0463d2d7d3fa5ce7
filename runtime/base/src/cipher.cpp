#include "quillport/runtime/cipher.hpp"

#include <openssl/evp.h>

#include <memory>
#include <stdexcept>

#include "quillport/core/handle.hpp"

namespace quillport::runtime {
namespace {

const unsigned char* raw(BytesView data) { return reinterpret_cast<const unsigned char*>(data.data()); }
unsigned char* raw(std::byte* data) { return reinterpret_cast<unsigned char*>(data); }

}  // namespace

Bytes aes_cbc(BytesView key, const std::array<std::byte, 16>& start, BytesView plain) {
    const EVP_CIPHER* method = key.size() == 16 ? EVP_aes_128_cbc() : key.size() == 32 ? EVP_aes_256_cbc() : nullptr;
    if (method == nullptr) throw std::invalid_argument("AES keys have 16 or 32 bytes");
    const std::unique_ptr<EVP_CIPHER_CTX, Deleter<EVP_CIPHER_CTX_free>> context(EVP_CIPHER_CTX_new());
    Bytes out(plain.size() / 16 * 16 + 16);
    int body = 0, rest = 0;
    if (EVP_EncryptInit_ex(context.get(), method, nullptr, raw(key), raw(start)) != 1 ||
        EVP_EncryptUpdate(context.get(), raw(out.data()), &body, raw(plain), static_cast<int>(plain.size())) != 1 ||
        EVP_EncryptFinal_ex(context.get(), raw(out.data() + body), &rest) != 1) {
        throw std::runtime_error("OpenSSL offers no AES");
    }
    return out;
}

std::array<std::byte, 16> md5(BytesView data) {
    std::array<std::byte, 16> digest{};
    if (EVP_Digest(data.data(), data.size(), raw(digest.data()), nullptr, EVP_md5(), nullptr) != 1) {
        throw std::runtime_error("OpenSSL offers no MD5");
    }
    return digest;
}

}  // namespace quillport::runtime
