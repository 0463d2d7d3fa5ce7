// Text that is painted as a colour (ISO 32000-1 §8.7.3) or inside a character of a font (§9.6.5).
#include <catch2/catch.hpp>
#include <chrono>
#include <cmath>
#include <string>

#include "content_sample.hpp"
#include "quillport/pdf/content.hpp"

using namespace quillport;
using quillport::test::SamplePdf;

namespace {

struct ReadPage {
    pdf::PageContent content;

    [[nodiscard]] std::string text() const { return {content.text.begin(), content.text.end()}; }
    [[nodiscard]] std::string first_place() const {
        return content.glyphs.empty() ? "none"
                                      : std::to_string(std::lround(content.glyphs[0].origin_x)) + " " +
                                            std::to_string(std::lround(content.glyphs[0].origin_y));
    }
};

ReadPage read(const SamplePdf& sample) {
    const std::string file = sample.text();
    auto document = pdf::Document::open(bytes_of(file));
    REQUIRE(document.ok());
    ReadPage out;
    pdf::ContentReader reader(document.value());
    REQUIRE(reader.read(1, out.content).ok());
    out.content.fonts = nullptr;
    return out;
}

constexpr const char* kCell =
    "/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 100 40]/XStep 100/YStep 40"
    "/Resources<</Font<</F1 4 0 R>>>>";

/// Pattern 10 shows "tile" at (10, 12) of a cell of 100 by 40.
SamplePdf tiled(const std::string& contents, const std::string& matrix = "") {
    SamplePdf sample(contents);
    sample.resources = "/Pattern<</P 10 0 R>>";
    sample.objects[10] = SamplePdf::stream(kCell + matrix, "BT /F1 9 Tf 10 12 Td (tile) Tj ET");
    return sample;
}

}  // namespace

TEST_CASE("text of a pattern is read once, in the first cell that is seen of it", "[pdf][content][pattern]") {
    // Rows begin at multiples of 40: the uppermost whole one below 842 begins at 800.
    const auto page = read(tiled("/Pattern cs /P scn 0 0 595 842 re f"));
    CHECK(page.text() == "tile");
    CHECK(page.first_place() == "10 812");
    CHECK(page.content.runs.size() == 2);
    CHECK(page.content.runs[1].kind == pdf::RunKind::Pattern);
    CHECK(read(tiled("/Pattern cs /P scn 230 300 250 200 re f")).first_place() == "310 492");
    CHECK(read(tiled("/Pattern cs /P scn 230 300 250 195 re f")).first_place() == "310 452");
}

TEST_CASE("a pattern stands in the space of the page or form that names it, however that paints", "[pdf][content][pattern]") {
    CHECK(read(tiled("2 0 0 2 30 30 cm /Pattern cs /P scn 0 0 100 100 re f", "/Matrix[1 0 0 1 5 7]")).first_place() == "115 219");
    SamplePdf form("q 1 0 0 1 200 300 cm /X Do Q");
    form.resources = "/XObject<</X 11 0 R>>";
    form.objects[10] = tiled("").objects[10];
    form.objects[11] = SamplePdf::stream("/Subtype/Form/BBox[0 0 100 40]/Resources<</Pattern<</P 10 0 R>>>>",
                                         "/Pattern cs /P scn 0 0 500 500 re f");
    CHECK(read(form).first_place() == "210 312");
    SamplePdf turned = tiled("/Pattern cs /P scn 0 0 595 842 re f", "/Matrix[0 1 -1 0 300 400]");
    const auto page = read(turned);
    REQUIRE(page.text() == "tile");
    CHECK(page.content.glyphs[0].up_x == Approx(-9));
}

