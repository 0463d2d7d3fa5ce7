#include <algorithm>
#include <string>
#include <vector>

#include "sample_tags.hpp"

using namespace quillport;
using namespace quillport::test;

TEST_CASE("a mistyped type is told with its place and the nearest one", "[tags][problems]") {
    const TagProblem problem = only_problem("{{sgi:2}}");
    CHECK(problem.code == "unknown_type");
    CHECK(problem.text == "{{sgi:2}}");
    CHECK(problem.guess == "signature");
    CHECK(problem.page == 1);
    CHECK(problem.box.x0 == Approx(50).margin(0.5));
    CHECK(problem.message == "Tag on page 1 cannot be read: {{sgi:2}}. Did you mean sig, a field of type signature of role 2?");
    CHECK(only_problem("{{signatuer:1}}").guess == "signature");
    CHECK(only_problem("{{chekbox:1}}").guess == "checkbox");
    CHECK(only_problem("##podpsi 1##").guess == "signature");
    CHECK(only_problem("{{inni:1}}").guess == "initials");
    CHECK(only_problem("{{qwertz:1}}").guess.empty());
}

TEST_CASE("each kind of mistake has its code", "[tags][problems]") {
    CHECK(only_problem("{{text:1;lable=x}}").code == "unknown_key");
    CHECK(only_problem("{{text:1;lable=x}}").message.find("label") != std::string::npos);
    CHECK(only_problem("{{text:1;label}}").code == "bad_value");
    CHECK(only_problem("{{text:1;required=maybe}}").code == "bad_value");
    CHECK(only_problem("{{text:1;width=wide}}").code == "bad_value");
    CHECK(only_problem("{{text:1;width=-5mm}}").code == "bad_value");
    CHECK(only_problem("{{text:1;maxlength=1.5}}").code == "bad_value");
    CHECK(only_problem("{{text:1;align=middle}}").code == "bad_value");
    CHECK(only_problem("{{text:1;name=a.b}}").code == "bad_value");
    CHECK(only_problem("{{sig:1;options=A|B}}").code == "key_not_for_type");
    CHECK(only_problem("{{text:1;label=a;label=b}}").code == "duplicate_key");
    CHECK(only_problem("{{sig:a|b}}").code == "bad_role");
    CHECK(only_problem("{{sig:}}").code == "bad_role");
    CHECK(only_problem("{{dropdown:1}}").code == "missing_key");
    CHECK(only_problem("{{radio:1;option=A}}").code == "missing_key");
    CHECK(only_problem("{{firma:1}}").code == "ambiguous_word");
}

TEST_CASE("a missing mark is told, and the tags around it are read", "[tags][problems]") {
    CHECK(only_problem("{{sig:1} and more").code == "missing_brace");
    CHECK(only_problem("{{sig:1 and more").code == "missing_brace");
    CHECK(only_problem("{sig:1}} and more").code == "missing_brace");
    CHECK(only_problem("##sig:1 and more").code == "missing_brace");
    const Detection found = detect_line("{{sig:1 then {{date:2}}");
    REQUIRE(found.tags.size() == 1);
    CHECK(found.tags[0].type == FieldType::Date);
    REQUIRE(found.problems.size() == 1);
    CHECK(found.problems[0].text == "{{sig:1 then");
}

TEST_CASE("one bad tag does not keep the others from being read", "[tags][problems]") {
    const Detection found = detect_line("{{text:1}} {{sgi:2}} {{date:1}}");
    CHECK(found.tags.size() == 2);
    CHECK(found.problems.size() == 1);
}

TEST_CASE("a page that cannot be read to its end says so", "[tags][problems]") {
    tags::DetectOptions options;
    options.limits.page_glyphs = 20;
    const Detection found = detect_line("{{sig:1}} and a lot of text after it", options);
    CHECK(found.tags.size() == 1);
    REQUIRE_FALSE(found.problems.empty());
    CHECK(found.problems.back().code == "page_limit");
}

