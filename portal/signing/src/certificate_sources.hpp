#pragma once
#include <string>
#include <vector>

#include "openssl.hpp"

namespace quillport::signing {

/// Where a certificate says that its revocation and its issuer are found; only http and https, in its order, each once.
struct CertificateSources {
    std::vector<std::string> ocsp;     ///< RFC 5280 §4.2.2.1
    std::vector<std::string> issuers;  ///< caIssuers, the same
    std::vector<std::string> crls;     ///< RFC 5280 §4.2.1.13; points without reasons and without another CRL issuer
};
CertificateSources sources_of(X509* certificate);

}  // namespace quillport::signing
