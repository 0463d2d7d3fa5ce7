#include "jpeg_decoding.hpp"

#include <algorithm>
#include <csetjmp>
#include <cstdio>
#include <string_view>
#include <vector>

#include <jpeglib.h>

#include "picture_limits.hpp"

namespace quillport::pdf {
namespace {

constexpr int kExifMarker = JPEG_APP0 + 1;
constexpr unsigned kLongestMarker = 0xFFFF;

struct ErrorManager {
    jpeg_error_mgr base{};
    std::jmp_buf back{};
};
void leave(j_common_ptr info) { std::longjmp(reinterpret_cast<ErrorManager*>(info->err)->back, 1); }
void stay_silent(j_common_ptr /*info*/) {}

/// What a file turned out to be; its buffers belong to the caller, since libjpeg jumps over destructors.
struct Decoded {
    int width = 0, height = 0, channels = 0;
    bool inverted = false;  ///< Adobe writes CMYK the other way round
    std::vector<JSAMPLE> samples;
    Bytes exif;
};

/// The smallest scale of libjpeg that still leaves twice as many pixels as are wanted.
void choose_scale(jpeg_decompress_struct& info, int longest) {
    const auto side = std::max(info.image_width, info.image_height);
    unsigned part = 8;
    while (part > 1 && side / part < 2 * static_cast<unsigned>(longest)) part /= 2;
    info.scale_num = 1;
    info.scale_denom = part;
}

enum class Step : unsigned char { Header, Pixels };

/// Header: only the sizes. False when libjpeg refuses.
bool read(BytesView file, Step step, int longest, Decoded& out) {
    jpeg_decompress_struct info{};
    ErrorManager errors;
    info.err = jpeg_std_error(&errors.base);
    errors.base.error_exit = leave;
    errors.base.output_message = stay_silent;
    if (setjmp(errors.back) != 0) {
        jpeg_destroy_decompress(&info);
        return false;
    }
    jpeg_create_decompress(&info);
    jpeg_mem_src(&info, reinterpret_cast<const unsigned char*>(file.data()), file.size());
    jpeg_save_markers(&info, kExifMarker, kLongestMarker);
    jpeg_read_header(&info, TRUE);
    if (step == Step::Header) {
        out.width = static_cast<int>(info.image_width);
        out.height = static_cast<int>(info.image_height);
        for (auto* marker = info.marker_list; marker != nullptr && out.exif.empty(); marker = marker->next) {
            const auto* data = reinterpret_cast<const std::byte*>(marker->data);
            out.exif.assign(data, data + marker->data_length);
        }
    } else {
        const bool four = info.jpeg_color_space == JCS_CMYK || info.jpeg_color_space == JCS_YCCK;
        info.out_color_space = four ? JCS_CMYK : JCS_RGB;
        choose_scale(info, longest);
        jpeg_start_decompress(&info);
        out.width = static_cast<int>(info.output_width);
        out.height = static_cast<int>(info.output_height);
        out.channels = info.output_components;
        out.inverted = info.saw_Adobe_marker != 0;
        const std::size_t row = static_cast<std::size_t>(out.width) * static_cast<std::size_t>(out.channels);
        out.samples.resize(row * static_cast<std::size_t>(out.height));
        while (info.output_scanline < info.output_height) {
            JSAMPROW line = out.samples.data() + row * info.output_scanline;
            jpeg_read_scanlines(&info, &line, 1);
        }
        jpeg_finish_decompress(&info);
    }
    jpeg_destroy_decompress(&info);
    return true;
}

/// Orientation of Exif 2.3 §4.6.4 (tag 0x0112): 1 to 8; 1 when it is not said.
int orientation_of(BytesView exif) {
    constexpr std::size_t kTiff = 6;  // behind "Exif\0\0"
    if (!text_of(exif).starts_with(std::string_view("Exif\0\0", kTiff)) || exif.size() < kTiff + 8) return 1;
    const BytesView tiff = exif.subspan(kTiff);
    const bool little = tiff[0] == std::byte{'I'};
    const auto number = [&](std::size_t at, std::size_t size) {
        std::size_t value = 0;
        for (std::size_t i = 0; i < size && at + size <= tiff.size(); ++i) {
            value = value << 8U | std::to_integer<std::size_t>(tiff[little ? at + size - 1 - i : at + i]);
        }
        return value;
    };
    const std::size_t directory = number(4, 4);
    const std::size_t count = number(directory, 2);
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t entry = directory + 2 + 12 * i;
        if (entry + 12 > tiff.size()) break;
        if (number(entry, 2) == 0x0112) return std::clamp(static_cast<int>(number(entry + 8, 2)), 1, 8);
    }
    return 1;
}

std::byte times(unsigned a, unsigned b) { return static_cast<std::byte>((a * b + 127) / 255); }

void put_pixel(const Decoded& decoded, const JSAMPLE* from, std::byte* to) {
    if (decoded.channels == 3) {
        for (int c = 0; c < 3; ++c) to[c] = static_cast<std::byte>(from[c]);
    } else {
        const auto ink = [&](int c) { return decoded.inverted ? unsigned{from[c]} : 255U - from[c]; };
        for (int c = 0; c < 3; ++c) to[c] = times(ink(c), ink(3));
    }
    to[3] = std::byte{255};
}

/// Where a pixel of the file stands in the upright picture.
Picture upright(const Decoded& decoded, int orientation) {
    const bool turned = orientation > 4;
    Picture picture{turned ? decoded.height : decoded.width, turned ? decoded.width : decoded.height, {}};
    picture.rgba.resize(4 * static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.height));
    const JSAMPLE* from = decoded.samples.data();
    for (int y = 0; y < decoded.height; ++y) {
        for (int x = 0; x < decoded.width; ++x, from += decoded.channels) {
            const bool mirror_x = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
            const bool mirror_y = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
            const int column = mirror_x ? decoded.width - 1 - x : x, row = mirror_y ? decoded.height - 1 - y : y;
            const auto place = static_cast<std::size_t>(turned ? column : row) * static_cast<std::size_t>(picture.width) +
                               static_cast<std::size_t>(turned ? row : column);
            put_pixel(decoded, from, picture.rgba.data() + 4 * place);
        }
    }
    return picture;
}

}  // namespace

Result<Picture> decode_jpeg(BytesView file, int longest) {
    Decoded decoded;
    if (!read(file, Step::Header, longest, decoded)) return not_picture();
    if (auto fits = check_size(decoded.width, decoded.height); !fits.ok()) return std::move(fits).error();
    if (!read(file, Step::Pixels, longest, decoded)) return not_picture();
    return upright(decoded, orientation_of(decoded.exif));
}

}  // namespace quillport::pdf