TEST_CASE("strokes, letters and stencils are painted with patterns too", "[pdf][content][pattern]") {
    CHECK(read(tiled("/Pattern CS /P SCN 80 w 0 400 m 500 400 l S")).text() == "tile");
    CHECK(read(tiled("/Pattern cs /P scn BT /F1 90 Tf 50 400 Td (AB) Tj ET")).text() == "ABtile");
    CHECK(read(tiled("/Pattern CS /P SCN BT 1 Tr /F1 90 Tf 50 400 Td [(A) 5 (B)] TJ ET")).text() == "ABtile");
    CHECK(read(tiled("/Pattern cs /P scn q 200 0 0 200 50 50 cm BI /W 1 /H 1 /IM true ID \x01 EI Q")).text() == "tile");
    SamplePdf stencil = tiled("/Pattern cs /P scn q 200 0 0 200 50 50 cm /M Do Q");
    stencil.resources += "/XObject<</M 11 0 R>>";
    stencil.objects[11] = SamplePdf::stream("/Subtype/Image/Width 1/Height 1/ImageMask true/BitsPerComponent 1", "x");
    CHECK(read(stencil).text() == "tile");
}

TEST_CASE("a pattern that nothing is painted with shows nothing", "[pdf][content][pattern]") {
    CHECK(read(tiled("/Pattern cs /P scn 0 g 0 0 500 500 re f")).text().empty());
    CHECK(read(tiled("q /Pattern cs /P scn Q 0 0 500 500 re f")).text().empty());
    CHECK(read(tiled("/Pattern cs /P scn 0 0 500 500 re n 0 0 m S")).text().empty());
    CHECK(read(tiled("/Pattern cs /P scn 0 900 500 500 re f")).text().empty());
    CHECK(read(tiled("0 0 50 50 re W n /Pattern cs /P scn 100 100 300 300 re f")).text().empty());
    CHECK(read(tiled("q 0 0 50 50 re W n Q /Pattern cs /P scn 100 100 300 300 re f")).text() == "tile");
    CHECK(read(tiled("/Pattern CS /P SCN 0 0 500 500 re f")).text().empty());
}

TEST_CASE("a thousand fills with one pattern give its text once, and every name of it is told", "[pdf][content][pattern]") {
    std::string fills;
    for (int i = 0; i < 1000; ++i) fills += "/P scn " + std::to_string(i % 400) + " 100 150 150 re f ";
    const auto page = read(tiled("/Pattern cs " + fills));
    CHECK(page.text() == "tile");
    CHECK(page.content.complete);
    REQUIRE(page.content.runs.size() == 1001);
    CHECK(page.content.runs[1000].like == 1);
    SamplePdf empty = tiled("/Pattern cs " + fills);
    empty.objects[10] = SamplePdf::stream(kCell, "0 0 m 5 5 l S");
    CHECK(read(empty).content.runs.size() == 2);
}

TEST_CASE("a pattern in a pattern moves with the cell of that", "[pdf][content][pattern]") {
    SamplePdf sample("/Pattern cs /O scn 0 0 595 842 re f");
    sample.resources = "/Pattern<</O 11 0 R>>";
    sample.objects[10] = tiled("").objects[10];
    sample.objects[11] = SamplePdf::stream(
        "/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 300 300]/XStep 300/YStep 300/Resources<</Pattern<</P 10 0 R>>>>",
        "/Pattern cs /P scn 0 0 120 45 re f");
    const auto page = read(sample);
    CHECK(page.text() == "tile");
    CHECK(page.first_place() == "10 312");
}

TEST_CASE("patterns that paint themselves, each other or without a step end", "[pdf][content][pattern][hostile]") {
    const auto start = std::chrono::steady_clock::now();
    SamplePdf sample("/Pattern cs /P scn 0 0 595 842 re f");
    sample.resources = "/Pattern<</P 10 0 R>>";
    for (int i = 10; i < 30; ++i) {
        std::string names;
        std::string fills = "/Pattern cs ";
        for (int k = 0; k < 20; ++k) {
            names += "/P" + std::to_string(k) + " " + std::to_string(10 + k) + " 0 R";
            fills += "/P" + std::to_string(k) + " scn 0 0 9 9 re f ";
        }
        sample.objects[i] = SamplePdf::stream(
            "/PatternType 1/BBox[0 0 9 9]/XStep 0/YStep 1e-30/Resources<</Pattern<<" + names + ">>/Font<</F1 4 0 R>>>>",
            "BT /F1 9 Tf (a) Tj ET " + fills);
    }
    const auto page = read(sample);
    CHECK_FALSE(page.content.complete);
    CHECK(page.content.runs.size() <= 20'001);
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(20));
}

