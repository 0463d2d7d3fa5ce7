#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "content_sample.hpp"
#include "quillport/pdf/content.hpp"
#include "quillport/pdf/erase.hpp"

using namespace quillport;
using quillport::test::SamplePdf;

namespace {

pdf::PageContent content_of(BytesView file) {
    auto document = pdf::Document::open(file);
    REQUIRE(document.ok());
    pdf::ContentReader reader(document.value());
    pdf::PageContent content;
    REQUIRE(reader.read(1, content).ok());
    return content;
}

std::string text_of_page(const pdf::PageContent& content) {
    std::string out;
    for (const char32_t c : content.text) out += static_cast<char>(c);
    return out;
}

/// Erases every upper-case letter; what was refused, if anything.
struct Erased {
    pdf::PageContent before, after;
    std::string refused;
};

Erased erase_capitals(const SamplePdf& sample) {
    const std::string file = sample.text();
    Erased out;
    out.before = content_of(bytes_of(file));
    pdf::Erasure erasure;
    for (const pdf::Glyph& glyph : out.before.glyphs) {
        const char32_t c = out.before.text_of(glyph)[0];
        if (c < U'A' || c > U'Z') continue;
        erasure.codes.push_back(pdf::code_of(out.before, glyph));
        erasure.pieces.push_back(glyph.box());
    }
    auto document = pdf::Document::open(bytes_of(file));
    const auto erased = pdf::erase_codes(document.value(), {erasure});
    REQUIRE(erased.ok());
    out.refused = erased.value().refused.at(0);
    out.after = content_of(erased.value().pdf);
    return out;
}

/// What stays, stays at its place to a hundredth of a point.
void check_places(const Erased& r) {
    std::vector<const pdf::Glyph*> kept;
    for (const pdf::Glyph& glyph : r.before.glyphs) {
        const char32_t c = r.before.text_of(glyph)[0];
        if (c < U'A' || c > U'Z') kept.push_back(&glyph);
    }
    REQUIRE(kept.size() == r.after.glyphs.size());
    for (std::size_t i = 0; i < kept.size(); ++i) {
        CHECK(r.after.glyphs[i].origin_x == Approx(kept[i]->origin_x).margin(0.01));
        CHECK(r.after.glyphs[i].origin_y == Approx(kept[i]->origin_y).margin(0.01));
    }
}

}  // namespace

TEST_CASE("erased codes leave everything else in its place", "[pdf][erase]") {
    const char* const contents[] = {
        "BT /F1 11 Tf 50 700 Td (abCDef) Tj (gH) Tj (i) Tj ET",
        "BT /F1 11 Tf 3 Tc 5 Tw 80 Tz 50 700 Td [(aB C) -50 (DeF) 20 (g)] TJ (h) Tj ET",
        "BT /F1 11 Tf 14 TL 50 700 Td (aB) ' (Cd) ' 2 1 (eF g) \" (h) ' ET",
        "BT /F1 11 Tf 50 700 Td <61424364> Tj (\\101\\(b\\)) Tj ET",
        "BT /F1 11 Tf 0 1 -1 0 300 300 Tm (aBc) Tj 1 Ts (DeF) Tj (g) Tj ET",
        "BT /F1 11 Tf 50 700 Td (ABC) Tj (d) Tj [(EF)] TJ (g) Tj ET",
    };
    for (const char* const text : contents) {
        INFO(text);
        const Erased r = erase_capitals(SamplePdf(text));
        CHECK(r.refused.empty());
        check_places(r);
    }
}

TEST_CASE("text in a form vanishes wherever the form is painted", "[pdf][erase]") {
    SamplePdf sample("/X Do q 1 0 0 1 0 100 cm /X Do Q");
    sample.resources = "/XObject<</X 10 0 R>>";
    sample.objects[10] = SamplePdf::stream("/Subtype/Form/BBox[0 0 500 500]", "BT /F1 9 Tf 10 10 Td (aBc) Tj ET");
    const Erased r = erase_capitals(sample);
    CHECK(text_of_page(r.after) == "acac");
    check_places(r);
}

