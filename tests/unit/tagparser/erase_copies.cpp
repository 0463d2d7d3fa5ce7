#include <algorithm>
#include <catch2/catch.hpp>
#include <string>

#include "quillport/tags/erase.hpp"
#include "sample_tags.hpp"

using namespace quillport;
using quillport::test::SamplePdf;

namespace {

struct Erased {
    std::string pdf;
    std::vector<TagProblem> told;
};

Erased erase_all(const SamplePdf& sample) {
    const std::string file = sample.text();
    auto document = pdf::Document::open(bytes_of(file));
    REQUIRE(document.ok());
    const Detection found = tags::detect(document.value()).value();
    CHECK(found.tags.size() == 1);
    auto erased = tags::erase(document.value(), found);
    REQUIRE(erased.ok());
    return {std::string(text_of(erased.value().pdf)), erased.value().not_erased};
}

bool holds(const std::string& text, const std::string& what) { return text.find(what) != std::string::npos; }

SamplePdf tagged() { return SamplePdf("BT /F1 11 Tf 50 700 Td (Sign {{sig:1}} here) Tj ET"); }

}  // namespace

TEST_CASE("bookmarks, title, metadata and structure elements lose the text of an erased tag", "[tags][erase]") {
    SamplePdf sample = tagged();
    sample.objects[1] = "<</Type/Catalog/Pages 2 0 R/Outlines 10 0 R/StructTreeRoot 12 0 R/Metadata 14 0 R>>";
    sample.objects[10] = "<</Type/Outlines/First 11 0 R/Last 11 0 R/Count 1>>";
    sample.objects[11] = "<</Title(Contract {{sig: 1}} of May)/Parent 10 0 R/Dest[3 0 R/Fit]>>";
    sample.objects[12] = "<</Type/StructTreeRoot/K 13 0 R>>";
    sample.objects[13] = "<</Type/StructElem/S/P/P 12 0 R/Pg 3 0 R/K 0/ActualText({{SIG:1}})/Alt(kept {{sig:1}})/E(unrelated)>>";
    sample.objects[14] = SamplePdf::stream("/Type/Metadata/Subtype/XML", "<x><dc:title>May {{sig:1}}</dc:title></x>");
    sample.objects[15] = "<</Title<FEFF007B007B007300690067003A0031007D007D>/Author(A)>>";
    sample.trailer = "/Info 15 0 R";
    const Erased out = erase_all(sample);
    CHECK(out.told.empty());
    CHECK_FALSE(holds(out.pdf, "sig"));
    CHECK_FALSE(holds(out.pdf, "SIG"));
    CHECK_FALSE(holds(out.pdf, "/ActualText"));
    CHECK_FALSE(holds(out.pdf, "7b007b"));
    CHECK(holds(out.pdf, "Contract"));
    CHECK(holds(out.pdf, "kept"));
    CHECK(holds(out.pdf, "unrelated"));
    CHECK(holds(out.pdf, "<dc:title>May </dc:title>"));
}

TEST_CASE("property lists of marked content lose it too, those of other text stay", "[tags][erase]") {
    SamplePdf sample(
        "BT /F1 11 Tf 50 700 Td /Span <</MCID 0/ActualText(Sign {{sig:1}} here)>> BDC (Sign {{sig) Tj EMC "
        "/Span <</ActualText(:1)>> BDC (:1) Tj EMC (}}) Tj /Span <</ActualText(other)>> BDC (here) Tj EMC ET");
    const std::string file = sample.text();
    auto document = pdf::Document::open(bytes_of(file));
    const Detection found = tags::detect(document.value()).value();
    REQUIRE(found.tags.size() == 1);
    const auto erased = tags::erase(document.value(), found);
    REQUIRE(erased.ok());
    auto again = pdf::Document::open(erased.value().pdf);
    REQUIRE(again.ok());
    pdf::PageContent content;
    REQUIRE(pdf::ContentReader(again.value()).read(1, content).ok());
    CHECK(std::string(content.text.begin(), content.text.end()) == "Sign here");
}

TEST_CASE("a form value or a comment that holds the text of an erased tag is told", "[tags][erase]") {
    for (const std::string entry : {"/Subtype/Text/Contents(see {{sig:1}})", "/Subtype/Widget/FT/Tx/T(a)/V({{sig:1}})"}) {
        INFO(entry);
        SamplePdf sample = tagged();
        sample.page_entries = "/Annots[10 0 R]";
        sample.objects[10] = "<</Type/Annot/Rect[0 0 9 9]" + entry + ">>";
        const Erased out = erase_all(sample);
        REQUIRE(out.told.size() == 1);
        CHECK(out.told[0].code == "not_erased");
        CHECK(holds(out.told[0].message, "also stands"));
        CHECK(holds(out.pdf, "{{sig:1}}"));
    }
}

TEST_CASE("the structure tree forgets a link that goes with its tag", "[tags][erase]") {
    SamplePdf sample("BT /F1 11 Tf 50 700 Td ({{sig:1;email=a@example.org}}) Tj ET");
    sample.objects[1] = "<</Type/Catalog/Pages 2 0 R/StructTreeRoot 12 0 R>>";
    sample.page_entries = "/Annots[10 0 R]";
    sample.objects[10] =
        "<</Type/Annot/Subtype/Link/Rect[90 697 180 710]/StructParent "
        "1/Contents(a@example.org)/A<</S/URI/URI(mailto:a@example.org)>>>>";
    sample.objects[12] = "<</Type/StructTreeRoot/K 13 0 R/ParentTree<</Nums[1 13 0 R]>>>>";
    sample.objects[13] = "<</Type/StructElem/S/Link/P 12 0 R/K[<</Type/OBJR/Obj 10 0 R/Pg 3 0 R>>]>>";
    const Erased out = erase_all(sample);
    CHECK(out.told.empty());
    CHECK_FALSE(holds(out.pdf, "example.org"));
    CHECK_FALSE(holds(out.pdf, "/OBJR"));
    CHECK(holds(out.pdf, "/StructElem"));
}

TEST_CASE("what was read from an image or a QR code is told, a form field has no text to erase", "[tags][erase]") {
    const std::string file = tagged().text();
    auto document = pdf::Document::open(bytes_of(file));
    Detection found;
    for (const TagSource source : {TagSource::Ocr, TagSource::Qr, TagSource::Form}) {
        Tag tag;
        tag.source = source;
        tag.text = "{{sig:" + std::to_string(found.tags.size()) + "}}";
        found.tags.push_back(tag);
    }
    const auto erased = tags::erase(document.value(), found);
    REQUIRE(erased.ok());
    REQUIRE(erased.value().not_erased.size() == 2);
    CHECK(erased.value().not_erased[0].text == "{{sig:0}}");
    CHECK(erased.value().not_erased[1].text == "{{sig:1}}");
}
