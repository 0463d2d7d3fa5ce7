#pragma once
#include "quillport/pdf/picture.hpp"

namespace quillport::pdf {

/// Upright and opaque; at least twice as large as `longest` when the file is. Errors: as decode_picture.
[[nodiscard]] Result<Picture> decode_jpeg(BytesView file, int longest);

}  // namespace quillport::pdf
