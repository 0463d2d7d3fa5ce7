#include <algorithm>
#include <string>

#include "sample_tags.hpp"

using namespace quillport;
using namespace quillport::test;

namespace {

/// Codes of the problems other than room, in their order.
std::vector<std::string> codes(const Detection& found) {
    std::vector<std::string> out;
    for (const auto& problem : found.problems)
        if (problem.code != "no_room") out.push_back(problem.code);
    return out;
}

using Codes = std::vector<std::string>;

/// A page for each text, one line on it.
SamplePdf pages_of(const std::vector<std::string>& texts) {
    SamplePdf sample("BT /F1 8 Tf 20 700 Td (" + texts.front() + ") Tj ET");
    std::string kids = "3 0 R";
    for (std::size_t i = 1; i < texts.size(); ++i) {
        const int page = static_cast<int>(20 + 2 * i);
        kids += " " + std::to_string(page) + " 0 R";
        sample.objects[page] = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 4 0 R>>>>/Contents " +
                               std::to_string(page + 1) + " 0 R>>";
        sample.objects[page + 1] = SamplePdf::stream("", "BT /F1 8 Tf 20 700 Td (" + texts[i] + ") Tj ET");
    }
    sample.objects[2] = "<</Type/Pages/Kids[" + kids + "]/Count " + std::to_string(texts.size()) + ">>";
    return sample;
}

Detection detect_pages(const std::vector<std::string>& texts) { return detect_in(pages_of(texts)); }

const Tag& tag_with(const Detection& found, const std::string& text) {
    const auto at = std::find_if(found.tags.begin(), found.tags.end(), [&](const Tag& tag) { return tag.text == text; });
    REQUIRE(at != found.tags.end());
    return *at;
}

}  // namespace

TEST_CASE("a place becomes the field that its definition describes, wherever the two stand", "[tags][definitions]") {
    const std::string definition = "{{#a=text:buyer;label=Tax number;width=60mm;required=no}}";
    for (const auto& texts : {std::vector<std::string>{"{{$a}}", definition}, {definition, "{{$a}}"}, {"{{$A}} " + definition}}) {
        const Detection found = detect_pages(texts);
        CHECK(codes(found).empty());
        REQUIRE(found.tags.size() == 2);
        const Tag& place = found.tags[0].kind == TagKind::Field ? found.tags[0] : found.tags[1];
        const Tag& other = found.tags[0].kind == TagKind::Field ? found.tags[1] : found.tags[0];
        CHECK(other.kind == TagKind::Definition);
        CHECK(place.type == FieldType::Text);
        CHECK(place.role == "buyer");
        CHECK_FALSE(place.required);
        CHECK(place.attributes.at("label") == "Tax number");
        CHECK(place.field.width() == Approx(60 * 72 / 25.4).margin(0.1));
        CHECK(place.field.x0 == Approx(place.box.x0).margin(0.1));
    }
    CHECK(tag_with(detect_line("##$a## {{#a=date:2}}"), "##$a##").type == FieldType::Date);
}

TEST_CASE("places and definitions that do not find each other are told", "[tags][definitions]") {
    CHECK(codes(detect_line("{{$a}}")) == Codes{"undefined_place"});
    CHECK(codes(detect_line("{{#a=sig:1}}")) == Codes{"unused_definition"});
    CHECK(codes(detect_line("{{$a}} {{#a=sig:1}} {{#A=sig:1}}")).empty());
    CHECK(codes(detect_line("{{$a}} {{#a=sig:1}} {{#a=date:1}}")) == Codes{"duplicate_definition"});
    CHECK(codes(detect_line("{{#a=$a}}")) == Codes{"nested_definition"});
    CHECK(codes(detect_line("{{#a=$b}}")) == Codes{"nested_definition"});
    CHECK(codes(detect_line("{{#a=doc;ref=1}}")) == Codes{"nested_definition"});
    CHECK(codes(detect_line("{{#a}}")) == Codes{"bad_value"});
    CHECK(codes(detect_line("{{$a|b}}")) == Codes{"bad_value"});
    const Detection broken = detect_line("{{$a}} {{#a=sgi:1}}");
    CHECK(broken.tags.empty());
    CHECK(std::any_of(broken.problems.begin(), broken.problems.end(), [](const auto& problem) {
        return problem.message.find("definition cannot be read") != std::string::npos;
    }));
}

