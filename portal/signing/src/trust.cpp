#include "quillport/signing/trust.hpp"

#include <map>

#include "openssl.hpp"

namespace quillport::signing {
namespace {

class GivenAnchors final : public TrustSource {
  public:
    explicit GivenAnchors(const std::vector<Bytes>& anchors) {
        for (const Bytes& anchor : anchors) {
            const auto several = read_certificates(anchor);
            for (const Bytes& der : several.ok() ? several.value() : std::vector<Bytes>{}) {
                if (const X509Ptr certificate = parse_certificate(der)) add(certificate.get(), der);
            }
        }
    }

    [[nodiscard]] std::vector<TrustAnchor> find(BytesView name, TrustService /*service*/) const override {
        std::vector<TrustAnchor> found;
        const auto [first, last] = by_name_.equal_range(quillport::copy_of(name));
        for (auto it = first; it != last; ++it) found.push_back({it->second, {}, {}});
        return found;
    }

  private:
    void add(const X509* certificate, const Bytes& der) {
        by_name_.emplace(der_of(X509_get_subject_name(certificate), i2d_X509_NAME), der);
    }

    std::multimap<Bytes, Bytes> by_name_;
};

}  // namespace

std::unique_ptr<TrustSource> trust_in(const std::vector<Bytes>& anchors) { return std::make_unique<GivenAnchors>(anchors); }

}  // namespace quillport::signing
