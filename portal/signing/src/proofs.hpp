#pragma once
#include <algorithm>
#include <cstdint>
#include <vector>

#include "quillport/core/time.hpp"

namespace quillport::signing {

/// Where a piece of evidence lies in the file. Given from outside: nowhere.
struct Place {
    std::int64_t end = INT64_MAX;  ///< offset behind its last byte
    std::int64_t inside_of = -1;   ///< it lies in the value of the signature whose revision ends here, which that one leaves out
    bool in_store = false;         ///< in a document security store
};

/// Proofs of existence (EN 319 102-1 §5.6.2.3): a time-stamp that is valid shows that all it covers existed at its time.
class Proofs {
  public:
    explicit Proofs(TimePoint now) : now_(now) {}

    /// What lies before `end` existed at `when`, except the value of the signature whose revision ends there.
    void add(std::int64_t end, TimePoint when) { proofs_.push_back({end, when}); }

    /// The earliest proven moment; `now` without a proof.
    [[nodiscard]] TimePoint of(const Place& place) const {
        TimePoint earliest = now_;
        for (const Proof& proof : proofs_) {
            if (place.end <= proof.end && place.inside_of != proof.end) earliest = std::min(earliest, proof.when);
        }
        return earliest;
    }
    [[nodiscard]] TimePoint now() const noexcept { return now_; }

  private:
    struct Proof {
        std::int64_t end;
        TimePoint when;
    };
    TimePoint now_;
    std::vector<Proof> proofs_;
};

}  // namespace quillport::signing
