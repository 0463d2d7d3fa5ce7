#pragma once
#include <string>

#include "quillport/signing/verify.hpp"

namespace quillport::signing {

/// Why a signature is not simply passed. Sub-indications: EN 319 102-1 §5.1.3.
struct Finding {
    Indication indication = Indication::TotalPassed;
    std::string sub_indication;
    std::string reason;

    [[nodiscard]] bool passed() const noexcept { return indication == Indication::TotalPassed; }
};

inline Finding failed(const char* sub_indication, std::string reason) {
    return {Indication::TotalFailed, sub_indication, std::move(reason)};
}
inline Finding undecided(const char* sub_indication, std::string reason) {
    return {Indication::Indeterminate, sub_indication, std::move(reason)};
}

}  // namespace quillport::signing
