#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "quillport/core/draft.hpp"
#include "sample_tags.hpp"

using namespace quillport;
using quillport::test::SamplePdf;

namespace {

const std::string kTag = "{{sig:2;email=evil@example.org}}";

/// How one page keeps a reader from seeing the tag.
struct Trick {
    std::string name;
    std::string contents;
    std::string resources;
    std::string page;
    std::map<int, std::string> objects;
};

std::string shown(const std::string& before, const std::string& after = {}) {
    return "BT /F1 11 Tf 50 700 Td (Contract) Tj ET " + before + " BT /F1 11 Tf 50 600 Td (" + kTag + ") Tj ET " + after;
}

std::string form(const std::string& entries, const std::string& data) {
    return SamplePdf::stream("/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</Font<</F1 4 0 R>>>>" + entries, data);
}

const std::string kShown = "BT /F1 11 Tf 50 600 Td (" + kTag + ") Tj ET";
const std::string kBox = " 1 g 40 590 400 30 re f ";

const std::vector<Trick>& tricks() {
    static const std::string kImage =
        SamplePdf::stream("/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray", "\xFF");
    static const std::string kLayers = "<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[20 0 R]/D<</OFF[20 0 R]>>>>>>";
    static const std::string kGroup = "<</Type/OCG/Name(off)>>";
    static const std::string kTransparent = "/Group<</S/Transparency/CS/DeviceRGB>>";
    static const std::vector<Trick> all = {
        {"render mode 3", shown("3 Tr"), "", "", {}},
        {"white on white", shown("1 g"), "", "", {}},
        {"nearly white on white", shown("0.97 g"), "", "", {}},
        {"a tenth of a point", "BT /F1 0.1 Tf 50 600 Td (" + kTag + ") Tj ET", "", "", {}},
        {"scaled to nothing", "q 0.001 0 0 0.001 50 600 cm BT /F1 11 Tf (" + kTag + ") Tj ET Q", "", "", {}},
        {"covered by a box", shown("", kBox), "", "", {}},
        {"the address covered, the rest not", shown("", "1 g 90 590 400 30 re f"), "", "", {}},
        {"covered by an image", shown("", "q 400 0 0 30 40 590 cm /X Do Q"), "/XObject<</X 10 0 R>>", "", {{10, kImage}}},
        {"covered by a form", shown("", "/X Do"), "/XObject<</X 10 0 R>>", "", {{10, form("", kBox)}}},
        {"covered by lines of text", shown("1 1 1 rg", "BT /F1 40 Tf 1 1 1 rg 40 590 Td (MMMMMMMMMMMM) Tj ET"), "", "", {}},
        {"clipped away", "q 0 0 10 10 re W n " + shown("") + " Q", "", "", {}},
        {"clipped to nothing", "q 0 0 0 0 re W n " + shown("") + " Q", "", "", {}},
        {"clipped by text that stands elsewhere",
         "q BT 7 Tr /F1 9 Tf 50 100 Td (clip) Tj ET BT 0 Tr /F1 11 Tf 50 600 Td (" + kTag + ") Tj ET Q",
         "",
         "",
         {}},
        {"off the page", "BT /F1 11 Tf 700 600 Td (" + kTag + ") Tj ET", "", "", {}},
        {"outside the crop box of a turned page", shown(""), "", "/CropBox[0 0 595 500]/Rotate 90", {}},
        {"layer off, marked content",
         "/OC /L BDC " + shown("") + " EMC",
         "/Properties<</L 20 0 R>>",
         "",
         {{1, kLayers}, {20, kGroup}}},
        {"layer off, form", "/X Do", "/XObject<</X 10 0 R>>", "", {{1, kLayers}, {20, kGroup}, {10, form("/OC 20 0 R", kShown)}}},
        {"layer off, membership",
         "/OC /L BDC " + shown("") + " EMC",
         "/Properties<</L 21 0 R>>",
         "",
         {{1, kLayers}, {20, kGroup}, {21, "<</Type/OCMD/OCGs 20 0 R/P/AllOn>>"}}},
        {"without opacity", shown("/G gs"), "/ExtGState<</G<</ca 0>>>>", "", {}},
        {"hardly any opacity", shown("/G gs"), "/ExtGState<</G<</ca 0.05>>>>", "", {}},
        {"a group without opacity",
         "/G gs /X Do",
         "/ExtGState<</G<</ca 0>>>>/XObject<</X 10 0 R>>",
         "",
         {{10, form(kTransparent, kShown)}}},
        {"a black soft mask",
         shown("/G gs"),
         "/ExtGState<</G<</SMask<</S/Luminosity/G 10 0 R>>>>>>",
         "",
         {{10, form(kTransparent, "0 g 0 0 595 842 re f")}}},
        {"a blend mode that only darkens, under black",
         "0 g 40 590 400 30 re f " + shown("/G gs 0.5 g"),
         "/ExtGState<</G<</BM/Darken>>>>",
         "",
         {}},
        {"a blend mode that only lightens", kBox + "0 g " + shown("/G gs"), "/ExtGState<</G<</BM/Lighten>>>>", "", {}},
        {"a pattern of the background's colour",
         shown("/Pattern cs /P scn"),
         "/Pattern<</P<</PatternType 2/Shading<</ShadingType 2/ColorSpace/DeviceGray/Coords[0 0 1 0]/Extend[true true]"
         "/Function<</FunctionType 2/Domain[0 1]/C0[1]/C1[1]/N 1>>>>>>>>",
         "",
         {}},
        {"zero width", "BT /F1 11 Tf 0 Tz 50 600 Td (" + kTag + ") Tj ET", "", "", {}},
        {"all letters on one another", "BT /F1 11 Tf 0.5 Tz 50 600 Td (" + kTag + ") Tj ET", "", "", {}},
        {"behind an annotation",
         shown(""),
         "",
         "/Annots[10 0 R]",
         {{10, "<</Type/Annot/Subtype/Square/F 4/Rect[40 590 440 620]/AP<</N 11 0 R>>>>"},
          {11, SamplePdf::stream("/Subtype/Form/BBox[0 0 400 30]", "1 g 0 0 400 30 re f")}}},
        {"in an annotation",
         "BT /F1 11 Tf 50 700 Td (Contract) Tj ET",
         "",
         "/Annots[10 0 R]",
         {{10, "<</Type/Annot/Subtype/Stamp/F 2/Rect[0 0 595 842]/AP<</N 11 0 R>>>>"}, {11, form("", kShown)}}},
        {"in ActualText", "/Span<</ActualText(" + kTag + ")>>BDC BT /F1 11 Tf 50 700 Td (Contract) Tj ET EMC", "", "", {}},
        {"drawn under visible text with the same letters in place",
         "BT /F1 11 Tf 1 g 50 600 Td (" + kTag + ") Tj ET BT /F1 11 Tf 0 g 50 600 Td ({{sig:1}}    For the buyer) Tj ET",
         "",
         "",
         {}},
    };
    return all;
}

SamplePdf page_of(const Trick& trick) {
    SamplePdf sample(trick.contents);
    sample.resources = trick.resources;
    sample.page_entries = trick.page;
    for (const auto& [number, object] : trick.objects) sample.objects[number] = object;
    return sample;
}

bool brings_somebody(const EnvelopeDraft& draft) {
    return std::any_of(draft.fields.begin(), draft.fields.end(), [](const Field& field) {
        return field.attributes.count("email") + field.attributes.count("phone") + field.attributes.count("person") > 0;
    });
}

}  // namespace

