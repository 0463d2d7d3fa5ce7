#include <string>
#include <utility>
#include <vector>

#include "sample_tags.hpp"

using namespace quillport;
using namespace quillport::test;

TEST_CASE("case and white space do not matter outside values", "[tags][matching]") {
    CHECK(only_tag("{ { SiG : 1 } }").type == FieldType::Signature);
    CHECK(only_tag("{{sig\\240:\\2401}}").role == "1");
    const Tag tag = only_tag("{{ TEXT : 1 ; LABEL = Two   words }}");
    CHECK(tag.attributes.at("label") == "Two words");
}

TEST_CASE("a tag is found however its letters are painted", "[tags][matching]") {
    const char* const contents[] = {
        "BT /F1 11 Tf 50 700 Td [({{) 40 (s) -60 (i) 30 (g:) -20 (1}}) 5] TJ ET",
        "BT /F1 11 Tf 50 700 Td ({{s) Tj ET BT /F1 11 Tf 64.2 700 Td (ig:1}}) Tj ET",
        "BT /F1 11 Tf 3 Tc 50 700 Td ({{sig:1}}) Tj ET",
        "BT /F1 11 Tf 50 700 Td ({{sig:) Tj 0 -14 Td (1}}) Tj ET",
        "BT /F1 11 Tf 50 700 Td ({{si) Tj -20 -14 Td (g:1}}) Tj ET",
        "BT /F1 1 Tf 0 11 -11 0 300 300 Tm ({{sig:1}}) Tj ET",
        "BT /F1 11 Tf 50 700 Td [({) -800 ({) -800 (s) -800 (i) -800 (g) -800 (:) -800 (1) -800 (}) -800 (})] TJ ET",
    };
    for (const char* const content : contents) {
        INFO(content);
        const Detection found = detect_in(SamplePdf(content));
        REQUIRE(found.tags.size() == 1);
        CHECK(found.tags[0].text == "{{sig:1}}");
        CHECK(found.tags[0].role == "1");
    }
}

TEST_CASE("bold by overprinting and shadows count once", "[tags][matching]") {
    CHECK(
        detect_in(SamplePdf("BT /F1 11 Tf 50 700 Td ({{sig:1}}) Tj ET BT /F1 11 Tf 50.3 700 Td ({{sig:1}}) Tj ET")).tags.size() ==
        1);
    CHECK(detect_in(SamplePdf("BT /F1 11 Tf 51 699 Td ({{sig:1}}) Tj ET BT /F1 11 Tf 50 700 Td ({{sig:1}}) Tj ET")).tags.size() ==
          1);
    std::string doubled;
    double x = 50;
    for (const char c : std::string("{{sig:1}}")) {
        for (const double shift : {0.0, 0.3}) {
            doubled += "BT /F1 11 Tf " + std::to_string(x + shift) + " 700 Td (" + c + ") Tj ET ";
        }
        x += 6;
    }
    const Detection found = detect_in(SamplePdf(doubled));
    REQUIRE(found.tags.size() == 1);
    CHECK(found.tags[0].text == "{{sig:1}}");
}

TEST_CASE("a letter painted over itself counts once even where it leaves no advance", "[tags][matching]") {
    const std::vector<std::pair<char, double>> widths{{'{', .334}, {'{', .334}, {'s', .5},   {'i', .222}, {'g', .556},
                                                      {':', .278}, {'1', .556}, {'}', .334}, {'}', .334}};
    std::string content;
    double x = 50;
    for (const auto& [c, width] : widths) {
        content +=
            "BT /F1 11 Tf " + std::to_string(0.002 - 11 * width) + " Tc " + std::to_string(x) + " 700 Td (" + c + c + ") Tj ET ";
        x += 11 * width;
    }
    const Detection found = detect_in(SamplePdf(content));
    REQUIRE(found.tags.size() == 1);
    CHECK(found.tags[0].text == "{{sig:1}}");
}

TEST_CASE("number signs that stand as far apart as all letters are marks", "[tags][matching]") {
    const Detection found = detect_in(SamplePdf("BT /F1 11 Tf 9 Tc 50 700 Td (##sig 1##) Tj ET"));
    REQUIRE(found.tags.size() == 1);
    CHECK(found.tags[0].role == "1");
}

TEST_CASE("a blank may be as narrow as a justified line makes it", "[tags][matching]") {
    const Detection found = detect_in(SamplePdf("BT /F1 11 Tf 50 700 Td [(##sig) -150 (anna##)] TJ ET"));
    REQUIRE(found.tags.size() == 1);
    CHECK(found.tags[0].role == "anna");
}

TEST_CASE("the same tag at two places is two tags", "[tags][matching]") {
    CHECK(detect_line("{{sig:1}}{{sig:1}}").tags.size() == 2);
}

TEST_CASE("quotes and dashes of word processors are those of the keyboard", "[tags][matching]") {
    CHECK(only_tag("{{text:1;label=\\223Tax number\\224}}").attributes.at("label") == "Tax number");
    CHECK(only_tag("{{text:1;label=\\204Tax; no\\223}}").attributes.at("label") == "Tax; no");
    CHECK(only_tag("{{text:first\\226party}}").role == "first-party");
    CHECK(only_tag("{{text:1;label=Buyer\\222s name}}").attributes.at("label") == "Buyer\xE2\x80\x99s name");
}

