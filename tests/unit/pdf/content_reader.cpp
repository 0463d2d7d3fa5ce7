#include "quillport/pdf/content.hpp"

#include <catch2/catch.hpp>
#include <string>

#include "content_sample.hpp"

using namespace quillport;
using quillport::test::SamplePdf;

namespace {

struct ReadPage {
    std::string file;
    pdf::PageContent content;
    PageSize size;

    [[nodiscard]] std::string text() const {
        std::string out;
        for (const char32_t c : content.text) out += c < 128 ? static_cast<char>(c) : '?';
        return out;
    }
};

ReadPage read(const SamplePdf& sample) {
    ReadPage out;
    out.file = sample.text();
    auto document = pdf::Document::open(bytes_of(out.file));
    REQUIRE(document.ok());
    out.size = document.value().page_size(1);
    pdf::ContentReader reader(document.value());
    REQUIRE(reader.read(1, out.content).ok());
    return out;
}

std::string detail_of(const std::string& file) {
    const auto document = pdf::Document::open(bytes_of(file));
    REQUIRE_FALSE(document.ok());
    CHECK(document.error().code == ErrorCode::Unsupported);
    return document.error().detail;
}

}  // namespace

TEST_CASE("a glyph stands where the text operators put it", "[pdf][content]") {
    const auto page = read(SamplePdf("BT /F1 10 Tf 100 700 Td (Hi) Tj ET"));
    REQUIRE(page.content.glyphs.size() == 2);
    const pdf::Glyph& h = page.content.glyphs[0];
    const pdf::Glyph& i = page.content.glyphs[1];
    CHECK(h.origin_x == Approx(100));
    CHECK(h.origin_y == Approx(700));
    CHECK(h.font_size() == Approx(10));
    CHECK(h.advance_x == Approx(7.22));  // Helvetica H is 722 units wide
    CHECK(i.origin_x == Approx(107.22));
    CHECK(h.y0 < 700);
    CHECK(h.y1 > 706);
    CHECK(h.adjust == Approx(-722));
    CHECK(i.offset == 1);
    CHECK(page.text() == "Hi");
}

TEST_CASE("spacing, scaling, rise and TJ numbers move the glyphs", "[pdf][content]") {
    const auto page = read(SamplePdf("BT /F1 10 Tf 3 Tc 5 Tw 50 Tz 2 Ts 100 700 Td [(H ) 100 (H)] TJ ET"));
    REQUIRE(page.content.glyphs.size() == 3);
    CHECK(page.content.glyphs[0].advance_x == Approx((7.22 + 3) * 0.5));
    CHECK(page.content.glyphs[0].x1 - page.content.glyphs[0].x0 == Approx(3.61));
    CHECK(page.content.glyphs[0].origin_y == Approx(702));
    CHECK(page.content.glyphs[1].advance_x == Approx((2.78 + 3 + 5) * 0.5));
    CHECK(page.content.glyphs[2].origin_x == Approx(100 + 5.11 + 5.39 - 0.5));
    CHECK(page.content.glyphs[0].adjust == Approx(-1022));
}

TEST_CASE("lines move by TD, T*, ' and \"", "[pdf][content]") {
    const auto page = read(SamplePdf("BT /F1 10 Tf 50 700 Td (a) Tj 0 -12 TD (b) Tj T* (c) Tj (d) ' 1 2 (e) \" ET"));
    REQUIRE(page.text() == "abcde");
    for (int i = 0; i < 5; ++i) CHECK(page.content.glyphs[static_cast<std::size_t>(i)].origin_y == Approx(700 - 12 * i));
    CHECK(page.content.glyphs[4].advance_x == Approx(5.56 + 2));
}

