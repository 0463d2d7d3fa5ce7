#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>

#include "quillport/runtime/file.hpp"
#include "support.hpp"

using namespace quillport;
using namespace quillport::test;
using Texts = std::vector<std::string>;

namespace {

std::string big_endian(std::uint32_t value) {
    std::string out;
    for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(value >> static_cast<unsigned>(shift));
    return out;
}

/// Grey samples of a scan: what the renderer draws of a page, as lines of runs.
std::string runs_of(const std::string& line) {
    std::string out;
    for (std::size_t at = 0; at < line.size();) {
        std::size_t end = at + 1;
        while (end < line.size() && end - at < 128 && line[end] == line[at]) ++end;
        out += static_cast<char>(end - at - 1);
        out += line[at];
        at = end;
    }
    return out;
}

/// The grey picture in a file of netpbm's P5 form, which pdftoppm writes.
struct Grey {
    std::size_t width = 0, height = 0;
    std::string samples;
};
Grey drawn(const std::string& pdf, int dpi) {
    const std::string file = printed_file_as_grey(pdf, dpi);
    Grey grey;
    std::size_t at = 3;
    const auto number = [&] {
        std::size_t value = 0;
        while (file[at] < '0') ++at;
        while (file[at] >= '0') value = value * 10 + static_cast<std::size_t>(file[at++] - '0');
        return value;
    };
    grey.width = number();
    grey.height = number();
    number();
    grey.samples = file.substr(at + 1);
    REQUIRE(grey.samples.size() == grey.width * grey.height);
    return grey;
}

std::string lines_of(const Grey& grey) {
    std::string out;
    for (std::size_t row = 0; row < grey.height; ++row)
        out += std::string(1, '\0') + runs_of(grey.samples.substr(row * grey.width, grey.width));
    return out;
}

std::string pwg_of(const Grey& grey, std::uint32_t dpi) {
    std::string head(1796, '\0');
    const auto put = [&](std::size_t at, std::uint32_t value) { head.replace(at, 4, big_endian(value)); };
    put(276, dpi);
    put(280, dpi);
    put(372, static_cast<std::uint32_t>(grey.width));
    put(376, static_cast<std::uint32_t>(grey.height));
    put(384, 8);
    put(388, 8);
    put(392, static_cast<std::uint32_t>(grey.width));
    put(400, 18);  // sGray
    return "RaS2" + head + lines_of(grey);
}

std::string urf_of(const Grey& grey, std::uint32_t dpi) {
    return std::string("UNIRAST\0", 8) + big_endian(1) + std::string("\x08\0\1\4\0\0\0\0\0\0\0\0", 12) +
           big_endian(static_cast<std::uint32_t>(grey.width)) + big_endian(static_cast<std::uint32_t>(grey.height)) +
           big_endian(dpi) + std::string(8, '\0') + lines_of(grey);
}

void check_a4(BytesView pdf, std::size_t pages) {
    const auto found = client().inspect(pdf);
    REQUIRE(found.ok());
    REQUIRE(found.value().found.pages.size() == pages);
    for (const PageSize& page : found.value().found.pages) {
        CHECK(std::abs(page.width - 595) < 2);
        CHECK(std::abs(page.height - 842) < 2);
    }
}

}  // namespace

TEST_CASE("a scan of two pages becomes two pages of its size, and its tags are read", "[formats][golden][pictures]") {
    const Bytes pdf = converted(printed("scan.tif"));
    check_a4(pdf, 2);
    CHECK(tags_in(pdf) == Texts{"{{sig:1}}", "{{sig:2}}", "{{date:2}}"});
    CHECK(pdf.size() < 2 * printed("scan.tif").size() + 20'000);  // black and white stays small
}

TEST_CASE("photographs of a page keep their resolution, and their tags are read", "[formats][golden][pictures]") {
    for (const char* name : {"scan.jpg", "scan.png"}) {
        CAPTURE(name);
        const Bytes pdf = converted(printed(name));
        check_a4(pdf, 1);
        CHECK(tags_in(pdf) == Texts{"{{sig:1}}"});
    }
}

TEST_CASE("a picture stands upright whatever its Exif orientation, and loses where it was taken", "[formats][golden][pictures]") {
    const auto fixture = [](const std::string& name) {
        return runtime::read_file(QUILLPORT_SOURCE_DIR "/tests/fixtures/pictures/" + name).value();
    };
    const auto pixels = [](BytesView pdf) {
        const auto image = client().page_image(pdf, 1, 72);
        REQUIRE(image.ok());
        return image.value();
    };
    const auto upright = pixels(converted(fixture("rgb.jpg")));
    for (int turn = 2; turn <= 8; ++turn) {
        CAPTURE(turn);
        const Bytes pdf = converted(fixture("turned" + std::to_string(turn) + ".jpg"));
        const auto image = pixels(pdf);
        CHECK(image.width == upright.width);
        CHECK(image.height == upright.height);
        CHECK_FALSE(holds(std::string(text_of(pdf)), "Exif"));
    }
    for (const char* name : {"cmyk.jpg", "palette.png", "rgba.png"}) {
        CAPTURE(name);
        CHECK_FALSE(converted(fixture(name)).empty());
    }
}

TEST_CASE("rasters of phones become pages, and their tags are read", "[formats][golden][pictures]") {
    const Grey grey = drawn("Contract.pdf", 150);
    for (const std::string& raster : {pwg_of(grey, 150), urf_of(grey, 150)}) {
        const Bytes pdf = converted(bytes_of(raster));
        check_a4(pdf, 1);
        CHECK_FALSE(tags_in(pdf).empty());
        CHECK(client()
                  .convert(bytes_of(raster).first(raster.size() / 2),
                           client().recognise(bytes_of(raster).first(raster.size() / 2)).value())
                  .error()
                  .detail == "damaged");
    }
}

TEST_CASE("a picture that is cut off or too large is refused", "[formats][golden][pictures]") {
    const auto refusal = [](const Bytes& file) {
        const auto what = client().recognise(file);
        REQUIRE(what.ok());
        const auto pdf = client().convert(file, what.value());
        return pdf.ok() ? std::string() : pdf.error().detail;
    };
    for (const char* name : {"scan.tif", "scan.png"}) {
        CAPTURE(name);
        Bytes file = printed(name);
        file.resize(file.size() / 3);
        CHECK(refusal(file) == "damaged");
    }
    std::string large(1796, '\0');
    for (const std::size_t at : {372, 376}) large.replace(at, 4, big_endian(60'000));
    large.replace(388, 4, big_endian(8));
    CHECK(refusal(copy_of("RaS2" + large + "x")) == "too_large");
}
