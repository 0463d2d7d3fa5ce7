#include "certificate_sources.hpp"

#include <algorithm>

namespace quillport::signing {
namespace {

using AccessPtr = std::unique_ptr<AUTHORITY_INFO_ACCESS, Deleter<AUTHORITY_INFO_ACCESS_free>>;
using PointsPtr = std::unique_ptr<CRL_DIST_POINTS, Deleter<CRL_DIST_POINTS_free>>;
constexpr std::size_t kLongest = 1024;
constexpr std::size_t kMost = 8;

void add_url(const GENERAL_NAME* name, std::vector<std::string>& urls) {
    if (name == nullptr || name->type != GEN_URI || urls.size() >= kMost) return;
    const ASN1_IA5STRING* text = name->d.uniformResourceIdentifier;
    const auto size = static_cast<std::size_t>(ASN1_STRING_length(text));
    if (size > kLongest) return;
    std::string url(reinterpret_cast<const char*>(ASN1_STRING_get0_data(text)), size);
    const bool printable = std::all_of(url.begin(), url.end(), [](char c) { return c > 0x20 && c < 0x7F; });
    std::string scheme = url.substr(0, url.find("://"));
    std::transform(scheme.begin(), scheme.end(), scheme.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    if (!printable || (scheme != "http" && scheme != "https")) return;
    if (std::find(urls.begin(), urls.end(), url) == urls.end()) urls.push_back(std::move(url));
}

void add_points(X509* certificate, std::vector<std::string>& urls) {
    constexpr int kFullName = 0;
    const PointsPtr points(
        static_cast<CRL_DIST_POINTS*>(X509_get_ext_d2i(certificate, NID_crl_distribution_points, nullptr, nullptr)));
    for (int i = 0; i < sk_DIST_POINT_num(points.get()); ++i) {
        const DIST_POINT* point = sk_DIST_POINT_value(points.get(), i);
        if (point->reasons != nullptr || point->CRLissuer != nullptr || point->distpoint == nullptr) continue;
        if (point->distpoint->type != kFullName) continue;
        const GENERAL_NAMES* names = point->distpoint->name.fullname;
        for (int k = 0; k < sk_GENERAL_NAME_num(names); ++k) add_url(sk_GENERAL_NAME_value(names, k), urls);
    }
}

}  // namespace

CertificateSources sources_of(X509* certificate) {
    CertificateSources sources;
    const AccessPtr access(static_cast<AUTHORITY_INFO_ACCESS*>(X509_get_ext_d2i(certificate, NID_info_access, nullptr, nullptr)));
    for (int i = 0; i < sk_ACCESS_DESCRIPTION_num(access.get()); ++i) {
        const ACCESS_DESCRIPTION* one = sk_ACCESS_DESCRIPTION_value(access.get(), i);
        const int method = OBJ_obj2nid(one->method);
        if (method == NID_ad_OCSP) add_url(one->location, sources.ocsp);
        if (method == NID_ad_ca_issuers) add_url(one->location, sources.issuers);
    }
    add_points(certificate, sources.crls);
    ERR_clear_error();
    return sources;
}

}  // namespace quillport::signing
