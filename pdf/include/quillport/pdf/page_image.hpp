#pragma once
#include <string>
#include <vector>

#include "quillport/core/bytes.hpp"
#include "quillport/core/geometry.hpp"
#include "quillport/core/result.hpp"

namespace quillport::pdf {

struct PageImage {
    std::string media_type;  ///< image/png or image/jpeg
    int width = 0, height = 0;  ///< pixels
    Bytes data;
};

/// A line of the text layer: what stands there and where, in reading order of the content.
struct TextLine {
    std::string text;
    Rect box;           ///< on the displayed page
    double font_size = 0;
    int rotation = 0;
};

/// The steps that images come in (dots per inch).
inline constexpr int kImageSteps[] = {72, 144, 216, 288};

}  // namespace quillport::pdf
