#pragma once
#include <cstddef>
#include <cstdint>

#include "quillport/core/bytes.hpp"
#include "quillport/core/format.hpp"
#include "quillport/core/result.hpp"

namespace quillport::formats {

struct PictureLimits {
    std::uint64_t pixels = 100'000'000;  ///< of one page: A2 at 600 dpi
    std::size_t pictures = 2000;         ///< of one file
};

/// Scans and rasters as pages of a PDF, each as large as its resolution says, upright, without a text layer: what reads tags
/// reads them from the picture. `format`: Tiff (all its pages), Jpeg, Png, PwgRaster or Urf. A JPEG file keeps its samples and
/// loses what a camera notes about place and time. Looks at foreign data: call it confined. Thread-safe. Errors: Unsupported
/// "damaged"; TooLarge "too_large" (a page over the limit of pixels) or "too_many_pages". Source for PWG raster: PWG 5102.4.
[[nodiscard]] Result<Bytes> picture_pages(BytesView file, Format format, const PictureLimits& limits = {});

}  // namespace quillport::formats
