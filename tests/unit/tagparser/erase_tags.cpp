#include "quillport/tags/erase.hpp"

#include <string>

#include "sample_tags.hpp"

using namespace quillport;
using namespace quillport::test;

namespace {

struct Erased {
    Detection before, after;
    tags::EraseResult result;
};

Erased erase_all(const SamplePdf& sample) {
    const std::string file = sample.text();
    auto document = pdf::Document::open(bytes_of(file));
    REQUIRE(document.ok());
    Erased out;
    out.before = tags::detect(document.value()).value();
    auto result = tags::erase(document.value(), out.before);
    REQUIRE(result.ok());
    out.result = std::move(result).value();
    auto again = pdf::Document::open(out.result.pdf);
    REQUIRE(again.ok());
    out.after = tags::detect(again.value()).value();
    return out;
}

}  // namespace

TEST_CASE("after erasing no tag is found", "[tags][erase]") {
    const Erased out =
        erase_all(SamplePdf("BT /F1 11 Tf 50 700 Td (Sign {{sig:1}} here) Tj 0 -20 Td [({{te) 30 (xt:2)] TJ 0 -14 Td (}}) Tj "
                            "0 -60 Td (##date 1##) Tj ET"));
    CHECK(out.before.tags.size() == 3);
    CHECK(out.result.not_erased.empty());
    CHECK(out.after.tags.empty());
    CHECK(out.after.problems.empty());
}

TEST_CASE("every copy of an overprinted tag goes", "[tags][erase]") {
    const Erased out =
        erase_all(SamplePdf("BT /F1 11 Tf 50 700 Td ({{sig:1}}) Tj ET BT /F1 11 Tf 50.3 700 Td ({{sig:1}}) Tj ET"));
    CHECK(out.before.tags.size() == 1);
    CHECK(out.after.tags.empty());
}

TEST_CASE("what could not be erased is told with its reason", "[tags][erase]") {
    const Erased out =
        erase_all(SamplePdf("BT /F1 11 Tf 7 Tr 50 700 Td ({{sig:1}}) Tj ET BT 0 Tr /F1 11 Tf 50 600 Td ({{sig:2}}) Tj ET"));
    REQUIRE(out.result.not_erased.size() == 1);
    CHECK(out.result.not_erased[0].code == "not_erased");
    CHECK(out.result.not_erased[0].text == "{{sig:1}}");
    REQUIRE(out.after.tags.size() == 1);
}

TEST_CASE("only the tags of the detection are erased, unreadable ones stay", "[tags][erase]") {
    const std::string file = line_of("{{sig:1}} {{sgi:2}} {{date:3}}").text();
    auto document = pdf::Document::open(bytes_of(file));
    Detection found = tags::detect(document.value()).value();
    REQUIRE(found.tags.size() == 2);
    found.tags.pop_back();
    const auto erased = tags::erase(document.value(), found);
    REQUIRE(erased.ok());
    auto again = pdf::Document::open(erased.value().pdf);
    const Detection left = tags::detect(again.value()).value();
    REQUIRE(left.tags.size() == 1);
    CHECK(left.tags[0].type == FieldType::Date);
    CHECK(left.problems.size() >= 1);
}

TEST_CASE("a tag that is not there is told, not looked for elsewhere", "[tags][erase]") {
    const std::string file = line_of("{{sig:1}}").text();
    auto document = pdf::Document::open(bytes_of(file));
    Detection found = tags::detect(document.value()).value();
    found.tags[0].box.x0 += 100;
    const auto erased = tags::erase(document.value(), found);
    REQUIRE(erased.ok());
    CHECK(erased.value().not_erased.size() == 1);
}