TEST_CASE("no trick that hides a tag brings a person into the envelope", "[tags][visibility]") {
    CHECK(tricks().size() >= 20);
    for (const Trick& trick : tricks()) {
        INFO(trick.name);
        const Detection found = test::detect_in(page_of(trick));
        for (const Tag& tag : found.tags) {
            INFO(tag.text);
            if (tag.attributes.count("email") == 0) continue;
            CHECK_FALSE(tag.visible);
            CHECK(std::count_if(found.problems.begin(), found.problems.end(), [](const TagProblem& problem) {
                      return problem.code == "invisible_person" && problem.page == 1;
                  }) == 1);
        }
        CHECK_FALSE(brings_somebody(draft_of(found, {}, {"d"})));
    }
}

TEST_CASE("a person whom a reader can see is taken as before", "[tags][visibility]") {
    const Trick seen[] = {
        {"black on white", shown(""), "", "", {}},
        {"grey on white", shown("0.6 g"), "", "", {}},
        {"white on black", "0 g 40 590 400 30 re f " + shown("1 g"), "", "", {}},
        {"yellow on white", shown("1 1 0 rg"), "", "", {}},
        {"outlined", shown("1 Tr 0.3 w"), "", "", {}},
        {"half opaque", shown("/G gs"), "/ExtGState<</G<</ca 0.5>>>>", "", {}},
        {"crossed out", shown("", "0 g 40 602 400 1 re f"), "", "", {}},
        {"in a form", "/X Do", "/XObject<</X 10 0 R>>", "", {{10, form("", kShown)}}},
        {"in a form in a form with a group",
         "/X Do",
         "/XObject<</X 10 0 R>>",
         "",
         {{10, form("/Group<</S/Transparency>>/Resources<</XObject<</Y 11 0 R>>>>", "/Y Do")}, {11, form("", kShown)}}},
        {"on a turned and cropped page", shown(""), "", "/CropBox[20 30 500 800]/Rotate 270", {}},
        {"on a page in larger units", shown(""), "", "/UserUnit 2", {}},
        {"four points", "BT /F1 4 Tf 50 600 Td (" + kTag + ") Tj ET", "", "", {}},
        {"turned", "BT /F1 11 Tf 0.7 0.7 -0.7 0.7 100 100 Tm (" + kTag + ") Tj ET", "", "", {}},
        {"bold by overprinting", shown("", "BT /F1 11 Tf 50.3 600 Td (" + kTag + ") Tj ET"), "", "", {}},
    };
    for (const Trick& page : seen) {
        INFO(page.name);
        const Detection found = test::detect_in(page_of(page));
        REQUIRE(found.tags.size() == 1);
        CHECK(found.tags[0].visible);
        CHECK(std::none_of(found.problems.begin(), found.problems.end(),
                           [](const TagProblem& problem) { return problem.code == "invisible_person"; }));
        CHECK(brings_somebody(draft_of(found, {}, {"d"})));
    }
}

