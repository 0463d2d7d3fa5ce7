#include "certificates.hpp"

#include <openssl/pem.h>

#include <algorithm>

#include "openssl.hpp"

namespace quillport::signing {

Result<std::vector<Bytes>> read_certificates(BytesView file) {
    if (parse_certificate(file) != nullptr) return std::vector<Bytes>{Bytes(file.begin(), file.end())};
    const BioPtr in(BIO_new_mem_buf(file.data(), static_cast<int>(file.size())));
    std::vector<Bytes> all;
    while (const X509Ptr certificate{PEM_read_bio_X509(in.get(), nullptr, nullptr, nullptr)}) {
        all.push_back(der_of(certificate.get(), i2d_X509));
    }
    const bool at_end = ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE;
    if (all.empty() || !at_end) return openssl_error(ErrorCode::InvalidInput, "a certificate cannot be read");
    ERR_clear_error();
    return all;
}

std::vector<Bytes> chain_in_order(std::vector<Bytes> certificates) {
    std::vector<X509Ptr> parsed;
    for (const Bytes& der : certificates) parsed.push_back(parse_certificate(der));
    std::vector<Bytes> chain;
    std::vector<bool> used(certificates.size());
    std::size_t at = 0;
    while (at < certificates.size() && parsed[at] != nullptr) {
        const bool root = !chain.empty() && (X509_get_extension_flags(parsed[at].get()) & EXFLAG_SS) != 0U;
        if (root) break;
        used[at] = true;
        chain.push_back(certificates[at]);
        std::size_t issuer = 0;
        while (issuer < parsed.size() && (used[issuer] || parsed[issuer] == nullptr ||
                                          X509_check_issued(parsed[issuer].get(), parsed[at].get()) != X509_V_OK ||
                                          X509_verify(parsed[at].get(), X509_get0_pubkey(parsed[issuer].get())) != 1)) {
            ++issuer;
        }
        at = issuer;
    }
    ERR_clear_error();
    return chain;
}

}  // namespace quillport::signing
