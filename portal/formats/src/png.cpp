#include <png.h>

#include <cstring>

#include "picture.hpp"

namespace quillport::formats {
namespace {

constexpr double kMetresPerInch = 0.0254;

/// Pixels a metre, from the pHYs chunk (PNG, third edition, §11.3.4.3); the simple interface of libpng does not tell them.
void take_density(std::string_view file, Picture& picture) {
    const std::size_t at = file.find("pHYs");
    if (at == std::string_view::npos || at + 13 > file.size()) return;
    const auto number = [&](std::size_t from) {
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < 4; ++i) value = value << 8U | static_cast<unsigned char>(file[from + i]);
        return value;
    };
    if (file[at + 12] != 1) return;
    picture.dpi_x = number(at + 4) * kMetresPerInch;
    picture.dpi_y = number(at + 8) * kMetresPerInch;
}

}  // namespace

Result<std::vector<Picture>> pictures_in_png(BytesView file, const PictureLimits& limits) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    if (png_image_begin_read_from_memory(&image, file.data(), file.size()) == 0) return damaged(image.message);
    if (auto fine = check_size(image.width, image.height, limits); !fine.ok()) {
        png_image_free(&image);
        return fine.error();
    }
    Picture picture;
    picture.width = static_cast<int>(image.width);
    picture.height = static_cast<int>(image.height);
    const bool colour = (image.format & PNG_FORMAT_FLAG_COLOR) != 0;
    picture.components = colour ? 3 : 1;
    image.format = colour ? PNG_FORMAT_RGB : PNG_FORMAT_GRAY;
    std::string samples(PNG_IMAGE_SIZE(image), '\0');
    const png_color paper{255, 255, 255};  // what shines through
    if (png_image_finish_read(&image, &paper, samples.data(), 0, nullptr) == 0) return damaged(image.message);
    take_density(text_of(file), picture);
    picture.data = compressed(samples);
    return std::vector<Picture>{std::move(picture)};
}

}  // namespace quillport::formats
