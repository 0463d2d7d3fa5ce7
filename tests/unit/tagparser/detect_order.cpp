// Tags whose letters are painted in another order than they are read.
#include <cmath>
#include <string>
#include <vector>

#include "sample_tags.hpp"

using namespace quillport;
using namespace quillport::test;

namespace {

struct Line {
    double x = 0, y = 0;
    std::string text;
};

/// Letters of all lines by turns, the last one first, along a direction: nothing of it can be read as it is painted.
std::string scattered(const std::vector<Line>& lines, double degrees = 0, double step = 6) {
    const double c = std::cos(degrees / 57.29577951308232);
    const double s = std::sin(degrees / 57.29577951308232);
    std::string out;
    for (std::size_t k = 24; k-- > 0;) {
        for (const Line& line : lines) {
            if (k >= line.text.size() || line.text[k] == ' ') continue;
            const double x = line.x + c * step * static_cast<double>(k);
            const double y = line.y + s * step * static_cast<double>(k);
            const auto matrix = std::to_string(c) + " " + std::to_string(s) + " " + std::to_string(-s) + " " + std::to_string(c);
            out += "BT /F1 11 Tf " + matrix + " " + std::to_string(x) + " " + std::to_string(y) + " Tm (" + line.text[k] +
                   ") Tj ET ";
        }
    }
    return out;
}

std::string only_text(const std::string& contents) {
    const Detection found = detect_in(SamplePdf(contents));
    REQUIRE(found.tags.size() == 1);
    return found.tags[0].text;
}

}  // namespace

TEST_CASE("scattered letters are read along their line, whatever its angle", "[tags][matching]") {
    for (const double degrees : {0.0, 30.0, 90.0, 137.0, 270.0, 359.7}) {
        INFO(degrees);
        CHECK(only_text(scattered({{300, 400, "{{sig:1}}"}}, degrees)) == "{{sig:1}}");
    }
}

TEST_CASE("scattered letters may stand wide apart", "[tags][matching]") {
    CHECK(only_text(scattered({{50, 700, "{{sig:1}}"}}, 0, 16)) == "{{sig:1}}");
}

TEST_CASE("lines of one column are read on below, past the column beside it", "[tags][matching]") {
    const Detection found = detect_in(SamplePdf(
        scattered({{50, 700, "{{signature:"}, {50, 687, "buyer}}"}, {200, 700, "words of the"}, {200, 687, "other column"}})));
    REQUIRE(found.tags.size() == 1);
    CHECK(found.tags[0].role == "buyer");
    CHECK(found.tags[0].pieces.size() == 2);
}

TEST_CASE("a row painted across the cells of a table gives the tags of its cells", "[tags][matching]") {
    const Detection found = detect_in(SamplePdf(
        "BT /F1 11 Tf 50 700 Td ({{signature:) Tj 100 0 Td ({{initials:) Tj -100 -13 Td (buyer}}) Tj 100 0 Td (seller}}) Tj ET"));
    REQUIRE(found.tags.size() == 2);
    CHECK(found.tags[0].role == "buyer");
    CHECK(found.tags[1].role == "seller");
    for (const auto& problem : found.problems) CHECK(problem.code == "no_room");
}

TEST_CASE("what stands in two columns is never joined to a tag", "[tags][matching]") {
    CHECK(detect_in(SamplePdf(scattered({{50, 700, "{{sig:"}, {250, 700, "1}}"}}))).tags.empty());
    CHECK(detect_in(SamplePdf(scattered({{50, 700, "{{sig:"}, {50, 640, "1}}"}}))).tags.empty());
}

TEST_CASE("repetitions in a pattern do not close a tag", "[tags][matching]") {
    CHECK(only_tag("{{text:1;pattern=[0-9]{8}}}").attributes.at("pattern") == "[0-9]{8}");
    CHECK(only_tag("{{text:1;pattern=[0-9]{6}/[0-9]{3,4}}}").attributes.at("pattern") == "[0-9]{6}/[0-9]{3,4}");
}

TEST_CASE("narrow blanks of justified text are blanks", "[tags][matching]") {
    CHECK(only_text("BT /F1 11 Tf 50 700 Td [(##sig) -180 (1##)] TJ ET") == "##sig 1##");
}

TEST_CASE("every kind of mark is looked for line by line when its letters are left over", "[tags][matching]") {
    const auto role_in = [](const std::string& contents, const tags::DetectOptions& options) {
        const Detection found = detect_in(SamplePdf(contents), options);
        REQUIRE(found.tags.size() == 1);
        CHECK(found.tags[0].type == FieldType::Signature);
        return found.tags[0].role;
    };
    CHECK(role_in(scattered({{50, 700, "##sig 1##"}, {50, 600, "other words"}}), {}) == "1");
    tags::DetectOptions brackets;
    brackets.dialects = {"dropbox-sign"};
    CHECK(role_in(scattered({{50, 700, "[sig|req|signer1]"}}), brackets) == "1");
    tags::DetectOptions marks;
    marks.marks.push_back(tags::parse_mark(tags::MarkKind::Custom, "##SIGN{role}## type=signature").value());
    marks.anchors.push_back(tags::parse_mark(tags::MarkKind::Anchor, "\"Kupec:\" type=signature role=3").value());
    CHECK(role_in(scattered({{50, 700, "##SIGN2##"}}), marks) == "2");
    CHECK(role_in(scattered({{50, 700, "Kupec:"}, {50, 680, "words"}}), marks) == "3");
}

TEST_CASE("lines of two columns that are painted by turns are read on column by column", "[tags][matching]") {
    tags::DetectOptions options;
    options.dialects = {"dropbox-sign"};
    const Detection found = detect_in(
        SamplePdf(
            "BT /F1 11 Tf 50 700 Td ([sig|req|) Tj 200 0 Td (words of [5]) Tj -200 -13 Td (signer1]) Tj 200 0 Td (them) Tj ET"),
        options);
    REQUIRE(found.tags.size() == 1);
    CHECK(found.tags[0].role == "1");
    CHECK(found.tags[0].pieces.size() == 2);
}
