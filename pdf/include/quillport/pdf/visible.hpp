#pragma once
#include <chrono>
#include <vector>

#include "quillport/core/result.hpp"
#include "quillport/pdf/document.hpp"
#include "quillport/pdf/erase.hpp"

namespace quillport::pdf {

/// What would be erased, and where its letters stand on the displayed page.
struct InkQuestion {
    Erasure erasure;
    std::vector<Rect> letters;  ///< an empty one is never seen
};

/// Bounds on what drawing pages of a hostile file may cost. What is not drawn within them counts as not seen.
struct InkLimits {
    std::chrono::milliseconds page{2000};   ///< of CPU, for one picture
    std::chrono::milliseconds total{6000};  ///< of CPU, for all of them
    double pixels = 16e6;                   ///< of one picture
    double image_pixels = 100e6;            ///< of an image that a page shows
};

/// For each question, for each of its letters: does the page's picture change there when exactly this is erased? Pages are drawn
/// at 72 dpi with annotations, as on a screen, from the file as libqpdf reads it, once as they are and once for each question.
/// What cannot be erased or drawn changes nothing. Signed and encrypted files are only drawn, never given back.
/// Errors: Unsupported with detail "damaged".
[[nodiscard]] Result<std::vector<std::vector<bool>>> inked(Document& document, const std::vector<InkQuestion>& questions,
                                                           const InkLimits& limits = {});

}  // namespace quillport::pdf
