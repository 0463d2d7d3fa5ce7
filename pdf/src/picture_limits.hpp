#pragma once
#include "quillport/core/result.hpp"

namespace quillport::pdf {

inline Error not_picture() {
    return {ErrorCode::Unsupported, "the picture is neither PNG nor JPEG, or it is damaged", "not_picture"};
}

/// Errors: TooLarge.
inline Result<void> check_size(int width, int height) {
    constexpr std::int64_t kMostPixels = 50'000'000;
    if (width <= 0 || height <= 0) return not_picture();
    if (std::int64_t{width} * height > kMostPixels) return Error{ErrorCode::TooLarge, "the picture has too many pixels", ""};
    return {};
}

}  // namespace quillport::pdf