TEST_CASE("endless marks end", "[tags][problems]") {
    std::string braces;
    for (int i = 0; i < 20'000; ++i) braces += "{{";
    (void)detect_line(braces);
    std::string openings;
    for (int i = 0; i < 5'000; ++i) openings += "{{sig:1 ##sig ";
    (void)detect_line(openings);
    std::string quotes = "{{text:1;label=\"";
    for (int i = 0; i < 5'000; ++i) quotes += "{{text:1;a=\"";
    (void)detect_line(quotes);
}

TEST_CASE("a page of nothing but tags ends", "[tags][problems]") {
    std::string content = "BT /F1 4 Tf 4 TL 10 830 Td ";
    for (int i = 0; i < 4000; ++i) content += i % 10 == 9 ? "({{text:1}}) ' " : "({{text:1}}  ) Tj ";
    const Detection found = detect_in(SamplePdf(content + "ET"));
    CHECK(found.tags.size() == 2000);
    CHECK(std::any_of(found.problems.begin(), found.problems.end(),
                      [](const auto& problem) { return problem.code == "page_limit"; }));
}

TEST_CASE("a header that every page repeats is one party", "[tags][problems]") {
    SamplePdf sample("BT /F1 11 Tf 50 800 Td ({{sig}}) Tj ET");
    sample.objects[2] = "<</Type/Pages/Kids[3 0 R 6 0 R 7 0 R]/Count 3>>";
    const std::string page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 4 0 R>>>>/Contents ";
    sample.objects[6] = page + "5 0 R>>";
    sample.objects[7] = page + "8 0 R>>";
    sample.objects[8] = SamplePdf::stream("", "BT /F1 11 Tf 50 400 Td ({{sig}}) Tj ET");
    const Detection found = detect_in(sample);
    REQUIRE(found.tags.size() == 3);
    CHECK(found.tags[0].role == "1");
    CHECK(found.tags[1].role == "1");
    CHECK(found.tags[2].role == "2");
}

TEST_CASE("a tag in a comment or form field is told and not used", "[tags][problems]") {
    SamplePdf sample("BT /F1 11 Tf 50 700 Td ({{sig:1}}) Tj ET");
    sample.page_entries = "/Annots[10 0 R 11 0 R 12 0 R null]";
    sample.objects[10] = "<</Type/Annot/Subtype/FreeText/Rect[45 90 245 120]/Contents({{sig:2}})/AP<</N 13 0 R>>>>";
    sample.objects[11] = "<</Type/Annot/Subtype/Text/Rect[45 190 65 210]/Contents({{sig:3}})>>";
    sample.objects[12] = "<</Type/Annot/Subtype/Widget/FT/Btn/AS/On/Rect[45 290 65 310]/AP<</N<</On 13 0 R/Off 14 0 R>>>>>>";
    sample.objects[13] = SamplePdf::stream("/Subtype/Form/BBox[0 0 200 30]/Resources<</Font<</F1 4 0 R>>>>",
                                           "BT /F1 11 Tf 5 10 Td ({{sig:2}}) Tj ET");
    sample.objects[14] = SamplePdf::stream("/Subtype/Form/BBox[0 0 200 30]", "");
    const Detection found = detect_in(sample);
    REQUIRE(found.tags.size() == 1);
    CHECK(found.tags[0].role == "1");
    REQUIRE(found.problems.size() == 2);
    CHECK(found.problems[0].code == "in_annotation");
    CHECK(found.problems[0].box == Rect{45, 90, 245, 120});
    CHECK(found.problems[1].box == Rect{45, 290, 65, 310});
}

TEST_CASE("a tag that goes over the end of a page is told on both pages", "[tags][problems]") {
    SamplePdf sample(
        "BT /F1 11 Tf 14 TL 50 700 Td (Nothing to see.) Tj 0 -640 Td (Sign {{text:buyer;label=Tax) Tj T* (identification) Tj ET");
    sample.objects[2] = "<</Type/Pages/Kids[3 0 R 6 0 R]/Count 2>>";
    sample.objects[6] = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 7 0 R/Resources<</Font<</F1 4 0 R>>>>>>";
    const auto ends_with = [&](const std::string& second) {
        sample.objects[7] = SamplePdf::stream("", "BT /F1 11 Tf 14 TL 50 780 Td (Page two) Tj 0 -50 Td " + second + " ET");
        return detect_in(sample);
    };
    const Detection cut = ends_with("(number}} here) Tj T* ({{sig:buyer}}) Tj");
    REQUIRE(cut.tags.size() == 1);
    std::vector<TagProblem> told;
    for (const TagProblem& problem : cut.problems) {
        if (problem.code == "missing_brace") told.push_back(problem);
    }
    REQUIRE(told.size() == 2);
    CHECK(told[0].page == 1);
    CHECK(told[1].page == 2);
    CHECK(told[0].text == "{{text:buyer;label=Tax identification number}}");
    CHECK(told[1].text == told[0].text);
    CHECK(told[1].box.y1 > 700);
    CHECK(told[0].message.find("begins on page 1 and ends on page 2") != std::string::npos);
    SECTION("a tag without an end is only that") {
        const Detection open = ends_with("(Nothing) Tj T* ({{sig:buyer}}) Tj");
        REQUIRE(open.problems.size() >= 1);
        CHECK(open.problems[0].message.find("never closed") != std::string::npos);
    }
}
