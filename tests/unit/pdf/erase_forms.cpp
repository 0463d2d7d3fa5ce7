#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "content_sample.hpp"
#include "quillport/pdf/erase.hpp"

using namespace quillport;
using quillport::test::SamplePdf;

namespace {

pdf::PageContent content_of(pdf::Document& document, int page) {
    pdf::ContentReader reader(document);
    pdf::PageContent content;
    REQUIRE(reader.read(page, content).ok());
    return content;
}

std::string text_of_page(BytesView file, int page) {
    auto document = pdf::Document::open(file);
    REQUIRE(document.ok());
    const auto content = content_of(document.value(), page);
    return {content.text.begin(), content.text.end()};
}

/// Erases the upper-case letters of these pages; with `below`, only those that stand lower than that on the page.
pdf::ErasedPdf erase_capitals(const std::string& file, const std::vector<int>& pages, double below = 1e9) {
    auto document = pdf::Document::open(bytes_of(file));
    REQUIRE(document.ok());
    std::vector<pdf::Erasure> erasures;
    for (const int page : pages) {
        const auto content = content_of(document.value(), page);
        pdf::Erasure erasure;
        erasure.page = page;
        for (const pdf::Glyph& glyph : content.glyphs) {
            const auto text = content.text_of(glyph);
            const char32_t c = text.empty() ? U' ' : text.front();
            if (c >= U'A' && c <= U'Z' && glyph.origin_y < below) erasure.codes.push_back(pdf::code_of(content, glyph));
        }
        erasures.push_back(erasure);
    }
    auto erased = pdf::erase_codes(document.value(), erasures);
    REQUIRE(erased.ok());
    for (const std::string& refused : erased.value().refused) CHECK(refused.empty());
    return std::move(erased).value();
}

/// Two pages that paint the header form 10, in which form 11 is painted.
SamplePdf two_pages() {
    SamplePdf sample("/X Do");
    sample.objects[2] = "<</Type/Pages/Kids[3 0 R 6 0 R]/Count 2>>";
    sample.resources = "/XObject<</X 10 0 R>>";
    sample.objects[6] =
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 7 0 R/Resources<</Font<</F1 4 0 R>>/XObject<</H 10 0 R>>>>>>";
    sample.objects[7] = SamplePdf::stream("", "/H Do");
    sample.objects[10] = SamplePdf::stream("/Subtype/Form/BBox[0 0 500 500]/Resources<</Font<</F1 4 0 R>>/XObject<</Y 11 0 R>>>>",
                                           "BT /F1 9 Tf 10 10 Td (header) Tj ET /Y Do");
    sample.objects[11] = SamplePdf::stream("/Subtype/Form/BBox[0 0 500 500]", "BT /F1 9 Tf 10 30 Td (aBcD) Tj ET");
    return sample;
}

std::size_t count(std::string_view text, std::string_view what) {
    std::size_t n = 0;
    for (std::size_t at = text.find(what); at != std::string_view::npos; at = text.find(what, at + 1)) ++n;
    return n;
}

}  // namespace

TEST_CASE("a header that loses the same text on every page stays one form", "[pdf][erase]") {
    const auto erased = erase_capitals(two_pages().text(), {1, 2});
    CHECK(text_of_page(erased.pdf, 1) == "headerac");
    CHECK(text_of_page(erased.pdf, 2) == "headerac");
    CHECK(count(text_of(erased.pdf), "/Subtype /Form") == 2);
}

TEST_CASE("a header whose text stays on one page is copied for the other, with the forms in it", "[pdf][erase]") {
    for (const int page : {1, 2}) {
        const auto erased = erase_capitals(two_pages().text(), {page});
        CHECK(text_of_page(erased.pdf, page) == "headerac");
        CHECK(text_of_page(erased.pdf, 3 - page) == "headeraBcD");
        CHECK(count(text_of(erased.pdf), "/Subtype /Form") == 4);
    }
}

TEST_CASE("a form that another page only names is not copied, so that its text is nowhere", "[pdf][erase]") {
    SamplePdf sample = two_pages();
    sample.objects[7] = SamplePdf::stream("", "BT /F1 9 Tf 10 10 Td (second) Tj ET");
    const auto erased = erase_capitals(sample.text(), {1});
    CHECK(text_of_page(erased.pdf, 1) == "headerac");
    CHECK(text_of_page(erased.pdf, 2) == "second");
    CHECK(count(text_of(erased.pdf), "/Subtype /Form") == 2);
}

TEST_CASE("one of two paintings on a page can be erased", "[pdf][erase]") {
    SamplePdf sample("/X Do q 1 0 0 1 0 100 cm /X Do Q");
    sample.resources = "/XObject<</X 10 0 R/Qp12 10 0 R>>";
    sample.objects[10] = SamplePdf::stream("/Subtype/Form/BBox[0 0 500 500]", "BT /F1 9 Tf 10 10 Td (aBc) Tj ET");
    const auto erased = erase_capitals(sample.text(), {1}, 100);
    CHECK(text_of_page(erased.pdf, 1) == "acaBc");
}

