#include <array>
#include <cstring>

#include "picture.hpp"

namespace quillport::formats {
namespace {

using namespace std::string_literals;
using namespace std::string_view_literals;

/// What the segments before the first scan say. Source: ITU-T T.81 annex B; JFIF 1.02; Exif 2.32 §4.6; Adobe Technical Note 5116.
class Segments {
  public:
    Segments(std::string_view file, const PictureLimits& limits) : file_(file), limits_(limits) {}

    [[nodiscard]] Result<Picture> read() {
        picture_.is_jpeg = true;
        picture_.data = "\xff\xd8"s;
        for (std::size_t at = 2; at + 4 <= file_.size();) {
            if (byte(at) != 0xff) return damaged("no marker where one must be");
            const unsigned marker = byte(at + 1);
            if (marker == 0xff) {  // fill
                ++at;
                continue;
            }
            const std::size_t length = two(at + 2);
            if (length < 2 || at + 2 + length > file_.size()) return damaged("a segment that is cut off");
            take(marker, file_.substr(at + 4, length - 2));
            if (is_kept(marker)) picture_.data += file_.substr(at, length + 2);
            at += length + 2;
            if (marker != kScan) continue;
            picture_.data += file_.substr(at);
            return finished();
        }
        return damaged("no scan");
    }

  private:
    static constexpr unsigned kScan = 0xda;

    [[nodiscard]] unsigned byte(std::size_t at) const { return static_cast<unsigned char>(file_[at]); }
    [[nodiscard]] std::size_t two(std::size_t at) const { return byte(at) << 8U | byte(at + 1); }

    /// Tables, frames, scans; of the applications' segments those that say how colours are meant.
    static bool is_kept(unsigned marker) {
        return marker == 0xe0 || marker == 0xe2 || marker == 0xee || !((marker >= 0xe0 && marker <= 0xef) || marker == 0xfe);
    }

    void take(unsigned marker, std::string_view data) {
        const auto at = [&](std::size_t i) { return static_cast<unsigned char>(data[i]); };
        const bool frame = marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
        if (frame && data.size() >= 6) {
            picture_.height = at(1) << 8U | at(2);
            picture_.width = at(3) << 8U | at(4);
            picture_.components = at(5);
            precision_ = at(0);
        }
        if (marker == 0xe0 && data.size() >= 12 && data.substr(0, 5) == "JFIF\0"sv)
            density(at(7), at(8) << 8U | at(9), at(10) << 8U | at(11));
        if (marker == 0xe1 && data.substr(0, 6) == "Exif\0\0"sv) exif(data.substr(6));
        // Adobe's programs write ink where the standard has none: 255 is no ink.
        if (marker == 0xee && data.substr(0, 5) == "Adobe") picture_.inverted = true;
    }

    void density(int unit, int x, int y) {
        const double factor = unit == 1 ? 1 : unit == 2 ? 2.54 : 0;
        if (factor > 0 && x > 0 && y > 0) picture_.dpi_x = x * factor, picture_.dpi_y = y * factor;
    }

    void exif(std::string_view data) {
        if (data.size() < 8) return;
        const bool little = data.substr(0, 2) == "II";
        const auto get = [&](std::size_t at, std::size_t size) {
            std::uint64_t value = 0;
            for (std::size_t i = 0; i < size && at + size <= data.size(); ++i)
                value = value << 8U | static_cast<unsigned char>(data[little ? at + size - 1 - i : at + i]);
            return value;
        };
        const auto directory = static_cast<std::size_t>(get(4, 4));
        const std::uint64_t entries = get(directory, 2);
        double dpi_x = 0, dpi_y = 0, unit = 1;
        for (std::size_t i = 0; i < entries && directory + 2 + i * 12 + 12 <= data.size(); ++i) {
            const std::size_t entry = directory + 2 + i * 12;
            const std::uint64_t tag = get(entry, 2);
            const auto place = static_cast<std::size_t>(get(entry + 8, 4));
            const auto ratio = [&] {
                return get(place + 4, 4) == 0 ? 0.0 : static_cast<double>(get(place, 4)) / static_cast<double>(get(place + 4, 4));
            };
            if (tag == 0x0112 && get(entry + 8, 2) >= 1 && get(entry + 8, 2) <= 8)
                picture_.orientation = static_cast<int>(get(entry + 8, 2));
            if (tag == 0x011a) dpi_x = ratio();
            if (tag == 0x011b) dpi_y = ratio();
            if (tag == 0x0128) unit = get(entry + 8, 2) == 3 ? 2.54 : 1;
        }
        if (picture_.dpi_x == 0) picture_.dpi_x = dpi_x * unit, picture_.dpi_y = dpi_y * unit;
    }

    [[nodiscard]] Result<Picture> finished() {
        if (precision_ != 8) return damaged("samples of another size than 8 bits");
        if (picture_.components != 1 && picture_.components != 3 && picture_.components != 4)
            return damaged("an odd number of colours");
        picture_.inverted = picture_.inverted && picture_.components == 4;
        const auto fine =
            check_size(static_cast<std::uint64_t>(picture_.width), static_cast<std::uint64_t>(picture_.height), limits_);
        if (!fine.ok()) return fine.error();
        return std::move(picture_);
    }

    std::string_view file_;
    const PictureLimits& limits_;
    Picture picture_;
    int precision_ = 0;
};

}  // namespace

Result<std::vector<Picture>> pictures_in_jpeg(BytesView file, const PictureLimits& limits) {
    auto picture = Segments(text_of(file), limits).read();
    if (!picture.ok()) return std::move(picture).error();
    return std::vector<Picture>{std::move(picture).value()};
}

}  // namespace quillport::formats
