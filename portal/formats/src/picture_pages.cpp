#include "quillport/formats/picture_pages.hpp"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "picture.hpp"

namespace quillport::formats {
namespace {

constexpr double kA4Short = 595.28, kA4Long = 841.89, kA3Long = 1190.55;  // points
constexpr double kLeastDpi = 30, kMostDpi = 4800;

std::string number(double value) {
    std::array<char, 32> text{};
    const auto [end, failed] = std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed, 3);
    return failed == std::errc{} ? std::string(text.data(), end) : "0";
}

struct Size {
    double width = 0, height = 0;
};

/// As large as the resolution says. Where it says nothing, or a camera's 72 dpi make a poster of a photograph: as large as fits
/// on A4.
Size page_of(const Picture& picture) {
    const auto sane = [](double dpi) { return dpi >= kLeastDpi && dpi <= kMostDpi; };
    Size page{picture.width * 72.0 / picture.dpi_x, picture.height * 72.0 / picture.dpi_y};
    const bool told = sane(picture.dpi_x) && sane(picture.dpi_y) && std::max(page.width, page.height) <= kA3Long + 1;
    if (!told) {
        const bool wide = picture.width > picture.height;
        const double scale = std::min((wide ? kA4Long : kA4Short) / picture.width, (wide ? kA4Short : kA4Long) / picture.height);
        page = {picture.width * scale, picture.height * scale};
    }
    if (picture.orientation >= 5) std::swap(page.width, page.height);
    return page;
}

/// Lays the unit square of an image onto its page (ISO 32000-1 §8.9.5.1), turned as the orientation says (Exif 2.32 §4.6.4, tag
/// 274).
std::string placed(const Size& page, int orientation) {
    const std::string w = number(page.width), h = number(page.height), z = "0";
    const std::string mw = "-" + w, mh = "-" + h;
    const std::array<std::array<std::string, 6>, 8> matrices = {{{w, z, z, h, z, z},
                                                                 {mw, z, z, h, w, z},
                                                                 {mw, z, z, mh, w, h},
                                                                 {w, z, z, mh, z, h},
                                                                 {z, mh, mw, z, w, h},
                                                                 {z, mh, w, z, z, h},
                                                                 {z, h, w, z, z, z},
                                                                 {z, h, mw, z, w, z}}};
    std::string out;
    for (const std::string& value : matrices.at(static_cast<std::size_t>(std::clamp(orientation, 1, 8) - 1))) out += value + " ";
    return "q " + out + "cm /I Do Q";
}

std::string dictionary_of(const Picture& picture) {
    const char* space = picture.components == 1 ? "/DeviceGray" : picture.components == 3 ? "/DeviceRGB" : "/DeviceCMYK";
    std::string out = "<</Type/XObject/Subtype/Image/Width " + std::to_string(picture.width) + "/Height " +
                      std::to_string(picture.height) + "/ColorSpace" + space + "/BitsPerComponent " +
                      std::to_string(picture.bits);
    if (picture.inverted) {
        out += "/Decode[";
        for (int i = 0; i < picture.components; ++i) out += "1 0 ";
        out += "]";
    }
    return out + (picture.is_jpeg ? "/Filter/DCTDecode" : "/Filter/FlateDecode") + "/Length " +
           std::to_string(picture.data.size()) + ">>";
}

/// A plain PDF, object after object (ISO 32000-1 §7.5).
class File {
  public:
    File() { out_ = "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"; }
    void object(int id, const std::string& value) {
        begin(id);
        out_ += value + "\nendobj\n";
    }
    void stream(int id, const std::string& dictionary, const std::string& data) {
        begin(id);
        out_ += dictionary + "\nstream\n" + data + "\nendstream\nendobj\n";
    }
    [[nodiscard]] Bytes finished(int root) {
        const std::string start = std::to_string(out_.size()), count = std::to_string(places_.size());
        out_ += "xref\n0 " + count + "\n0000000000 65535 f \n";
        for (std::size_t id = 1; id < places_.size(); ++id) {
            const std::string place = std::to_string(places_[id]);
            out_ += std::string(10 - place.size(), '0') + place + " 00000 n \n";
        }
        out_ += "trailer\n<</Size " + count + "/Root " + std::to_string(root) + " 0 R>>\nstartxref\n" + start + "\n%%EOF\n";
        return copy_of(out_);
    }

  private:
    void begin(int id) {
        places_.resize(std::max(places_.size(), static_cast<std::size_t>(id) + 1));
        places_[static_cast<std::size_t>(id)] = out_.size();
        out_ += std::to_string(id) + " 0 obj\n";
    }
    std::string out_;
    std::vector<std::size_t> places_ = {0};
};

Bytes document_of(const std::vector<Picture>& pictures) {
    File file;
    std::string kids;
    int id = 3;
    for (const Picture& picture : pictures) {
        const Size size = page_of(picture);
        const std::string content = placed(size, picture.orientation);
        const auto ref = [](int n) { return std::to_string(n) + " 0 R"; };
        file.stream(id, dictionary_of(picture), picture.data);
        file.stream(id + 1, "<</Length " + std::to_string(content.size()) + ">>", content);
        file.object(id + 2, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 " + number(size.width) + " " + number(size.height) +
                                "]/Contents " + ref(id + 1) + "/Resources<</XObject<</I " + ref(id) + ">>>>>>");
        kids += ref(id + 2) + " ";
        id += 3;
    }
    file.object(2, "<</Type/Pages/Kids[" + kids + "]/Count " + std::to_string(pictures.size()) + ">>");
    file.object(1, "<</Type/Catalog/Pages 2 0 R>>");
    return file.finished(1);
}

Result<std::vector<Picture>> pictures_in(BytesView file, Format format, const PictureLimits& limits) {
    switch (format) {
        case Format::Jpeg:
            return pictures_in_jpeg(file, limits);
        case Format::Png:
            return pictures_in_png(file, limits);
        case Format::Tiff:
            return pictures_in_tiff(file, limits);
        case Format::PwgRaster:
        case Format::Urf:
            return pictures_in_raster(file, limits);
        default:
            return Error{ErrorCode::InvalidInput, "no picture", std::string(row_of(format).name)};
    }
}

}  // namespace

Result<void> check_size(std::uint64_t width, std::uint64_t height, const PictureLimits& limits) {
    if (width == 0 || height == 0) return damaged("a picture without pixels");
    if (width > limits.pixels || height > limits.pixels || width * height > limits.pixels)
        return Error{ErrorCode::TooLarge, "a picture with too many pixels", "too_large"};
    return {};
}

std::string compressed(std::string_view samples) {
    uLongf size = ::compressBound(samples.size());
    std::string out(size, '\0');
    ::compress2(reinterpret_cast<Bytef*>(out.data()), &size, reinterpret_cast<const Bytef*>(samples.data()), samples.size(), 6);
    out.resize(size);
    return out;
}

Result<Bytes> picture_pages(BytesView file, Format format, const PictureLimits& limits) {
    const auto pictures = pictures_in(file, format, limits);
    if (!pictures.ok()) return pictures.error();
    if (pictures.value().empty()) return damaged("a file without a picture");
    return document_of(pictures.value());
}

}  // namespace quillport::formats