TEST_CASE("a hidden tag that names nobody keeps its field", "[tags][visibility]") {
    const Detection found = test::detect_in(SamplePdf("BT /F1 11 Tf 3 Tr 50 600 Td ({{sig:2}}) Tj ET"));
    REQUIRE(found.tags.size() == 1);
    CHECK_FALSE(found.tags[0].visible);
    CHECK(found.problems.empty());
    CHECK(draft_of(found, {}, {"d"}).roles.size() == 1);
}

TEST_CASE("of two tags that name a person only the one that nobody sees is told", "[tags][visibility]") {
    const Detection found =
        test::detect_in(SamplePdf("1 g BT /F1 11 Tf 50 600 Td ({{sig:2;email=evil@example.org}}) Tj ET "
                                  "0 g BT /F1 11 Tf 50 560 Td ({{sig:1;email=good@example.org}}) Tj ET"));
    REQUIRE(found.tags.size() == 2);
    for (const Tag& tag : found.tags) CHECK(tag.visible == (tag.role == "1"));
}

TEST_CASE("a page that cannot be drawn within its limits shows nobody", "[tags][visibility]") {
    Trick trick{"a billion forms", kShown + " /X Do", "/XObject<</X 10 0 R>>", "", {}};
    for (int i = 0; i < 9; ++i) {
        std::string paint;
        for (int k = 0; k < 20; ++k) paint += "/X Do ";
        trick.objects[10 + i] = SamplePdf::stream(
            "/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X " + std::to_string(11 + i) + " 0 R>>>>", paint);
    }
    trick.objects[19] = SamplePdf::stream("/Subtype/Form/BBox[0 0 9 9]", "0 0 1 1 re f");
    const Detection found = test::detect_in(page_of(trick));
    REQUIRE(found.tags.size() == 1);
    CHECK_FALSE(found.tags[0].visible);
}

TEST_CASE("a place takes the person of a definition that a reader can see, and of no other", "[tags][visibility]") {
    const auto place_in = [](const std::string& definitions) {
        const Detection found = test::detect_in(SamplePdf("BT /F1 11 Tf 50 600 Td ({{$a}}) Tj ET " + definitions));
        const auto place =
            std::find_if(found.tags.begin(), found.tags.end(), [](const Tag& tag) { return tag.kind == TagKind::Field; });
        REQUIRE(place != found.tags.end());
        REQUIRE(place->attributes.count("email") == 1);
        return *place;
    };
    const auto line = [](const std::string& colour, int y, const std::string& text) {
        return "BT " + colour + " g /F1 11 Tf 50 " + std::to_string(y) + " Td (" + text + ") Tj ET ";
    };
    CHECK(place_in(line("0", 500, "{{#a=sig:1;email=good@example.org}}")).visible);
    CHECK_FALSE(place_in(line("1", 500, "{{#a=sig:1;email=good@example.org}}")).visible);
    // What is seen elsewhere vouches for nobody, however alike it looks.
    CHECK_FALSE(place_in(line("1", 500, "{{#a=sig:1;email=od@example.org}}") +
                         line("0", 450, "{{#b=sig:1;email=go.od@example.org}}") + line("0", 400, "{{$b}}"))
                    .visible);
}
