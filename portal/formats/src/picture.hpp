#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "quillport/core/bytes.hpp"
#include "quillport/core/result.hpp"
#include "quillport/formats/picture_pages.hpp"

namespace quillport::formats {

/// One picture as it lies in a PDF.
struct Picture {
    int width = 0, height = 0;
    double dpi_x = 0, dpi_y = 0;  ///< 0: not said
    int components = 1;           ///< 1 grey, 3 colour, 4 CMYK
    int bits = 8;                 ///< of a component: 1 or 8
    bool inverted = false;        ///< 0 is white (or full ink, for CMYK)
    int orientation = 1;          ///< as Exif and TIFF count them
    bool is_jpeg = false;         ///< `data` is a JPEG file; else rows of samples, compressed by zlib
    std::string data;
};

[[nodiscard]] inline Error damaged(std::string what) { return {ErrorCode::Unsupported, std::move(what), "damaged"}; }
[[nodiscard]] Result<void> check_size(std::uint64_t width, std::uint64_t height, const PictureLimits& limits);
[[nodiscard]] std::string compressed(std::string_view samples);

[[nodiscard]] Result<std::vector<Picture>> pictures_in_jpeg(BytesView file, const PictureLimits& limits);
[[nodiscard]] Result<std::vector<Picture>> pictures_in_png(BytesView file, const PictureLimits& limits);
[[nodiscard]] Result<std::vector<Picture>> pictures_in_tiff(BytesView file, const PictureLimits& limits);
/// PWG raster (PWG 5102.4) and Apple's.
[[nodiscard]] Result<std::vector<Picture>> pictures_in_raster(BytesView file, const PictureLimits& limits);

}  // namespace quillport::formats
