#pragma once
#include <string>
#include <vector>

#include "quillport/core/bytes.hpp"
#include "quillport/core/geometry.hpp"
#include "quillport/core/result.hpp"

namespace quillport::pdf {

struct PageImage {
    std::string media_type;     ///< image/png or image/jpeg
    int width = 0, height = 0;  ///< pixels
    Bytes data;
};

/// A line of the text layer: what stands there and where, in reading order of the content.
struct TextLine {
    std::string text;
    Rect box;  ///< on the displayed page
    double font_size = 0;
    int rotation = 0;
};

/// The steps that images come in (dots per inch).
inline constexpr int kImageSteps[] = {72, 144, 216, 288};

/// Draws one page (from 1) as displayed, annotations and form fields with their appearances included: what is shown is what is
/// signed. Pages without colour become 4-bit grey PNG, pages with few colours palette PNG, others JPEG. Errors: InvalidInput (no
/// such page, dpi that is no step), Unsupported with detail "encrypted" or "damaged", TooLarge. Parses foreign data: call it in
/// the worker only.
[[nodiscard]] Result<PageImage> render_page(BytesView pdf, int page, int dpi);

/// The text of one page (from 1), line by line in reading order. Errors and place of use as for `render_page`.
[[nodiscard]] Result<std::vector<TextLine>> text_lines(BytesView pdf, int page);

}  // namespace quillport::pdf
