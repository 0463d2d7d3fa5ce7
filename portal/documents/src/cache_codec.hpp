#pragma once
#include <optional>
#include <vector>

#include "quillport/core/bytes.hpp"
#include "quillport/pdf/page_image.hpp"

namespace quillport::documents {

/// How a page image and a text layer lie in a cache file: a line of text that tells sizes, then the data. What does not read back
/// exactly (an older version, a file cut by a power failure) is nothing.
[[nodiscard]] Bytes encode(const pdf::PageImage& image);
[[nodiscard]] std::optional<pdf::PageImage> decode_image(BytesView data);
[[nodiscard]] Bytes encode(const std::vector<pdf::TextLine>& lines);
[[nodiscard]] std::optional<std::vector<pdf::TextLine>> decode_text(BytesView data);

}  // namespace quillport::documents
