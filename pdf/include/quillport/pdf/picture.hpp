#pragma once
#include "quillport/core/bytes.hpp"
#include "quillport/core/result.hpp"

namespace quillport::pdf {

/// Pixels that the worker decoded: 8-bit red, green, blue, alpha (not premultiplied), top row first.
struct Picture {
    int width = 0, height = 0;
    Bytes rgba;
};

/// Longest side that a visible signature can make use of: 300 dots an inch over more than two and a half inches.
inline constexpr int kPictureSide = 800;

/// A PNG or JPEG file, upright as its Exif orientation says, transparent where it is, made smaller until no side is longer than
/// `longest`. Parses foreign data: in the worker only. Errors: Unsupported with detail "not_picture"; TooLarge (more than 50
/// million pixels).
[[nodiscard]] Result<Picture> decode_picture(BytesView file, int longest = kPictureSide);

}  // namespace quillport::pdf
