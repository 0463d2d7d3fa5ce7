#include "quillport/pdf/picture.hpp"

#include <png.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "jpeg_decoding.hpp"
#include "picture_limits.hpp"

namespace quillport::pdf {
namespace {

struct FreeImage {
    png_image image{};
    FreeImage() { image.version = PNG_IMAGE_VERSION; }
    ~FreeImage() { png_image_free(&image); }
    FreeImage(const FreeImage&) = delete;
    FreeImage& operator=(const FreeImage&) = delete;
};

Result<Picture> decode_png(BytesView file) {
    FreeImage owner;
    png_image& image = owner.image;
    if (png_image_begin_read_from_memory(&image, file.data(), file.size()) == 0) return not_picture();
    constexpr png_uint_32 kLongest = 65'535;
    if (image.width > kLongest || image.height > kLongest) return check_size(65'535, 65'535).error();
    const int width = static_cast<int>(image.width), height = static_cast<int>(image.height);
    if (auto fits = check_size(width, height); !fits.ok()) return std::move(fits).error();
    image.format = PNG_FORMAT_RGBA;
    Picture picture{width, height, Bytes(PNG_IMAGE_SIZE(image))};
    if (png_image_finish_read(&image, nullptr, picture.rgba.data(), 0, nullptr) == 0) return not_picture();
    return picture;
}

/// The mean of a rectangle of pixels; what cannot be seen does not colour what can.
std::array<std::byte, 4> mean(const Picture& picture, int x0, int y0, int x1, int y1) {
    std::array<std::uint64_t, 3> colour{};
    std::uint64_t alpha = 0;
    for (int y = y0; y < y1; ++y) {
        const std::byte* at = picture.rgba.data() + 4 * (static_cast<std::ptrdiff_t>(y) * picture.width + x0);
        for (int x = x0; x < x1; ++x, at += 4) {
            const auto weight = std::to_integer<std::uint64_t>(at[3]);
            alpha += weight;
            for (std::size_t c = 0; c < 3; ++c) colour.at(c) += weight * std::to_integer<std::uint64_t>(at[c]);
        }
    }
    const auto count = static_cast<std::uint64_t>(x1 - x0) * static_cast<std::uint64_t>(y1 - y0);
    std::array<std::byte, 4> out{};
    for (std::size_t c = 0; c < 3 && alpha > 0; ++c) out.at(c) = static_cast<std::byte>((colour.at(c) + alpha / 2) / alpha);
    out[3] = static_cast<std::byte>((alpha + count / 2) / count);
    return out;
}

Picture made_smaller(Picture picture, int longest) {
    const int side = std::max(picture.width, picture.height);
    if (side <= longest) return picture;
    const auto scaled = [&](int length) { return std::max(1, static_cast<int>(std::int64_t{length} * longest / side)); };
    Picture small{scaled(picture.width), scaled(picture.height), {}};
    small.rgba.reserve(4 * static_cast<std::size_t>(small.width) * static_cast<std::size_t>(small.height));
    const auto edge = [](int i, int from, int to) { return static_cast<int>(std::int64_t{i} * from / to); };
    for (int y = 0; y < small.height; ++y) {
        const int y0 = edge(y, picture.height, small.height), y1 = edge(y + 1, picture.height, small.height);
        for (int x = 0; x < small.width; ++x) {
            const int x0 = edge(x, picture.width, small.width), x1 = edge(x + 1, picture.width, small.width);
            const auto pixel = mean(picture, x0, y0, x1, y1);
            small.rgba.insert(small.rgba.end(), pixel.begin(), pixel.end());
        }
    }
    return small;
}

}  // namespace

Result<Picture> decode_picture(BytesView file, int longest) {
    const std::string_view text = text_of(file);
    auto picture = text.starts_with("\x89PNG\r\n\x1a\n") ? decode_png(file)
                   : text.starts_with("\xFF\xD8\xFF")    ? decode_jpeg(file, longest)
                                                         : Result<Picture>(not_picture());
    if (!picture.ok()) return picture;
    return made_smaller(std::move(picture).value(), std::max(longest, 1));
}

}  // namespace quillport::pdf
