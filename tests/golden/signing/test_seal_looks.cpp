// What a seal with a facsimile looks like, by the eyes of poppler.
#include <array>

#include "seal_support.hpp"

using namespace quillport;
using namespace quillport::signing;
using namespace quillport::signing::test;

namespace {

std::string picture(const std::string& name) { return std::string(QUILLPORT_SOURCE_DIR) + "/tests/fixtures/pictures/" + name; }

using Colour = std::array<int, 3>;

/// Pixels of the first page of about this colour.
int count(const Folder& folder, const std::string& pdf, const Colour& colour) {
    REQUIRE(run("pdftoppm -r 72 -f 1 -l 1 " + pdf + " " + folder.at("page")).exit == 0);
    const std::string name = run("ls " + folder.at("") + " | grep '^page'").output;
    const Bytes image = runtime::read_file(folder.at(name.substr(0, name.find('\n')))).value();
    std::string_view text = text_of(image);
    int width = 0, height = 0, read = 0;
    REQUIRE(std::sscanf(std::string(text.substr(0, 40)).c_str(), "P6 %d %d 255%n", &width, &height, &read) == 2);
    text.remove_prefix(static_cast<std::size_t>(read) + 1);
    int found = 0;
    for (std::size_t at = 0; at + 2 < text.size(); at += 3) {
        bool same = true;
        for (std::size_t c = 0; c < 3; ++c) {
            same = same && std::abs(static_cast<int>(static_cast<unsigned char>(text[at + c])) - colour.at(c)) < 30;
        }
        found += same ? 1 : 0;
    }
    return found;
}

}  // namespace

TEST_CASE("a facsimile is shown in the seal, transparent where it is", "[signing][seal][image]") {
    const Folder folder;
    const std::string in = folder.write("in.pdf", corpus("lo13_contract1p")), out = folder.at("out.pdf");
    const std::string place = "--page 1 --box 300,300,540,380 ";
    const int black_before = count(folder, in, {0, 0, 0});

    const Answer png = seal("--image " + picture("rgba.png") + " " + place + in + " " + out);
    INFO(png.output);
    REQUIRE(png.exit == 0);
    CHECK(run("qpdf --check " + out).exit == 0);
    CHECK(judge(runtime::read_file(out).value()).indication == Indication::TotalPassed);
    const int red = count(folder, out, {255, 0, 0});
    CHECK(red > 500);
    CHECK(count(folder, out, {0, 255, 0}) > red / 3);
    CHECK(count(folder, out, {0, 0, 0}) <= black_before);
    CHECK(holds(run("pdfimages -list " + out).output, "smask"));
    const std::size_t small = runtime::read_file(out).value().size();

    const Answer jpeg = seal("--image " + picture("large.jpg") + " " + place + in + " " + out);
    REQUIRE(jpeg.exit == 0);
    CHECK(count(folder, out, {0, 0, 255}) > red / 3);
    // A picture of any size becomes one of the size that can be seen.
    CHECK(runtime::read_file(out).value().size() < small + 40'000);
}

TEST_CASE("lines and reason stand below the name, none in the colour of a warning", "[signing][seal][image]") {
    const Folder folder;
    const std::string in = folder.write("in.pdf", corpus("lo13_contract1p")), out = folder.at("out.pdf");
    const std::string place = " --page 1 --box 300,300,540,380 " + in + " " + out;
    const int warning = count(folder, in, {163, 38, 28});
    REQUIRE(seal("--reason 'Invoice 7'" + place).exit == 0);
    CHECK(holds(run("pdftotext " + out + " -").output, "Reason: Invoice 7"));
    CHECK(count(folder, out, {163, 38, 28}) == warning);
    REQUIRE(seal("--reason 'Invoice 7' --text 'Department B\nfor {reason}'" + place).exit == 0);
    const std::string text = run("pdftotext -layout " + out + " -").output;
    CHECK(holds(text, "Department B\n"));
    CHECK(holds(text, "for Invoice 7"));
    CHECK_FALSE(holds(text, "Reason:"));
    CHECK(count(folder, out, {163, 38, 28}) == warning);
}

TEST_CASE("what is no picture is refused before anything is written", "[signing][seal][image]") {
    const Folder folder;
    const std::string in = folder.write("in.pdf", corpus("lo13_contract1p")), out = folder.at("out.pdf");
    const std::string place = "--page 1 --box 300,300,540,380 ";
    for (const std::string& file : {in, folder.at("none.png"), picture("too_many_pixels.png")}) {
        const Answer answer = seal("--image " + file + " " + place + in + " " + out);
        CHECK(answer.exit == 2);
        CHECK(std::count(answer.output.begin(), answer.output.end(), '\n') == 1);
        CHECK_FALSE(std::filesystem::exists(out));
    }
    const Answer hidden = seal("--image " + picture("rgba.png") + " " + in + " " + out);
    CHECK(hidden.exit == 2);
    CHECK(holds(hidden.output, "--image shows nothing"));
}