TEST_CASE("what an author says that an unreadable tag means is erased, and nothing behind it", "[tags][erase]") {
    const auto rest_of = [](const std::string& line) {
        const std::string file = line_of(line).text();
        auto document = pdf::Document::open(bytes_of(file));
        REQUIRE(document.ok());
        Detection meant = tags::detect(document.value()).value();
        REQUIRE(meant.problems.size() == 1);
        Tag tag;
        tag.page = 1;
        tag.text = meant.problems[0].text;
        tag.box = meant.problems[0].box;
        meant.tags = {tag};
        auto result = tags::erase(document.value(), meant);
        REQUIRE(result.ok());
        CHECK(result.value().not_erased.empty());
        auto again = pdf::Document::open(result.value().pdf);
        REQUIRE(again.ok());
        pdf::PageContent content;
        pdf::ContentReader reader(again.value());
        REQUIRE(reader.read(1, content).ok());
        return std::string(content.text.begin(), content.text.end());
    };
    CHECK(rest_of("Sign {{sgi:2}} here") == "Sign  here");
    CHECK(rest_of("Sign {{sig:2} here") == "Sign  here");
    CHECK(rest_of("Sign {{sig:2 here and there") == "Sign  here and there");
}

TEST_CASE("a tag in a tiling pattern is one tag, where its first cell is seen, and goes from all cells", "[tags][erase]") {
    SamplePdf sample("/Pattern cs /P scn 100 100 400 400 re f BT 0 g /F1 11 Tf 50 700 Td (Text) Tj ET");
    sample.resources = "/Pattern<</P 10 0 R>>";
    sample.objects[10] = SamplePdf::stream(
        "/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 100 40]/XStep 100/YStep 40/Resources<</Font<</F1 4 0 R>>>>",
        "0.8 g BT /F1 9 Tf 10 12 Td (Copy {{sig:1}}) Tj ET");
    const Erased out = erase_all(sample);
    REQUIRE(out.before.tags.size() == 1);
    CHECK(out.before.tags[0].box.x0 > 110);
    CHECK(out.before.tags[0].box.x1 < 200);
    CHECK(out.before.tags[0].box.y0 > 470);
    CHECK(out.before.tags[0].box.y1 < 500);
    CHECK(out.result.not_erased.empty());
    CHECK(out.after.tags.empty());
}

TEST_CASE("a tag that a character of a font draws is found and told, and goes with the character where that is read",
          "[tags][erase]") {
    SamplePdf sample("BT /T 20 Tf 100 700 Td (a) Tj ET");
    sample.objects[3] = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/Resources<</Font<</T 11 0 R>>>>>>";
    sample.objects[11] =
        "<</Type/Font/Subtype/Type3/FontBBox[0 0 100 10]/FontMatrix[0.1 0 0 0.1 0 0]/FirstChar 97/LastChar 97/Widths[100]"
        "/Encoding<</Differences[97/a]>>/CharProcs<</a 12 0 R>>/Resources<</Font<</F1 4 0 R>>>>>>";
    sample.objects[12] = SamplePdf::stream("", "100 0 d0 BT /F1 10 Tf 2 3 Td ({{sig:1}}) Tj ET");
    const Erased drawn = erase_all(sample);
    REQUIRE(drawn.before.tags.size() == 1);
    CHECK(drawn.before.tags[0].font_size == Approx(20));
    REQUIRE(drawn.result.not_erased.size() == 1);
    CHECK(drawn.result.not_erased[0].message.find("inside a character") != std::string::npos);
    CHECK(drawn.after.tags.size() == 1);

    // cairo's user fonts: each character draws itself in another font.
    sample.objects[5] = SamplePdf::stream("", "BT /T 10 Tf 100 700 Td (aabcdefgg) Tj ET");
    sample.objects[11] =
        "<</Type/Font/Subtype/Type3/FontBBox[0 0 10 10]/FontMatrix[0.1 0 0 0.1 0 0]/FirstChar 97/LastChar 103/Widths[6 6 6 6 6 6 "
        "6]"
        "/Encoding<</Differences[97/braceleft/s/i/g/colon/one/braceright]>>/CharProcs<</braceleft 12 0 R/s 13 0 R/i 14 0 R"
        "/g 15 0 R/colon 16 0 R/one 17 0 R/braceright 18 0 R>>/Resources<</Font<</F1 4 0 R>>>>>>";
    const std::string letters = "{sig:1}";
    for (std::size_t i = 0; i < letters.size(); ++i) {
        sample.objects[12 + static_cast<int>(i)] =
            SamplePdf::stream("", std::string("6 0 d0 BT /F1 10 Tf (") + letters[i] + ") Tj ET");
    }
    const Erased both = erase_all(sample);
    REQUIRE(both.before.tags.size() == 1);
    CHECK(both.result.not_erased.empty());
    CHECK(both.after.tags.empty());
}
