#pragma once
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "openssl.hpp"
#include "quillport/pdf/increment.hpp"
#include "quillport/signing/preservation.hpp"

namespace quillport::signing {

/// A certificate that may not be used, and what it stands for.
struct Revoked {
    std::string of;  ///< common name
    TimePoint at;
    bool issuer = false;  ///< an authority's, not the one that was asked about
};

/// Collects what is needed to judge certificates when nobody answers any more: the chains up to an anchor, revocation data for
/// each certificate below it and for those who signed this data (EN 319 142-1 §5.4.2.2). Not thread-safe.
class ValidationCollector {
  public:
    explicit ValidationCollector(const PreservationSources& sources);

    /// `others` may hold its issuers. The first revoked certificate of the chain is told; its data is collected all the same.
    std::optional<Revoked> add_chain(BytesView certificate, const std::vector<Bytes>& others);

    [[nodiscard]] const pdf::ValidationData& data() const noexcept { return data_; }
    [[nodiscard]] const std::vector<Gap>& gaps() const noexcept { return gaps_; }

  private:
    struct Known {
        Bytes der;
        X509Ptr certificate;
    };
    const Known* know(BytesView der);
    const Known* find_issuer(X509* certificate);
    [[nodiscard]] bool ends_chain(const Known& one) const;
    const Known* add_one(const Known& one);
    void add_revocation(const Known& one, const Known& issuer);
    void take(const RevocationAnswer& answer);

    const PreservationSources& sources_;
    std::vector<std::unique_ptr<Known>> known_;
    std::set<Bytes> anchors_, taken_;
    std::map<const Known*, const Known*> issuers_;  ///< of what was added; null where the chain ends
    std::map<const Known*, TimePoint> revoked_;
    pdf::ValidationData data_;
    std::vector<Gap> gaps_;
};

}  // namespace quillport::signing