TEST_CASE("boxes lie on the displayed page whatever box, turn and unit it has", "[pdf][content]") {
    SamplePdf sample("BT /F1 10 Tf 150 90 Td (H) Tj ET");
    SECTION("crop box") {
        sample.page_entries = "/CropBox[100 50 300 450]";
        const auto page = read(sample);
        CHECK(page.size == PageSize{200, 400});
        CHECK(page.content.glyphs[0].origin_x == Approx(50));
        CHECK(page.content.glyphs[0].origin_y == Approx(40));
    }
    SECTION("turned by a quarter clockwise") {
        sample.page_entries = "/CropBox[100 50 300 450]/Rotate 90";
        const auto page = read(sample);
        CHECK(page.size == PageSize{400, 200});
        CHECK(page.content.glyphs[0].origin_x == Approx(40));
        CHECK(page.content.glyphs[0].origin_y == Approx(150));
        CHECK(page.content.glyphs[0].up_x == Approx(10));
    }
    SECTION("turned the other way and upside down") {
        sample.page_entries = "/CropBox[100 50 300 450]/Rotate -90";
        CHECK(read(sample).content.glyphs[0].origin_x == Approx(360));
        sample.page_entries = "/CropBox[100 50 300 450]/Rotate 180";
        CHECK(read(sample).content.glyphs[0].origin_y == Approx(360));
    }
    SECTION("user unit") {
        sample.page_entries = "/UserUnit 2";
        const auto page = read(sample);
        CHECK(page.size == PageSize{1190, 1684});
        CHECK(page.content.glyphs[0].origin_x == Approx(300));
        CHECK(page.content.glyphs[0].font_size() == Approx(20));
    }
    SECTION("inherited media box") {
        sample.objects[2] = "<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 200 100]>>";
        sample.objects[3] = "<</Type/Page/Parent 2 0 R/Contents 5 0 R/Resources<</Font<</F1 4 0 R>>>>>>";
        CHECK(read(sample).size == PageSize{200, 100});
    }
}

TEST_CASE("a form is read once for each painting, with its matrix", "[pdf][content]") {
    SamplePdf sample("q 1 0 0 1 100 0 cm /X Do Q /X Do");
    sample.resources = "/XObject<</X 10 0 R>>";
    sample.objects[10] =
        SamplePdf::stream("/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Matrix[2 0 0 2 0 0]", "BT /F1 10 Tf 5 5 Td (f) Tj ET");
    const auto page = read(sample);
    REQUIRE(page.content.glyphs.size() == 2);
    CHECK(page.content.glyphs[0].origin_x == Approx(110));
    CHECK(page.content.glyphs[1].origin_x == Approx(10));
    CHECK(page.content.runs[page.content.glyphs[0].run].object == 10);
    CHECK(page.content.glyphs[0].run != page.content.glyphs[1].run);
}

TEST_CASE("a form that paints itself ends", "[pdf][content]") {
    SamplePdf sample("/X Do");
    sample.resources = "/XObject<</X 10 0 R>>";
    sample.objects[10] = SamplePdf::stream("/Subtype/Form/Resources<</Font<</F1 4 0 R>>/XObject<</X 10 0 R>>>>",
                                           "BT /F1 9 Tf (a) Tj ET /X Do BT /F1 9 Tf (b) Tj ET");
    CHECK(read(sample).text() == "ab");
}

TEST_CASE("text in a layer that is off says so", "[pdf][content]") {
    SamplePdf sample("/OC /L BDC BT /F1 9 Tf (off) Tj ET EMC BT /F1 9 Tf (on) Tj ET");
    sample.resources = "/Properties<</L 10 0 R>>";
    sample.objects[1] = "<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[10 0 R]/D<</OFF[10 0 R]>>>>>>";
    SECTION("named directly") { sample.objects[10] = "<</Type/OCG/Name(h)>>"; }
    SECTION("through a membership") {
        sample.resources = "/Properties<</L 11 0 R>>";
        sample.objects[10] = "<</Type/OCG/Name(h)>>";
        sample.objects[11] = "<</Type/OCMD/OCGs[10 0 R]/P/AllOn>>";
    }
    const auto page = read(sample);
    REQUIRE(page.text() == "offon");
    CHECK(page.content.glyphs[0].layer_off);
    CHECK_FALSE(page.content.glyphs[3].layer_off);
}