namespace {

/// Font 11 draws a whole word for each of its codes: a shows "mark" in Helvetica, b is a box.
SamplePdf word_font(const std::string& contents, const std::string& resources) {
    SamplePdf sample(contents);
    sample.resources = "/Pattern<<>>";
    sample.objects[3] =
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/Resources<</Font<</F1 4 0 R/T 11 0 R>>>>>>";
    sample.objects[11] =
        "<</Type/Font/Subtype/Type3/FontBBox[0 0 100 10]/FontMatrix[0.1 0 0 0.1 0 0]/FirstChar 97/LastChar 98/Widths[100 10]"
        "/Encoding<</Differences[97/a/b]>>/CharProcs<</a 12 0 R/b 13 0 R>>" +
        resources + ">>";
    sample.objects[12] = SamplePdf::stream("", "100 0 d0 BT /F1 10 Tf 2 3 Td (mark) Tj ET");
    sample.objects[13] = SamplePdf::stream("", "10 0 0 0 10 10 d1 0 0 10 10 re f");
    return sample;
}

}  // namespace

TEST_CASE("text that a Type 3 glyph draws in another font comes behind the text of the page", "[pdf][content][type3]") {
    for (const char* resources : {"/Resources<</Font<</F1 4 0 R>>>>", ""}) {
        const auto page = read(word_font("BT /T 20 Tf 100 700 Td (ba) Tj /F1 9 Tf (x) Tj ET", resources));
        CHECK(page.text() == "baxmark");
        const pdf::Glyph& m = page.content.glyphs[3];
        // The glyph of b is one text unit wide; in a's space one unit is 2 points.
        CHECK(m.origin_x == Approx(124));
        CHECK(m.origin_y == Approx(706));
        CHECK(m.font_size() == Approx(20));
        CHECK(page.content.runs[m.run].in_glyph);
    }
}

TEST_CASE("Type 3 glyphs that are pictures are not executed", "[pdf][content][type3]") {
    const auto page = read(word_font("BT /T 20 Tf 100 700 Td (bbbb) Tj ET", ""));
    CHECK(page.text() == "bbbb");
    CHECK(page.content.runs.size() == 1);
    CHECK(page.content.rules.empty());
}

TEST_CASE("a Type 3 glyph that shows itself ends", "[pdf][content][type3][hostile]") {
    SamplePdf sample = word_font("BT /T 20 Tf 100 700 Td (a) Tj ET", "/Resources<</Font<</F1 11 0 R>>>>");
    sample.objects[12] = SamplePdf::stream("", "100 0 d0 BT /F1 10 Tf (aab) Tj ET");
    CHECK(read(sample).text() == "aaab");
}

TEST_CASE("pictures in a layer that is switched off are not counted", "[pdf][content]") {
    SamplePdf sample("/OC /L BDC q 9 0 0 9 0 0 cm BI /W 1 /H 1 ID \x01 EI Q /M Do EMC /N Do /M Do");
    sample.objects[1] = "<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[12 0 R]/D<</OFF[12 0 R]>>>>>>";
    sample.resources = "/Properties<</L 12 0 R>>/XObject<</M 10 0 R/N 11 0 R>>";
    sample.objects[10] = SamplePdf::stream("/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray", "x");
    sample.objects[11] =
        SamplePdf::stream("/Subtype/Image/OC 12 0 R/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray", "x");
    sample.objects[12] = "<</Type/OCG/Name(off)>>";
    CHECK(read(sample).content.images.size() == 1);
}
