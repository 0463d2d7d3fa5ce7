#include <tiffio.h>

#include <cstring>
#include <memory>

#include "picture.hpp"

namespace quillport::formats {
namespace {

/// The file as libtiff reads it: nothing but this memory.
struct Memory {
    BytesView data;
    std::size_t at = 0;
};
Memory& of(thandle_t handle) { return *static_cast<Memory*>(handle); }
tmsize_t read_some(thandle_t handle, void* out, tmsize_t size) {
    Memory& memory = of(handle);
    const std::size_t left = memory.data.size() - std::min(memory.at, memory.data.size());
    const std::size_t taken = std::min(left, static_cast<std::size_t>(std::max<tmsize_t>(size, 0)));
    if (taken > 0) std::memcpy(out, memory.data.data() + memory.at, taken);
    memory.at += taken;
    return static_cast<tmsize_t>(taken);
}
tmsize_t write_nothing(thandle_t, void*, tmsize_t) { return 0; }
toff_t seek(thandle_t handle, toff_t offset, int whence) {
    Memory& memory = of(handle);
    const std::size_t base = whence == SEEK_CUR ? memory.at : whence == SEEK_END ? memory.data.size() : 0;
    memory.at = base + static_cast<std::size_t>(offset);
    return memory.at;
}
int close_nothing(thandle_t) { return 0; }
toff_t size_of(thandle_t handle) { return of(handle).data.size(); }

struct Close {
    void operator()(TIFF* tiff) const noexcept { TIFFClose(tiff); }
};

template <typename T>
T field(TIFF* tiff, std::uint32_t tag, T otherwise) {
    T value{};
    return TIFFGetFieldDefaulted(tiff, tag, &value) == 1 ? value : otherwise;
}

void take_density(TIFF* tiff, Picture& picture) {
    const auto unit = field<std::uint16_t>(tiff, TIFFTAG_RESOLUTIONUNIT, RESUNIT_INCH);
    const double factor = unit == RESUNIT_INCH ? 1 : unit == RESUNIT_CENTIMETER ? 2.54 : 0;
    picture.dpi_x = static_cast<double>(field<float>(tiff, TIFFTAG_XRESOLUTION, 0)) * factor;
    picture.dpi_y = static_cast<double>(field<float>(tiff, TIFFTAG_YRESOLUTION, 0)) * factor;
}

/// Black and white as it is: a fax page stays a few kilobytes.
bool read_bilevel(TIFF* tiff, Picture& picture) {
    const bool plain = field<std::uint16_t>(tiff, TIFFTAG_BITSPERSAMPLE, 1) == 1 &&
                       field<std::uint16_t>(tiff, TIFFTAG_SAMPLESPERPIXEL, 1) == 1 && TIFFIsTiled(tiff) == 0;
    const auto photometric = field<std::uint16_t>(tiff, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISWHITE);
    if (!plain || (photometric != PHOTOMETRIC_MINISWHITE && photometric != PHOTOMETRIC_MINISBLACK)) return false;
    const auto line = static_cast<std::size_t>((picture.width + 7) / 8);
    if (static_cast<std::size_t>(TIFFScanlineSize(tiff)) != line) return false;
    std::string samples(line * static_cast<std::size_t>(picture.height), '\0');
    for (int row = 0; row < picture.height; ++row)
        if (TIFFReadScanline(tiff, samples.data() + line * static_cast<std::size_t>(row), static_cast<std::uint32_t>(row), 0) < 0)
            return false;
    picture.bits = 1;
    picture.inverted = photometric == PHOTOMETRIC_MINISWHITE;
    picture.orientation = field<std::uint16_t>(tiff, TIFFTAG_ORIENTATION, ORIENTATION_TOPLEFT);
    picture.data = compressed(samples);
    return true;
}

Result<void> read_colours(TIFF* tiff, Picture& picture) {
    const auto pixels = static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.height);
    std::vector<std::uint32_t> raster(pixels);
    // The samples as they lie in the file: turning them is the page's business.
    picture.orientation = field<std::uint16_t>(tiff, TIFFTAG_ORIENTATION, ORIENTATION_TOPLEFT);
    TIFFSetField(tiff, TIFFTAG_ORIENTATION, ORIENTATION_TOPLEFT);
    if (TIFFReadRGBAImageOriented(tiff, static_cast<std::uint32_t>(picture.width), static_cast<std::uint32_t>(picture.height),
                                  raster.data(), ORIENTATION_TOPLEFT, 1) == 0)
        return damaged("a page of the TIFF file cannot be read");
    bool grey = true;
    std::string samples;
    samples.reserve(pixels * 3);
    for (const std::uint32_t pixel : raster) {
        const unsigned paper = 255 - TIFFGetA(pixel);  // colours come multiplied by their cover
        for (const unsigned value : {TIFFGetR(pixel), TIFFGetG(pixel), TIFFGetB(pixel)})
            samples += static_cast<char>(std::min(255U, static_cast<unsigned>(value) + paper));
        grey = grey && TIFFGetR(pixel) == TIFFGetG(pixel) && TIFFGetG(pixel) == TIFFGetB(pixel);
    }
    if (grey) {
        for (std::size_t i = 0; i < pixels; ++i) samples[i] = samples[i * 3];
        samples.resize(pixels);
    }
    picture.components = grey ? 1 : 3;
    picture.data = compressed(samples);
    return {};
}

}  // namespace

Result<std::vector<Picture>> pictures_in_tiff(BytesView file, const PictureLimits& limits) {
    TIFFSetWarningHandler(nullptr);
    TIFFSetErrorHandler(nullptr);
    Memory memory{file, 0};
    const std::unique_ptr<TIFF, Close> tiff(
        TIFFClientOpen("document", "rm", &memory, read_some, write_nothing, seek, close_nothing, size_of, nullptr, nullptr));
    if (!tiff) return damaged("the TIFF file cannot be read");
    std::vector<Picture> pictures;
    do {
        // A small picture of the page itself, as cameras and scanners add it, is no page.
        if ((field<std::uint32_t>(tiff.get(), TIFFTAG_SUBFILETYPE, 0) & FILETYPE_REDUCEDIMAGE) != 0) continue;
        if (pictures.size() == limits.pictures) return Error{ErrorCode::TooLarge, "too many pages", "too_many_pages"};
        Picture picture;
        const auto width = field<std::uint32_t>(tiff.get(), TIFFTAG_IMAGEWIDTH, 0),
                   height = field<std::uint32_t>(tiff.get(), TIFFTAG_IMAGELENGTH, 0);
        if (auto fine = check_size(width, height, limits); !fine.ok()) return fine.error();
        picture.width = static_cast<int>(width);
        picture.height = static_cast<int>(height);
        take_density(tiff.get(), picture);
        if (!read_bilevel(tiff.get(), picture))
            if (auto read = read_colours(tiff.get(), picture); !read.ok()) return read.error();
        pictures.push_back(std::move(picture));
    } while (TIFFReadDirectory(tiff.get()) == 1);
    return pictures;
}

}  // namespace quillport::formats
