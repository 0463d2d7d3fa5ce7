#include <algorithm>

#include "picture.hpp"

namespace quillport::formats {
namespace {

std::uint32_t number_at(std::string_view data, std::size_t at) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i) value = value << 8U | static_cast<unsigned char>(data[at + i]);
    return value;
}

/// A page's head in either format, and where its lines begin.
struct Head {
    std::uint32_t width = 0, height = 0, dpi_x = 0, dpi_y = 0, bits_per_pixel = 0;
    bool is_ink = false;  ///< 0 is white
};

/// PWG 5102.4 §4.3, table 2; its numbers are big-endian.
constexpr std::size_t kPwgHead = 1796;
Head pwg_head(std::string_view page) {
    constexpr std::uint32_t kBlack = 3;
    return {number_at(page, 372), number_at(page, 376), number_at(page, 276),
            number_at(page, 280), number_at(page, 388), number_at(page, 400) == kBlack};
}

/// The raster of AirPrint: bits, colour space, two bytes more, then width, height and resolution from the twelfth byte on.
constexpr std::size_t kUrfHead = 32;
Head urf_head(std::string_view page) {
    const std::uint32_t dpi = number_at(page, 20);
    return {number_at(page, 12), number_at(page, 16), dpi, dpi, static_cast<unsigned char>(page[0]), false};
}

/// Lines of pixels: how often the line is repeated, then runs and literals (PWG 5102.4 §4.4). False: cut off or too much.
class Lines {
  public:
    Lines(std::string_view data, std::size_t pixel, std::size_t line, char white)
        : data_(data), pixel_(pixel), line_(line), white_(white) {}

    bool read(std::uint32_t height, std::string& out) {
        while (height > 0) {
            if (at_ >= data_.size()) return false;
            const std::uint32_t times = std::min<std::uint32_t>(static_cast<unsigned char>(data_[at_++]) + 1U, height);
            const std::size_t from = out.size();
            if (!line(out)) return false;
            const std::string one = out.substr(from);
            for (std::uint32_t i = 1; i < times; ++i) out += one;
            height -= times;
        }
        return true;
    }
    [[nodiscard]] std::size_t end() const { return at_; }

  private:
    bool line(std::string& out) {
        for (std::size_t left = line_; left > 0;) {
            if (at_ >= data_.size()) return false;
            const unsigned code = static_cast<unsigned char>(data_[at_++]);
            if (code == 128) {  // white to the end of the line
                out.append(left, white_);
                return true;
            }
            const std::size_t pixels = code < 128 ? code + 1 : 257 - code;
            const std::size_t size = std::min(pixels * pixel_, left);
            const std::size_t taken = code < 128 ? pixel_ : size;
            if (taken > data_.size() - at_) return false;
            for (std::size_t done = 0; done < size; done += taken) out.append(data_.substr(at_, std::min(taken, size - done)));
            at_ += taken;
            left -= size;
        }
        return true;
    }

    std::string_view data_;
    std::size_t pixel_, line_, at_ = 0;
    char white_;
};

}  // namespace

Result<std::vector<Picture>> pictures_in_raster(BytesView file, const PictureLimits& limits) {
    std::string_view data = text_of(file);
    const bool pwg = data.substr(0, 4) == "RaS2";
    const std::size_t head_size = pwg ? kPwgHead : kUrfHead;
    data.remove_prefix(std::min(data.size(), pwg ? std::size_t{4} : std::size_t{12}));
    std::vector<Picture> pictures;
    while (data.size() > head_size) {
        if (pictures.size() == limits.pictures) return Error{ErrorCode::TooLarge, "too many pages", "too_many_pages"};
        const Head head = pwg ? pwg_head(data) : urf_head(data);
        if (auto fine = check_size(head.width, head.height, limits); !fine.ok()) return fine.error();
        const std::uint32_t bits = head.bits_per_pixel;
        if (bits != 1 && bits != 8 && bits != 24) return damaged("a raster with other pixels than grey and colour");
        Picture picture;
        picture.width = static_cast<int>(head.width);
        picture.height = static_cast<int>(head.height);
        picture.dpi_x = head.dpi_x;
        picture.dpi_y = head.dpi_y;
        picture.components = bits == 24 ? 3 : 1;
        picture.bits = bits == 1 ? 1 : 8;
        picture.inverted = head.is_ink;
        Lines lines(data.substr(head_size), std::max<std::size_t>(bits / 8, 1), (std::size_t{head.width} * bits + 7) / 8,
                    head.is_ink ? '\0' : '\xff');
        std::string samples;
        if (!lines.read(head.height, samples)) return damaged("a raster that is cut off");
        picture.data = compressed(samples);
        pictures.push_back(std::move(picture));
        data.remove_prefix(head_size + lines.end());
    }
    return pictures;
}

}  // namespace quillport::formats
