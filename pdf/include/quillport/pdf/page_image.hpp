#pragma once
#include <string>
#include <vector>

#include "quillport/core/bytes.hpp"
#include "quillport/core/geometry.hpp"
#include "quillport/core/result.hpp"

namespace quillport::pdf {

class ContentReader;

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

/// A page in shades of grey: one byte a pixel, 0 is black; rows from the top, without gaps.
struct GreyImage {
    int width = 0, height = 0;
    Bytes pixels;
};

/// Draws what the content of one page (from 1) shows, without annotations and form fields, at `dpi` (36 to 600): for reading it
/// from the picture, not for showing it. A page that would have more pixels than `most_pixels` is drawn more coarsely. Errors and
/// place of use as for `render_page`.
[[nodiscard]] Result<GreyImage> render_grey(BytesView pdf, int page, int dpi, double most_pixels = 20e6);

/// The text of one page (from 1), line by line in reading order. Errors and place of use as for `render_page`.
[[nodiscard]] Result<std::vector<TextLine>> text_lines(BytesView pdf, int page);
/// The same of a document that is open: for whoever reads many of its pages.
[[nodiscard]] Result<std::vector<TextLine>> text_lines(ContentReader& reader, int page);

}  // namespace quillport::pdf
