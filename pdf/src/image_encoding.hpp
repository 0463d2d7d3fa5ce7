#pragma once
#include <cstdint>

#include "quillport/pdf/page_image.hpp"

namespace quillport::pdf {

/// 8-bit red, green, blue; rows of `stride` bytes, top row first.
struct RgbView {
    const std::uint8_t* data = nullptr;
    int width = 0, height = 0;
    std::size_t stride = 0;
};

/// The smallest form that keeps a page readable: 4-bit grey PNG without colour, palette PNG for few colours, JPEG for pictures.
[[nodiscard]] PageImage encode_page(const RgbView& pixels);

}  // namespace quillport::pdf
