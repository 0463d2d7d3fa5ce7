#pragma once
#include "image_encoding.hpp"

namespace quillport::pdf {

/// JPEG at quality 85, one channel when `grey`. Throws std::runtime_error when libjpeg refuses.
[[nodiscard]] Bytes encode_jpeg(const RgbView& pixels, bool grey);

}  // namespace quillport::pdf
