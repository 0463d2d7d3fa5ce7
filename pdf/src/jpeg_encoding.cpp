#include "jpeg_encoding.hpp"

#include <csetjmp>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <stdexcept>

#include <jpeglib.h>

namespace quillport::pdf {
namespace {

constexpr int kQuality = 85;

struct ErrorManager {
    jpeg_error_mgr base{};
    std::jmp_buf back{};
};

void leave(j_common_ptr info) { std::longjmp(reinterpret_cast<ErrorManager*>(info->err)->back, 1); }

struct Output {
    unsigned char* data = nullptr;
    unsigned long size = 0;
};

// Nothing in this function has a destructor: libjpeg's only way to report an error is to jump out of it.
bool compress(const RgbView& pixels, bool grey, JSAMPLE* row, Output& output) {
    jpeg_compress_struct info{};
    ErrorManager errors;
    info.err = jpeg_std_error(&errors.base);
    errors.base.error_exit = leave;
    if (setjmp(errors.back) != 0) {
        jpeg_destroy_compress(&info);
        return false;
    }
    jpeg_create_compress(&info);
    jpeg_mem_dest(&info, &output.data, &output.size);
    info.image_width = static_cast<JDIMENSION>(pixels.width);
    info.image_height = static_cast<JDIMENSION>(pixels.height);
    info.input_components = grey ? 1 : 3;
    info.in_color_space = grey ? JCS_GRAYSCALE : JCS_RGB;
    jpeg_set_defaults(&info);
    jpeg_set_quality(&info, kQuality, TRUE);
    jpeg_start_compress(&info, TRUE);
    while (info.next_scanline < info.image_height) {
        const JSAMPLE* from = pixels.data + pixels.stride * info.next_scanline;
        for (int x = 0; grey && x < pixels.width; ++x) row[x] = from[3 * x + 1];
        JSAMPROW line = grey ? row : const_cast<JSAMPLE*>(from);
        jpeg_write_scanlines(&info, &line, 1);
    }
    jpeg_finish_compress(&info);
    jpeg_destroy_compress(&info);
    return true;
}

struct FreeMemory {
    void operator()(unsigned char* p) const noexcept { std::free(p); }
};

}  // namespace

Bytes encode_jpeg(const RgbView& pixels, bool grey) {
    Output output;
    std::vector<JSAMPLE> row(static_cast<std::size_t>(pixels.width));
    const bool done = compress(pixels, grey, row.data(), output);
    const std::unique_ptr<unsigned char, FreeMemory> owned(output.data);
    if (!done) throw std::runtime_error("libjpeg cannot encode a page");
    return copy_of(std::string_view(reinterpret_cast<const char*>(output.data), output.size));
}

}  // namespace quillport::pdf
