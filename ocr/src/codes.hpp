#pragma once
#include <vector>

#include "quillport/tags/page_reader.hpp"

namespace quillport::ocr {

/// Codes of a picture. ZXing behind it; throws what ZXing throws.
[[nodiscard]] std::vector<tags::ReadCode> codes_on(const pdf::GreyImage& image, tags::CodeKinds kinds);

}  // namespace quillport::ocr
