#pragma once
#include <string>

#include "quillport/core/tag.hpp"

namespace quillport::tags {

/// What `quillport-tags` prints: one JSON object (docs/man/quillport-tags.1), UTF-8, boxes with two decimals.
[[nodiscard]] std::string to_json(const Detection& found);

}  // namespace quillport::tags