TEST_CASE("a form painted with another spacing is copied where it differs", "[pdf][erase]") {
    SamplePdf sample("/X Do 2 Tc /X Do");
    sample.resources = "/XObject<</X 10 0 R>>";
    sample.objects[10] = SamplePdf::stream("/Subtype/Form/BBox[0 0 500 500]", "BT /F1 9 Tf 10 10 Td (aBc) Tj ET");
    const Erased r = erase_capitals(sample);
    CHECK(r.refused.empty());
    CHECK(text_of_page(r.after) == "acac");
    check_places(r);
}

TEST_CASE("text that is a clipping path is refused", "[pdf][erase]") {
    const Erased r = erase_capitals(SamplePdf("BT /F1 9 Tf 7 Tr (aB) Tj ET 0 0 100 100 re f"));
    CHECK(r.refused == "clip_text");
    CHECK(text_of_page(r.after) == "aB");
}

TEST_CASE("a link over erased text goes, any other annotation stays", "[pdf][erase]") {
    SamplePdf sample("BT /F1 11 Tf 50 700 Td (ABCDEFGH) Tj ET");
    sample.page_entries = "/Annots[10 0 R 11 0 R 12 0 R]";
    sample.objects[10] = "<</Type/Annot/Subtype/Link/Rect[50 698 110 710]/A<</S/URI/URI(mailto:a@example.org)>>>>";
    sample.objects[11] = "<</Type/Annot/Subtype/Link/Rect[50 100 110 110]/A<</S/URI/URI(http://example.org)>>>>";
    sample.objects[12] = "<</Type/Annot/Subtype/Text/Rect[50 698 60 708]/Contents(note)>>";
    const std::string file = sample.text();
    const auto before = content_of(bytes_of(file));
    pdf::Erasure erasure;
    Rect box = before.glyphs.front().box();
    for (const pdf::Glyph& glyph : before.glyphs) {
        erasure.codes.push_back(pdf::code_of(before, glyph));
        box = united(box, glyph.box());
    }
    erasure.pieces = {box};
    auto document = pdf::Document::open(bytes_of(file));
    const auto erased = pdf::erase_codes(document.value(), {erasure});
    REQUIRE(erased.ok());
    const std::string result(text_of(erased.value().pdf));
    CHECK(result.find("mailto:a@example.org") == std::string::npos);
    CHECK(result.find("http://example.org") != std::string::npos);
    CHECK(result.find("(note)") != std::string::npos);
}

TEST_CASE("the rewritten file has one classic table and is the same every time", "[pdf][erase]") {
    const std::string file = SamplePdf("BT /F1 11 Tf (A) Tj ET").text();
    auto document = pdf::Document::open(bytes_of(file));
    const auto once = pdf::erase_codes(document.value(), {});
    const auto twice = pdf::erase_codes(document.value(), {});
    REQUIRE(once.ok());
    CHECK(once.value().pdf == twice.value().pdf);
    CHECK(text_of(once.value().pdf).find("/ObjStm") == std::string_view::npos);
    CHECK(text_of(once.value().pdf).find("\nxref\n0 ") != std::string_view::npos);
}

TEST_CASE("a signed file is never rewritten", "[pdf][erase]") {
    SamplePdf sample("BT /F1 11 Tf (A) Tj ET");
    sample.objects[1] = "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[11 0 R]>>>>";
    sample.objects[11] = "<</FT/Sig/T(s)/V<</Type/Sig>>>>";
    const std::string file = sample.text();
    auto document = pdf::Document::open(bytes_of(file));
    const auto erased = pdf::erase_codes(document.value(), {});
    REQUIRE_FALSE(erased.ok());
    CHECK(erased.error().detail == "signed");
}