TEST_CASE("two pages that share their contents get their own", "[pdf][erase]") {
    SamplePdf sample("BT /F1 9 Tf 10 10 Td (aBc) Tj ET");
    sample.objects[2] = "<</Type/Pages/Kids[3 0 R 6 0 R]/Count 2>>";
    sample.objects[6] = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/Resources<</Font<</F1 4 0 R>>>>>>";
    const auto erased = erase_capitals(sample.text(), {2});
    CHECK(text_of_page(erased.pdf, 1) == "aBc");
    CHECK(text_of_page(erased.pdf, 2) == "ac");
}

TEST_CASE("a string that is split over two content streams is erased whole", "[pdf][erase]") {
    SamplePdf sample("");
    sample.objects[3] = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents[5 0 R 6 0 R]/Resources<</Font<</F1 4 0 R>>>>>>";
    sample.objects[5] = SamplePdf::stream("", "BT /F1 9 Tf 10 10 Td [(aB");
    sample.objects[6] = SamplePdf::stream("", "Cd)] TJ (EfG) Tj ET");
    const auto erased = erase_capitals(sample.text(), {1});
    CHECK(text_of_page(erased.pdf, 1) == "adf");  // the line end between them has no meaning in the font
}

TEST_CASE("what stands before the damage of a stream is erased", "[pdf][erase]") {
    // Deflate's plain block (RFC 1951 §3.2.4) that promises more than there is.
    const std::string text = "BT /F1 9 Tf 10 10 Td (aBc) Tj ET\n";
    std::string data = "\x78\x01\x01";
    const std::size_t promised = text.size() + 50;
    for (const std::size_t n : {promised, ~promised}) data += {static_cast<char>(n & 255U), static_cast<char>(n >> 8U & 255U)};
    SamplePdf sample("");
    sample.objects[5] = SamplePdf::stream("/Filter/FlateDecode", data + text);
    const auto erased = erase_capitals(sample.text(), {1});
    CHECK(text_of_page(erased.pdf, 1) == "ac");
}

TEST_CASE("text in zero width and in vertical writing is erased", "[pdf][erase]") {
    CHECK(text_of_page(erase_capitals(SamplePdf("BT /F1 9 Tf 0 Tz 10 10 Td (aBc) Tj 100 Tz (d) Tj ET").text(), {1}).pdf, 1) ==
          "acd");
    SamplePdf sample("BT /F2 9 Tf 10 700 Td <004100620043> Tj ET");
    sample.objects[3] =
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/Resources<</Font<</F1 4 0 R/F2 8 0 R>>>>>>";
    sample.objects[8] = "<</Type/Font/Subtype/Type0/BaseFont/Tall/Encoding/Identity-V/DescendantFonts[9 0 R]/ToUnicode 10 0 R>>";
    sample.objects[9] =
        "<</Type/Font/Subtype/CIDFontType0/BaseFont/Tall/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
        "/Supplement 0>>>>";
    sample.objects[10] = SamplePdf::stream("",
                                           "begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange "
                                           "<0020> <007E> <0020> endbfrange endcmap");
    const std::string file = sample.text();
    auto before = pdf::Document::open(bytes_of(file));
    const auto glyphs = content_of(before.value(), 1).glyphs;
    const auto erased = erase_capitals(file, {1});
    CHECK(text_of_page(erased.pdf, 1) == "b");
    auto after = pdf::Document::open(erased.pdf);
    const auto left = content_of(after.value(), 1).glyphs;
    REQUIRE(left.size() == 1);
    CHECK(left[0].vertical);
    CHECK(left[0].origin_y == Approx(glyphs[1].origin_y).margin(0.01));
}

TEST_CASE("text of a soft mask is read, and erased for the page that wants it", "[pdf][erase]") {
    SamplePdf sample("q /G gs 1 0 0 rg 0 0 400 400 re f Q BT /F1 9 Tf 10 10 Td (aBc) Tj ET");
    sample.objects[2] = "<</Type/Pages/Kids[3 0 R 6 0 R]/Count 2>>";
    sample.resources = "/ExtGState<</G 12 0 R>>";
    sample.objects[6] =
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/Resources<</Font<</F1 4 0 R>>/ExtGState<</G 12 0 R>>>>>>";
    sample.objects[10] =
        SamplePdf::stream("/Subtype/Form/BBox[0 0 500 500]/Group<</S/Transparency>>/Resources<</XObject<</Y 11 0 R>>>>", "/Y Do");
    sample.objects[11] =
        SamplePdf::stream("/Subtype/Form/BBox[0 0 500 500]/Resources<</Font<</F1 4 0 R>>>>", "BT /F1 9 Tf 10 10 Td (aBc) Tj ET");
    sample.objects[12] = "<</SMask<</S/Alpha/G 10 0 R>>>>";
    const auto erased = erase_capitals(sample.text(), {2});
    CHECK(text_of_page(erased.pdf, 1) == "aBcaBc");
    CHECK(text_of_page(erased.pdf, 2) == "acac");
    CHECK(text_of_page(erase_capitals(sample.text(), {1, 2}).pdf, 1) == "acac");
}

