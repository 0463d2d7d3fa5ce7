#include "certificates.hpp"

#include <algorithm>

#include "local_key.hpp"

namespace quillport::signing {

Result<std::vector<Bytes>> read_certificates(BytesView file) {
    if (parse_certificate(file) != nullptr) return std::vector<Bytes>{quillport::copy_of(file)};
    return parse_certificates(file);
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
