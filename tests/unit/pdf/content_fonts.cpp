// What the codes of fonts mean that say too little.
#include <catch2/catch.hpp>
#include <string>

#include "code_text.hpp"
#include "content_sample.hpp"
#include "quillport/pdf/content.hpp"

using namespace quillport;
using quillport::test::SamplePdf;

namespace {

struct Shown {
    std::u32string text;
    std::uint32_t unread = 0;
};

/// What the font object 6 makes of codes.
Shown shown(const std::string& font, const std::string& codes, const std::string& to_unicode = {}) {
    SamplePdf sample("BT /F2 10 Tf 50 700 Td <" + codes + "> Tj ET");
    sample.objects[3] =
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/Resources<</Font<</F1 4 0 R/F2 6 0 R>>>>>>";
    sample.objects[6] = font;
    sample.objects[7] = SamplePdf::stream("", "0 0 0 0 500 700 d1 0 0 500 700 re f");
    if (!to_unicode.empty()) {
        sample.objects[8] = SamplePdf::stream("",
                                              "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <ff> "
                                              "endcodespacerange " +
                                                  to_unicode + " endcmap end");
    }
    const std::string file = sample.text();
    auto document = pdf::Document::open(bytes_of(file));
    REQUIRE(document.ok());
    pdf::ContentReader reader(document.value());
    pdf::PageContent content;
    REQUIRE(reader.read(1, content).ok());
    return {content.text, content.unread};
}

std::string type3(const std::string& names, const std::string& entries = {}) {
    std::string procedures;
    for (std::size_t at = names.find('/'); at != std::string::npos; at = names.find('/', at + 1)) {
        procedures += names.substr(at, names.find_first_of("/]", at + 1) - at) + " 7 0 R";
    }
    return "<</Type/Font/Subtype/Type3/FontBBox[0 0 1000 1000]/FontMatrix[0.001 0 0 0.001 0 0]/FirstChar 1/LastChar 3"
           "/Widths[500 500 500]/Encoding<</Differences[1" +
           names + "]>>/CharProcs<<" + procedures + ">>" + entries + ">>";
}

}  // namespace

TEST_CASE("names of glyphs give their text", "[pdf][fonts]") {
    CHECK(shown(type3("/braceleft/uni007B/u0007D"), "010203").text == U"{{}");
    CHECK(shown(type3("/f_f_i/f_i.alt/uni00660066"), "010203").text == U"ffififf");
    const std::string simple = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding<</Differences[1/braceleft/fi/uni0161]>>>>";
    CHECK(shown(simple, "010203").text == U"{fi\u0161");
}

TEST_CASE("a ToUnicode entry that means nothing gives way to the name", "[pdf][fonts]") {
    const std::string map = "3 beginbfchar <01> <0000> <02> <FFFD> <03> <0001> endbfchar";
    CHECK(shown(type3("/braceleft/s/braceright", "/ToUnicode 8 0 R"), "010203", map).text == U"{s}");
}

TEST_CASE("ligatures that Ghostscript wrote with swapped bytes are read", "[pdf][fonts]") {
    const std::string map = "3 beginbfchar <01> <66006900> <02> <6600cf00> <03> <74006900> endbfchar";
    CHECK(shown(type3("/g1/g2/g3", "/ToUnicode 8 0 R"), "010203", map).text == U"fiffiti");
    CHECK(pdf::unswapped(U"\u6600\uD200") == U"ffl");
    CHECK(pdf::unswapped(U"\u6600\u4E2D").empty());
    CHECK(pdf::unswapped(U"\u6600").empty());
}

TEST_CASE("what Ghostscript left of an accented letter is told apart by the letter below the accent", "[pdf][fonts]") {
    CHECK(pdf::unmerged(0x62, U's') == U'\u0161');  // "b" of a glyph that is composed of "s": š behind Š in one range
    CHECK(pdf::unmerged(0x61, U's') == U'\u0161');
    CHECK(pdf::unmerged(0x61, U'S') == U'\u0160');
    CHECK(pdf::unmerged(0x0D, U'c') == U'\u010D');
    CHECK(pdf::unmerged(0x0D, U'C') == U'\u010C');
    CHECK(pdf::unmerged(0x7E, U'z') == U'\u017E');
    CHECK(pdf::unmerged(0x7B, U'z') == U'\u017A');
    CHECK(pdf::unmerged(0xF3, U'o') == 0);  // ó is what it says
    CHECK(pdf::unmerged(U's', U's') == 0);
    CHECK(pdf::unmerged(U'A', U'x') == 0);
}

TEST_CASE("ligatures of TeX's bitmap fonts are known by their codes", "[pdf][fonts]") {
    CHECK(shown(type3("/a27/a28/a30"), "010203").text == U"fffiffi");
    CHECK(shown(type3("/a123/a115/a125"), "010203").text == U"{s}");
}

TEST_CASE("names that only count glyphs say nothing, and that is told", "[pdf][fonts]") {
    const Shown counted = shown(type3("/g123/g65/g125"), "010203");
    CHECK(counted.text.empty());
    CHECK(counted.unread == 3);
    CHECK(shown(type3("/braceleft/s/braceright"), "010203").unread == 0);
}

TEST_CASE("the ink of a glyph is where its outline is, however the text is turned", "[pdf][fonts]") {
    const auto ink_in = [](const std::string& contents) {
        SamplePdf sample(contents);
        sample.objects[3] = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/Resources<</Font<</F2 6 0 R>>>>>>";
        sample.objects[6] = type3("/braceleft/s/braceright");
        sample.objects[7] = SamplePdf::stream("", "500 0 50 -100 450 700 d1 50 -100 400 800 re f");
        const std::string file = sample.text();
        auto document = pdf::Document::open(bytes_of(file));
        REQUIRE(document.ok());
        pdf::ContentReader reader(document.value());
        pdf::PageContent content;
        REQUIRE(reader.read(1, content).ok());
        REQUIRE(content.glyphs.size() == 1);
        const auto ink = pdf::ink_of(content, content.glyphs[0]);
        REQUIRE(ink.has_value());
        return *ink;
    };
    const auto is_at = [](const Rect& r, double x0, double y0, double x1, double y1) {
        CHECK(r.x0 == Approx(x0).margin(0.01));
        CHECK(r.y0 == Approx(y0).margin(0.01));
        CHECK(r.x1 == Approx(x1).margin(0.01));
        CHECK(r.y1 == Approx(y1).margin(0.01));
    };
    is_at(ink_in("BT /F2 10 Tf 50 700 Td (\\001) Tj ET"), 50.5, 699, 54.5, 707);
    is_at(ink_in("BT /F2 10 Tf 200 Tz 3 Tc 50 700 Td (\\001) Tj ET"), 51, 699, 59, 707);
    is_at(ink_in("BT /F2 10 Tf 0 1 -1 0 50 700 Tm (\\001) Tj ET"), 43, 700.5, 51, 704.5);
    is_at(ink_in("BT /F2 10 Tf -1 0 0 1 50 700 Tm (\\001) Tj ET"), 45.5, 699, 49.5, 707);
    is_at(ink_in("BT /F2 -10 Tf 50 700 Td (\\001) Tj ET"), 45.5, 693, 49.5, 701);
    is_at(ink_in("BT /F2 10 Tf 0.8 0.6 -0.6 0.8 50 700 Tm (\\001) Tj ET"), 50.4 - 4.2, 700.3 - 0.8, 53.6 + 0.6, 702.7 + 5.6);
}