TEST_CASE("a tag that speaks for the document has keys of its own", "[tags][document]") {
    const Tag doc = only_tag("{{doc;ref=INV-1;type=invoice;subject=\"Two; words\";lang=SL;expires=2w}}");
    CHECK(doc.kind == TagKind::Document);
    CHECK(doc.attributes.at("ref") == "INV-1");
    CHECK(doc.attributes.at("subject") == "Two; words");
    CHECK(doc.attributes.at("lang") == "sl");
    CHECK(doc.attributes.at("expires") == "14d");
    CHECK(only_tag("{{dokument;sklic=7;velja=14 dni}}").attributes.at("expires") == "14d");
    CHECK(only_tag("##doc; expires=48h##").attributes.at("expires") == "48h");
    CHECK(only_tag("{{doc;expires=31.12.2026}}").attributes.at("expires") == "2026-12-31");
    CHECK(only_problem("{{doc:1;ref=7}}").code == "bad_role");
    CHECK(only_problem("{{doc;label=7}}").code == "unknown_key");
    CHECK(only_problem("{{doc;expires=soon}}").code == "bad_value");
    CHECK(only_problem("{{doc;lang=slovene!}}").code == "bad_value");
    CHECK(only_problem("{{doc}}").code == "missing_key");
    CHECK(detect_line("## Document ##").problems.empty());
}

TEST_CASE("several tags speak for one document unless they disagree", "[tags][document]") {
    const Detection found = detect_pages({"{{doc;ref=1;lang=sl}}", "{{doc;subject=x;lang=sl}} {{doc;ref=2}}"});
    CHECK(found.tags.size() == 3);
    REQUIRE(codes(found) == Codes{"conflicting_document"});
    CHECK(found.problems.front().page == 2);
    CHECK(found.tags[2].attributes.empty());
}

TEST_CASE("a split starts a document to which nothing before it speaks", "[tags][document]") {
    CHECK(only_tag("{{split}}").kind == TagKind::Split);
    CHECK(only_problem("{{split:1}}").code == "bad_role");
    CHECK(only_problem("{{split;ref=1}}").code == "unknown_key");
    const Detection found =
        detect_pages({"{{doc;ref=1}} {{sig}} {{text:1;name=a}}", "{{split}} {{doc;ref=2}} {{sig}} {{date:1;name=a}}"});
    CHECK(codes(found).empty());
    REQUIRE(found.tags.size() == 7);
    CHECK(found.tags[5].type == FieldType::Signature);
    CHECK(found.tags[5].role == "1");
}

TEST_CASE("equal names share one value, so they are of one kind", "[tags][names]") {
    const Detection same = detect_line("{{text:1;name=Tax No}} {{text:2;name=taxno}}");
    CHECK(codes(same).empty());
    CHECK(same.tags.at(1).name == "Tax No");
    CHECK(codes(detect_line("{{text:1;name=a}} {{date:1;name=a}}")) == Codes{"name_conflict"});
    CHECK(codes(detect_line("{{radio:1;name=r;option=A}} {{radio:1;name=r;option=B}}")).empty());
    CHECK(codes(detect_line("{{radio:1;name=r;option=A}} {{radio:1;name=r;option=a}}")) == Codes{"name_conflict"});
    CHECK(codes(detect_line("{{dropdown:1;name=d;options=A|B}} {{dropdown:1;name=d;options=A|C}}")) == Codes{"name_conflict"});
    const std::string header = "{{radio:1;name=r;option=A}}";
    CHECK(codes(detect_pages({header, header})).empty());
    const Detection chosen = detect_line("{{radio:1;name=r;option=A;default=B}} {{radio:1;name=r;option=B;default=B}}");
    CHECK(chosen.tags.at(0).attributes.at("default") == "no");
    CHECK(chosen.tags.at(1).attributes.at("default") == "yes");
    CHECK(codes(detect_line("{{radio:1;name=r;option=A;default=C}}")) == Codes{"bad_value"});
}

