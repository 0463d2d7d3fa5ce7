#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>

#include "image_encoding.hpp"
#include "quillport/pdf/page_image.hpp"

using namespace quillport;
using namespace quillport::pdf;

namespace {

Bytes corpus(const std::string& name) {
    std::ifstream in(std::string(QUILLPORT_SOURCE_DIR) + "/tests/corpus/tags/lo/" + name + ".pdf", std::ios::binary);
    const std::string data{std::istreambuf_iterator<char>(in), {}};
    REQUIRE_FALSE(data.empty());
    return copy_of(std::string_view(data));
}

// A picture made of one function of the place.
template <typename Colour>
PageImage encoded(int width, int height, Colour&& colour) {
    std::vector<std::uint8_t> pixels;
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            for (const int channel : colour(x, y)) pixels.push_back(static_cast<std::uint8_t>(channel));
        }
    }
    return encode_page({pixels.data(), width, height, static_cast<std::size_t>(width) * 3});
}

std::string kind(const PageImage& image) {
    if (image.media_type == "image/jpeg") return "jpeg";
    const auto at = [&](std::size_t i) { return std::to_integer<int>(image.data.at(i)); };
    return "png " + std::to_string(at(24)) + (at(25) == 0 ? " grey" : at(25) == 3 ? " palette" : " other");
}

using Rgb = std::array<int, 3>;

}  // namespace

TEST_CASE("a page without colour becomes a PNG of sixteen greys", "[pdf][images]") {
    CHECK(kind(encoded(100, 50, [](int x, int) { return x % 10 == 0 ? Rgb{0, 0, 0} : Rgb{255, 255, 255}; })) == "png 4 grey");
}

TEST_CASE("a page with few colours becomes a PNG with a palette", "[pdf][images]") {
    CHECK(kind(encoded(101, 50, [](int x, int) {
              return x % 10 == 0 ? Rgb{16, 32, 79} : Rgb{255, 255, 255};
          })) == "png 4 palette");
}

TEST_CASE("a page with a picture becomes a JPEG", "[pdf][images]") {
    CHECK(kind(encoded(256, 256, [](int x, int y) { return Rgb{x, y, (x * y) % 256}; })) == "jpeg");
    CHECK(kind(encoded(256, 256, [](int x, int y) { return Rgb{(x + y) / 2, (x + y) / 2, (x + y) / 2}; })) == "jpeg");
}

TEST_CASE("a page is drawn in its size at each step", "[pdf][images]") {
    const Bytes pdf = corpus("lo13_contract1p");
    for (const int dpi : kImageSteps) {
        const auto image = render_page(pdf, 1, dpi);
        REQUIRE(image.ok());
        CHECK(image.value().width == Approx(595.3 * dpi / 72).margin(1));
        CHECK(image.value().height == Approx(841.9 * dpi / 72).margin(1));
    }
}

TEST_CASE("what cannot be drawn is refused with its reason", "[pdf][images]") {
    const Bytes pdf = corpus("lo13_contract1p");
    CHECK(render_page(pdf, 2, 72).error().code == ErrorCode::InvalidInput);
    CHECK(render_page(pdf, 0, 72).error().code == ErrorCode::InvalidInput);
    CHECK(render_page(pdf, 1, 100).error().code == ErrorCode::InvalidInput);
    CHECK(render_page(copy_of(std::string_view("not a document")), 1, 72).error().detail == "damaged");
    CHECK(render_page({}, 1, 72).error().code == ErrorCode::Unsupported);
}
