#include "pkcs12.hpp"

#include <openssl/pkcs12.h>

namespace quillport::signing {
namespace {

using Pkcs12Ptr = std::unique_ptr<PKCS12, Deleter<PKCS12_free>>;

bool opens_with(PKCS12* box, const char* passphrase, std::size_t size) {
    return PKCS12_verify_mac(box, passphrase, static_cast<int>(size)) == 1;
}

}  // namespace

bool looks_like_der(BytesView file) noexcept { return !file.empty() && file.front() == std::byte{0x30}; }

Result<KeyBundle> read_pkcs12(BytesView file, const std::string& passphrase) {
    const unsigned char* at = raw(file);
    const Pkcs12Ptr box(d2i_PKCS12(nullptr, &at, static_cast<long>(file.size())));
    if (box == nullptr) return openssl_error(ErrorCode::InvalidInput, "this is no PKCS#12 file");
    const bool protected_by_mac = PKCS12_mac_present(box.get()) == 1;
    // No passphrase and an empty one are two things in PKCS#12 (RFC 7292 appendix B.1); PKCS12_parse tries both by itself.
    const bool opens = !protected_by_mac || opens_with(box.get(), passphrase.c_str(), passphrase.size()) ||
                       (passphrase.empty() && opens_with(box.get(), nullptr, 0));
    if (!opens) {
        ERR_clear_error();
        if (passphrase.empty())
            return Error{ErrorCode::Unauthenticated, "the key file asks for a passphrase", "passphrase_missing"};
        return Error{ErrorCode::Unauthenticated, "the passphrase of the key file is wrong", "passphrase"};
    }
    EVP_PKEY* key = nullptr;
    X509* certificate = nullptr;
    STACK_OF(X509)* others = nullptr;
    const bool parsed = PKCS12_parse(box.get(), passphrase.c_str(), &key, &certificate, &others) == 1;
    KeyBundle bundle{KeyPtr(key), {}};
    const X509Ptr own(certificate);
    const X509StackPtr rest(others);
    if (!parsed)
        return openssl_error(ErrorCode::Unsupported, "the key file is encrypted in an old way that is no longer supported");
    if (bundle.key == nullptr) return Error{ErrorCode::InvalidInput, "the key file holds no private key", ""};
    if (own != nullptr) bundle.certificates.push_back(der_of(own.get(), i2d_X509));
    for (int i = 0; i < sk_X509_num(rest.get()); ++i) {
        bundle.certificates.push_back(der_of(sk_X509_value(rest.get(), i), i2d_X509));
    }
    return bundle;
}

}  // namespace quillport::signing