TEST_CASE("a condition names a field of the document and a value that it can have", "[tags][conditions]") {
    const Detection found = detect_line("{{checkbox:1;name=Agree}} {{text:1;if=agree=da}} {{text:1;if=agree!=yes}}");
    CHECK(codes(found).empty());
    CHECK(found.tags.at(1).attributes.at("if") == "Agree=yes");
    CHECK(found.tags.at(2).attributes.at("if") == "Agree!=yes");
    CHECK(codes(detect_line("{{dropdown:1;name=d;options=A|B}} {{text:1;if=d=C}}")) == Codes{"bad_value"});
    const Detection unknown = detect_line("{{checkbox:1;name=agree}} {{text:1;if=agre=yes}}");
    REQUIRE(codes(unknown) == Codes{"unknown_field"});
    CHECK(unknown.problems.front().message.find("Did you mean agree?") != std::string::npos);
    CHECK(codes(detect_line("{{text:1;if=agree}}")) == Codes{"bad_value"});
    CHECK(codes(detect_line("{{text:1;name=a;if=a=1}}")) == Codes{"circular_condition"});
    CHECK(codes(detect_line("{{text:1;name=a;if=b=1}} {{text:1;name=b;if=a=1}} {{text:1;name=c;if=a=1}}")).size() >= 2);
    CHECK(codes(detect_line("{{text:1;name=a;if=b=1}} {{text:1;name=b;if=c=1}} {{text:1;name=c}}")).empty());
}

TEST_CASE("a group asks for one of its roles or for as many as it says", "[tags][groups]") {
    const Detection two = detect_line("{{sig:a;group=2 od Board}} {{sig:b;group=board}}");
    CHECK(codes(two).empty());
    CHECK(two.tags.at(0).attributes.at("group") == "2 of Board");
    CHECK(two.tags.at(1).attributes.at("group") == "2 of Board");
    CHECK(detect_line("{{sig:a;group=1 of board}}").tags.at(0).attributes.at("group") == "board");
    CHECK(codes(detect_line("{{sig:a;group=3 of board}} {{sig:b;group=board}}")) == Codes{"impossible"});
    CHECK(codes(detect_line("{{sig:a;group=2 of x}} {{sig:b;group=3 of x}} {{sig:c;group=x}}")) == Codes{"impossible"});
    CHECK(codes(detect_line("{{sig:a;group=x}} {{date:a;group=y}}")) == Codes{"impossible"});
    CHECK(codes(detect_line("{{sig:a;order=1}} {{date:a;order=2}}")) == Codes{"impossible"});
    CHECK(codes(detect_line("{{sig:a;email=a@example.com}} {{date:a;email=b@example.com}}")) == Codes{"impossible"});
}

TEST_CASE("a hyphen at the end of a line is dropped where the word is known without it", "[tags][matching]") {
    const auto role_of = [](const std::string& content) {
        const Detection found = detect_in(SamplePdf("BT /F1 11 Tf 14 TL 50 700 Td " + content + " ET"));
        REQUIRE(found.tags.size() >= 1);
        return found.tags.front().role;
    };
    CHECK(role_of("({{sig:buy-) Tj T* (er}}) Tj") == "buy-er");
    CHECK(role_of("({{sig:buy-) Tj T* (er}}) Tj T* ({{date:Buyer}}) Tj") == "buyer");
    const Detection key =
        detect_in(SamplePdf("BT /F1 11 Tf 14 TL 50 700 Td ({{text:1;la-) Tj T* (bel=A;align=cen-) Tj T* (ter}}) Tj ET"));
    REQUIRE(key.tags.size() == 1);
    CHECK(key.tags[0].attributes.at("label") == "A");
    CHECK(key.tags[0].attributes.at("align") == "center");
}

TEST_CASE("a soft hyphen within a line is nothing or a hyphen, whichever is known", "[tags][matching]") {
    CHECK(only_tag("{{sig:buy\\255er}}").role == "buyer");
    const Detection found = detect_line("{{sig:co\\255owner}} {{date:co-owner}}");
    REQUIRE(found.tags.size() == 2);
    CHECK(found.tags[0].role == found.tags[1].role);
    CHECK(detect_line("{{sig:a\\226b}} {{date:a--b}}").tags.at(0).role ==
          detect_line("{{sig:a\\226b}} {{date:a--b}}").tags.at(1).role);
}

TEST_CASE("hostile tags end", "[tags][limits]") {
    std::string quotes = "{{text:1";
    for (int i = 0; i < 250; ++i) quotes += ";a=\"";
    CHECK(detect_line(quotes + "}}").tags.empty());
    std::string circle;
    for (int i = 0; i < 300; ++i)
        circle += "{{text:1;name=n" + std::to_string(i) + ";if=n" + std::to_string((i + 1) % 300) + "=1}} ";
    CHECK(codes(detect_line(circle)) == Codes(300, "circular_condition"));
}
