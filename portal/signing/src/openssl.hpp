#pragma once
#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/ts.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <memory>
#include <string>

#include "quillport/core/bytes.hpp"
#include "quillport/core/handle.hpp"
#include "quillport/core/result.hpp"

namespace quillport::signing {

inline void free_certificates(STACK_OF(X509) * stack) noexcept { sk_X509_pop_free(stack, X509_free); }
inline void free_openssl(void* p) noexcept { OPENSSL_free(p); }

using BioPtr = std::unique_ptr<BIO, Deleter<BIO_free_all>>;
using BignumPtr = std::unique_ptr<BIGNUM, Deleter<BN_free>>;
using CmsPtr = std::unique_ptr<CMS_ContentInfo, Deleter<CMS_ContentInfo_free>>;
using KeyPtr = std::unique_ptr<EVP_PKEY, Deleter<EVP_PKEY_free>>;
using KeyContextPtr = std::unique_ptr<EVP_PKEY_CTX, Deleter<EVP_PKEY_CTX_free>>;
using DigestPtr = std::unique_ptr<EVP_MD_CTX, Deleter<EVP_MD_CTX_free>>;
using X509Ptr = std::unique_ptr<X509, Deleter<X509_free>>;
using X509StackPtr = std::unique_ptr<STACK_OF(X509), Deleter<free_certificates>>;
using X509StorePtr = std::unique_ptr<X509_STORE, Deleter<X509_STORE_free>>;
using X509StoreContextPtr = std::unique_ptr<X509_STORE_CTX, Deleter<X509_STORE_CTX_free>>;
using ExtensionPtr = std::unique_ptr<X509_EXTENSION, Deleter<X509_EXTENSION_free>>;
using TstInfoPtr = std::unique_ptr<TS_TST_INFO, Deleter<TS_TST_INFO_free>>;
using OwnedBytes = std::unique_ptr<unsigned char, Deleter<free_openssl>>;

inline const unsigned char* raw(BytesView bytes) noexcept { return reinterpret_cast<const unsigned char*>(bytes.data()); }
inline Bytes copy_of(const unsigned char* data, std::size_t size) {
    const auto* first = reinterpret_cast<const std::byte*>(data);
    return {first, first + size};
}

/// The DER form of an OpenSSL object, by its i2d function; empty when OpenSSL refuses.
template <typename T, typename Encode>
Bytes der_of(const T* object, Encode encode) {
    unsigned char* out = nullptr;
    const int size = encode(object, &out);
    const OwnedBytes owner(out);
    return size > 0 ? copy_of(out, static_cast<std::size_t>(size)) : Bytes{};
}

/// One certificate; null when `der` is none, or has bytes after it.
X509Ptr parse_certificate(BytesView der);
/// Subject common name as UTF-8, else the whole subject in one line (RFC 2253).
std::string common_name_of(const X509* certificate);
/// An error with what OpenSSL queued last; empties the queue.
Error openssl_error(ErrorCode code, std::string what);

}  // namespace quillport::signing
