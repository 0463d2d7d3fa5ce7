#pragma once
#include <vector>

#include "quillport/core/bytes.hpp"
#include "quillport/core/result.hpp"
#include "quillport/core/tag.hpp"
#include "quillport/pdf/document.hpp"
#include "quillport/tags/detect.hpp"

namespace quillport::tags {

struct EraseResult {
    Bytes pdf;                           ///< the document without the tags; a full rewrite in one plain flavour, deterministic
    std::vector<TagProblem> not_erased;  ///< tags of the detection that stay, with the reason; code "not_erased"
};

/// Removes the tags of `found` from the content of `document`: exactly their codes, nothing moves, no white boxes. A link over a
/// tag goes too. The result is read again: a tag that is still found there is told in `not_erased`. `options` must be those of
/// the detection. Errors: Unsupported with detail "signed", "encrypted" or "damaged"; Internal.
[[nodiscard]] Result<EraseResult> erase(pdf::Document& document, const Detection& found, const DetectOptions& options = {});

}  // namespace quillport::tags