TEST_CASE("missing fonts and wrong operands show nothing, a soft mask shows its text as a mask", "[pdf][content]") {
    SamplePdf sample(
        "BT 50 720 Td (nofont) Tj /F1 9 Tf Tj 5 Tj /N Tj [(a) 3 [(n)] (b)] TJ (z) TJ [(k)] Tj [ Q (w) ] TJ (end) Tj ET /G gs");
    sample.resources = "/ExtGState<</G<</SMask<</S/Luminosity/G 10 0 R>>>>>>";
    sample.objects[10] = SamplePdf::stream("/Subtype/Form/BBox[0 0 9 9]", "BT /F1 9 Tf (mask) Tj ET");
    const auto page = read(sample);
    CHECK(page.text() == "abwendmask");
    CHECK_FALSE(page.content.glyphs.front().masked);
    CHECK(page.content.glyphs.back().masked);
}

TEST_CASE("Tr and fonts out of a graphics state count", "[pdf][content]") {
    SamplePdf sample("/G gs BT 3 Tr (x) Tj q 0 Tr (y) Tj Q (z) Tj ET");
    sample.resources = "/ExtGState<</G<</Font[4 0 R 20]>>>>";
    const auto page = read(sample);
    REQUIRE(page.text() == "xyz");
    CHECK(page.content.glyphs[0].render_mode == 3);
    CHECK(page.content.glyphs[1].render_mode == 0);
    CHECK(page.content.glyphs[2].render_mode == 3);
    CHECK(page.content.glyphs[0].font_size() == Approx(20));
}

TEST_CASE("a font that stands directly in the resources is read", "[pdf][content]") {
    SamplePdf sample("BT /D 9 Tf (\x01) Tj ET");
    sample.objects[3] =
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 "
        "R/Resources<</Font<</D<</Type/Font/Subtype/Type1/BaseFont/Helvetica"
        "/Encoding<</Differences[1/braceleft]>>>>>>>>>>";
    CHECK(read(sample).text() == "{");
}

TEST_CASE("parts of the contents are one stream", "[pdf][content]") {
    SamplePdf sample("");
    sample.objects[3] = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents[6 0 R 7 0 R]/Resources<</Font<</F1 4 0 R>>>>>>";
    sample.objects[6] = SamplePdf::stream("", "BT /F1 9 Tf (one)");
    sample.objects[7] = SamplePdf::stream("", "Tj ET");
    CHECK(read(sample).text() == "one");
}

TEST_CASE("what cannot be opened is refused by kind", "[pdf][content]") {
    CHECK(detail_of("") == "not_pdf");
    CHECK(detail_of("hello, this is a letter") == "not_pdf");
    CHECK(detail_of("%PDF-1.7\nnothing else") == "damaged");
    SamplePdf sample("");
    sample.objects[2] = "<</Type/Pages/Kids[]/Count 0>>";
    CHECK(detail_of(sample.text()) == "damaged");
    sample.objects[9] =
        "<</Filter/Standard/V 1/R 2/O(12345678901234567890123456789012)/U(12345678901234567890123456789012)/P -4>>";
    sample.trailer = "/Encrypt 9 0 R/ID[<00><00>]";
    CHECK(detail_of(sample.text()) == "encrypted");
}

TEST_CASE("a file with a filled signature field is known as signed", "[pdf][content]") {
    SamplePdf sample("");
    sample.objects[1] = "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[10 0 R]>>>>";
    sample.objects[10] = "<</T(a)/Kids[11 0 R 10 0 R]>>";
    sample.objects[11] = "<</FT/Sig/T(s)/Parent 10 0 R>>";
    const std::string open = sample.text();
    CHECK_FALSE(pdf::Document::open(bytes_of(open)).value().is_signed());
    sample.objects[11] = "<</FT/Sig/T(s)/Parent 10 0 R/V<</Type/Sig>>>>";
    const std::string closed = sample.text();
    CHECK(pdf::Document::open(bytes_of(closed)).value().is_signed());
}