namespace {

/// Two pages filled with pattern 10, whose cell shows "aBcD"; page 1 names it three times.
SamplePdf two_tiled_pages() {
    SamplePdf sample("/Pattern cs /P scn 0 0 300 300 re f /P scn 0 400 300 300 re f 0 g /P scn 0 700 50 50 re f");
    sample.objects[2] = "<</Type/Pages/Kids[3 0 R 6 0 R]/Count 2>>";
    sample.resources = "/Pattern<</P 10 0 R>>";
    sample.objects[6] =
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 7 0 R/Resources<</Font<</F1 4 0 R>>/Pattern<</Q 10 0 R>>>>>>";
    sample.objects[7] = SamplePdf::stream("", "/Pattern cs /Q scn 0 0 300 300 re f");
    sample.objects[10] = SamplePdf::stream(
        "/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 60 20]/XStep 60/YStep 20/Resources<</Font<</F1 4 0 R>>>>",
        "BT /F1 9 Tf 10 7 Td (aBcD) Tj ET");
    return sample;
}

}  // namespace

TEST_CASE("a pattern that loses its text everywhere stays one", "[pdf][erase][pattern]") {
    const auto erased = erase_capitals(two_tiled_pages().text(), {1, 2});
    CHECK(text_of_page(erased.pdf, 1) == "ac");
    CHECK(text_of_page(erased.pdf, 2) == "ac");
    CHECK(count(text_of(erased.pdf), "/PatternType 1") == 1);
}

TEST_CASE("a pattern is copied for the page that loses its text, for every place that names it", "[pdf][erase][pattern]") {
    for (const int page : {1, 2}) {
        const auto erased = erase_capitals(two_tiled_pages().text(), {page});
        CHECK(text_of_page(erased.pdf, page) == "ac");
        CHECK(text_of_page(erased.pdf, 3 - page) == "aBcD");
        CHECK(count(text_of(erased.pdf), "/PatternType 1") == 2);
    }
    const auto erased = erase_capitals(two_tiled_pages().text(), {1});
    auto document = pdf::Document::open(erased.pdf);
    REQUIRE(document.ok());
    const auto content = content_of(document.value(), 1);
    REQUIRE(content.runs.size() == 4);
    for (std::size_t i = 2; i < 4; ++i) CHECK(content.runs[i].object == content.runs[1].object);
}

TEST_CASE("a pattern that a form names, and a form in a pattern, are erased", "[pdf][erase][pattern]") {
    SamplePdf sample = two_tiled_pages();
    sample.objects[7] = SamplePdf::stream("", "/X Do");
    sample.objects[6] =
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 7 0 R/Resources<</Font<</F1 4 0 R>>/XObject<</X 11 0 R>>>>>>";
    sample.objects[11] = SamplePdf::stream("/Subtype/Form/BBox[0 0 300 300]/Resources<</Pattern<</P 10 0 R>>>>",
                                           "/Pattern cs /P scn 0 0 300 300 re f");
    sample.objects[10] = SamplePdf::stream(
        "/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 60 20]/XStep 60/YStep 20/Resources<</XObject<</Y 12 0 R>>>>", "/Y Do");
    sample.objects[12] =
        SamplePdf::stream("/Subtype/Form/BBox[0 0 60 20]/Resources<</Font<</F1 4 0 R>>>>", "BT /F1 9 Tf 10 7 Td (aBcD) Tj ET");
    const auto erased = erase_capitals(sample.text(), {2});
    CHECK(text_of_page(erased.pdf, 1) == "aBcD");
    CHECK(text_of_page(erased.pdf, 2) == "ac");
}

TEST_CASE("what a Type 3 glyph draws is refused", "[pdf][erase][type3]") {
    SamplePdf sample("BT /T 20 Tf 100 700 Td (a) Tj ET");
    sample.objects[3] = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/Resources<</Font<</T 11 0 R>>>>>>";
    sample.objects[11] =
        "<</Type/Font/Subtype/Type3/FontBBox[0 0 100 10]/FontMatrix[0.1 0 0 0.1 0 0]/FirstChar 97/LastChar 97/Widths[100]"
        "/Encoding<</Differences[97/a]>>/CharProcs<</a 12 0 R>>/Resources<</Font<</F1 4 0 R>>>>>>";
    sample.objects[12] = SamplePdf::stream("", "100 0 d0 BT /F1 10 Tf 2 3 Td (B) Tj ET");
    const std::string file = sample.text();
    auto document = pdf::Document::open(bytes_of(file));
    REQUIRE(document.ok());
    const auto content = content_of(document.value(), 1);
    REQUIRE(content.glyphs.size() == 2);
    pdf::Erasure erasure;
    erasure.codes.push_back(pdf::code_of(content, content.glyphs[1]));
    const auto erased = pdf::erase_codes(document.value(), {erasure});
    REQUIRE(erased.ok());
    CHECK(erased.value().refused.at(0) == "in_glyph");
    CHECK(text_of_page(erased.value().pdf, 1) == "aB");
}
