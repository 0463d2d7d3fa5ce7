#include <catch2/catch.hpp>

#include <array>
#include <cstdlib>
#include <string>

#include "quillport/runtime/file.hpp"
#include "quillport/worker/client.hpp"

using namespace quillport;
using namespace quillport::worker;

namespace {

const std::string kWorker = QUILLPORT_BINARY_DIR "/bin/quillport-worker";

Bytes fixture(const std::string& name) {
    return runtime::read_file(QUILLPORT_SOURCE_DIR "/tests/fixtures/pictures/" + name).value();
}

using Pixel = std::array<int, 4>;
Pixel pixel(const pdf::Picture& picture, double x, double y) {
    const auto at = 4 * (static_cast<std::size_t>(y * picture.height) * static_cast<std::size_t>(picture.width) +
                         static_cast<std::size_t>(x * picture.width));
    Pixel value{};
    for (std::size_t c = 0; c < 4; ++c) value.at(c) = std::to_integer<int>(picture.rgba.at(at + c));
    return value;
}
bool near(const Pixel& a, const Pixel& b) {
    for (std::size_t c = 0; c < 4; ++c) {
        if (std::abs(a.at(c) - b.at(c)) > 12) return false;
    }
    return true;
}

}  // namespace

TEST_CASE("pictures of strangers become pixels, upright, as small as they are needed, transparent where they are",
          "[worker][golden][picture]") {
    Client client(kWorker);
    const auto decode = [&](const std::string& name) {
        CAPTURE(name);
        auto picture = client.picture(fixture(name));
        INFO((picture.ok() ? "" : picture.error().what));
        REQUIRE(picture.ok());
        const pdf::Picture& p = picture.value();
        CHECK(p.width == 2 * p.height);
        CHECK(p.width == (name.starts_with("large") ? pdf::kPictureSide : 200));
        CHECK(near(pixel(p, 0.25, 0.5), {255, 0, 0, 255}));
        CHECK(near(pixel(p, 0.75, 0.25), {0, 255, 0, 255}));
        return pixel(p, 0.75, 0.75);
    };
    for (const char* name : {"rgba.png", "large.png"}) CHECK(decode(name)[3] == 0);
    for (const char* name : {"palette.png", "rgb.jpg", "large.jpg", "cmyk.jpg"}) CHECK(near(decode(name), {0, 0, 255, 255}));
    for (const int orientation : {2, 3, 4, 5, 6, 7, 8}) {
        CHECK(near(decode("turned" + std::to_string(orientation) + ".jpg"), {0, 0, 255, 255}));
    }
    const auto small = client.picture(fixture("rgba.png"), 20);
    REQUIRE(small.ok());
    CHECK((small.value().width == 20 && small.value().height == 10));
}

TEST_CASE("what is no picture, too large or cut off is refused", "[worker][golden][picture]") {
    Client client(kWorker);
    CHECK(client.picture(runtime::read_file(QUILLPORT_SOURCE_DIR "/tests/corpus/tags/lo/lo13_contract1p.pdf").value())
              .error()
              .detail == "not_picture");
    CHECK(client.picture(Bytes{}).error().detail == "not_picture");
    CHECK(client.picture(fixture("too_many_pixels.png")).error().code == ErrorCode::TooLarge);
    for (const char* name : {"rgba.png", "palette.png", "turned6.jpg"}) {
        const Bytes whole = fixture(name);
        for (const std::size_t size : {std::size_t{8}, std::size_t{20}, whole.size() / 2}) {
            CAPTURE(name, size);
            const auto picture = client.picture(BytesView(whole).first(size));
            // A JPEG that ends early is shown as far as it goes by every program.
            if (!picture.ok()) CHECK(picture.error().detail == "not_picture");
            if (std::string_view(name).ends_with("png")) CHECK_FALSE(picture.ok());
        }
    }
}
