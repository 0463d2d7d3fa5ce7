#pragma once
#include "quillport/core/result.hpp"
#include "quillport/pdf/increment.hpp"

namespace quillport::services {

/// Whether a picture of a hand is a signature: drawn with more than a dot or one straight stroke, or a typed name.
/// \returns InvalidInput "signature_missing", "signature_too_simple" or "signature_too_large" (over 500 strokes or 20,000 points,
/// or points outside the pad).
[[nodiscard]] Result<void> check_signature(const pdf::SignatureImage& image);

}  // namespace quillport::services