TEST_CASE("soft hyphens are nothing, at a line end visible ones too in a keyword", "[tags][matching]") {
    CHECK(only_tag("{{s\\255ig:1}}").type == FieldType::Signature);
    const Detection broken = detect_in(SamplePdf("BT /F1 11 Tf 50 700 Td ({{signa-) Tj 0 -14 Td (ture:1}}) Tj ET"));
    REQUIRE(broken.tags.size() == 1);
    CHECK(broken.tags[0].type == FieldType::Signature);
    const Detection value = detect_in(SamplePdf("BT /F1 11 Tf 50 700 Td ({{text:1;label=e-) Tj 0 -14 Td (mail}}) Tj ET"));
    REQUIRE(value.tags.size() == 1);
    CHECK(value.tags[0].attributes.at("label") == "e-mail");
}

TEST_CASE("a line break inside a value is one blank", "[tags][matching]") {
    const Detection found = detect_in(SamplePdf("BT /F1 11 Tf 50 700 Td ({{text:1;label=Tax) Tj 0 -14 Td (number}}) Tj ET"));
    REQUIRE(found.tags.size() == 1);
    CHECK(found.tags[0].attributes.at("label") == "Tax number");
    CHECK(found.tags[0].pieces.size() == 2);
    CHECK(found.tags[0].box == found.tags[0].pieces[0]);
    CHECK(found.tags[0].pieces[1].y1 < found.tags[0].pieces[0].y1 - 10);
}

TEST_CASE("text that cannot be seen is found and said to be invisible", "[tags][matching]") {
    CHECK(detect_in(SamplePdf("BT /F1 11 Tf 50 700 Td ({{sig:1}}) Tj ET")).tags.at(0).visible);
    CHECK_FALSE(detect_in(SamplePdf("BT /F1 11 Tf 3 Tr 50 700 Td ({{sig:1}}) Tj ET")).tags.at(0).visible);
    CHECK_FALSE(detect_in(SamplePdf("BT /F1 3.9 Tf 50 700 Td ({{sig:1}}) Tj ET")).tags.at(0).visible);
    CHECK_FALSE(detect_in(SamplePdf("BT /F1 11 Tf -500 700 Td ({{sig:1}}) Tj ET")).tags.at(0).visible);
    SamplePdf layer("/OC /L BDC BT /F1 11 Tf 50 700 Td ({{sig:1}}) Tj ET EMC");
    layer.resources = "/Properties<</L 10 0 R>>";
    layer.objects[1] = "<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[10 0 R]/D<</OFF[10 0 R]>>>>>>";
    layer.objects[10] = "<</Type/OCG/Name(h)>>";
    CHECK_FALSE(detect_in(layer).tags.at(0).visible);
}

TEST_CASE("ActualText is never taken for a tag", "[tags][matching]") {
    CHECK(detect_in(SamplePdf("/Span<</ActualText({{sig:1}})>> BDC BT /F1 11 Tf 50 700 Td (Pay to Bob) Tj ET EMC")).tags.empty());
    CHECK(detect_in(SamplePdf("/Span<</ActualText(X)>> BDC BT /F1 11 Tf 50 700 Td ({{sig:1}}) Tj ET EMC")).tags.size() == 1);
}

TEST_CASE("ordinary text with braces and number signs is left alone", "[tags][matching]") {
    for (const char* const text : {"f\\(x\\) = {1, 2, 3}", "if \\(a\\) { b; }", "Order #12 and ## 5 ## things",
                                   "# Heading ## Sub ### Deep", "{name}", "a }} b {{}} c", "##########", "## Chapter one ##"}) {
        const Detection found = detect_line(text);
        INFO(text);
        CHECK(found.tags.empty());
        CHECK(found.problems.empty());
    }
}

TEST_CASE("a tag is found where it stands, whatever the order in which it was painted", "[tags][matching]") {
    std::string reversed;
    const std::string tag = "{{sig:1}}";
    for (std::size_t i = tag.size(); i-- > 0;) {
        reversed += "BT /F1 11 Tf " + std::to_string(50 + 6.0 * static_cast<double>(i)) + " 700 Td (" + tag[i] + ") Tj ET ";
    }
    std::string interleaved;
    const std::string other = "{{ini:2}}";
    for (std::size_t i = 0; i < tag.size(); ++i) {
        const std::string x = std::to_string(50 + 6.0 * static_cast<double>(i));
        interleaved +=
            "BT /F1 11 Tf " + x + " 700 Td (" + tag[i] + ") Tj ET BT /F1 11 Tf " + x + " 600 Td (" + other[i] + ") Tj ET ";
    }
    const Detection backwards = detect_in(SamplePdf(reversed));
    REQUIRE(backwards.tags.size() == 1);
    CHECK(backwards.tags[0].text == "{{sig:1}}");
    CHECK(backwards.tags[0].box.x0 == Approx(50).margin(0.1));
    CHECK(backwards.problems.empty());
    const Detection both = detect_in(SamplePdf(interleaved));
    REQUIRE(both.tags.size() == 2);
    CHECK(both.tags[1].text == "{{ini:2}}");
    CHECK(both.problems.empty());
}

TEST_CASE("marks of different lines are never joined", "[tags][matching]") {
    const Detection found = detect_in(SamplePdf("BT /F1 11 Tf 50 600 Td (1}} tail) Tj ET BT /F1 11 Tf 50 700 Td ({{sig:) Tj ET"));
    CHECK(found.tags.empty());
}
