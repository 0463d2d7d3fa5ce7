#include <algorithm>
#include <string>

#include "sample_tags.hpp"

using namespace quillport;
using namespace quillport::test;

namespace {

bool has_problem(const Detection& found, const std::string& code) {
    return std::any_of(found.problems.begin(), found.problems.end(), [&](const TagProblem& p) { return p.code == code; });
}

}  // namespace

TEST_CASE("a signature starts on the tag's baseline and grows to 36 points", "[tags][placement]") {
    const Tag tag = only_tag("{{sig:1}}");
    CHECK(tag.box.x0 == Approx(50).margin(0.1));
    CHECK(tag.field.x0 == Approx(tag.box.x0));
    CHECK(tag.field.y0 == Approx(700).margin(0.1));
    CHECK(tag.field.width() == Approx(120).margin(0.1));
    CHECK(tag.field.height() == Approx(36).margin(0.1));
    CHECK(tag.font_size == Approx(11));
    CHECK(tag.rotation == 0);
}

TEST_CASE("a signature grows only as far as the page is empty", "[tags][placement]") {
    const auto height_below = [](double distance) {
        return detect_in(SamplePdf("BT /F1 11 Tf 50 " + std::to_string(700 + distance) +
                                   " Td (Text above the line) Tj ET "
                                   "BT /F1 11 Tf 50 700 Td ({{sig:1}}) Tj ET"))
            .tags.at(0)
            .field.height();
    };
    CHECK(height_below(100) == Approx(36).margin(0.1));
    CHECK(height_below(34) < 34);
    CHECK(height_below(34) > 25);
    CHECK(height_below(15) == Approx(24).margin(0.1));
}

TEST_CASE("a signature without room above reaches below its baseline, and never over text", "[tags][placement]") {
    const auto placed = [](const std::string& below) {
        return detect_in(
            SamplePdf("BT /F1 11 Tf 50 715 Td (Place and date, and so on) Tj ET BT /F1 11 Tf 50 700 Td ({{sig:1}}) Tj ET "
                      "BT /F1 11 Tf 50 " +
                      below + " Td (Words below the line) Tj ET"));
    };
    const Detection free = placed("600");
    CHECK(free.tags.at(0).field.y1 < 713.5);
    CHECK(free.tags.at(0).field.y0 < 700);
    CHECK(free.tags.at(0).field.height() == Approx(24).margin(0.1));
    CHECK_FALSE(has_problem(free, "no_room"));
    const Detection tight = placed("686");
    CHECK(tight.tags.at(0).field.y1 < 713.5);
    CHECK(tight.tags.at(0).field.y0 > 694);
    REQUIRE(has_problem(tight, "no_room"));
    CHECK(tight.problems[0].message.find("24 pt of height") != std::string::npos);
}

TEST_CASE("a line of text stands on the tag's baseline and grows to the right as far as the page is empty", "[tags][placement]") {
    const Tag alone = only_tag("{{text:1}}");
    CHECK(alone.field.y0 == Approx(700 - 0.22 * 11).margin(0.1));
    CHECK(alone.field.x1 == Approx(595 - 50).margin(1));
    CHECK(only_tag("{{text:1;width=100}}").field.width() == Approx(100).margin(0.1));
    CHECK(only_tag("{{date:1}}").field.width() == Approx(6.6 * 11).margin(1));
    CHECK(only_tag("{{date:1}} next").field.width() < 60);
    const Detection cell = detect_in(SamplePdf("40 690 200 40 re S BT /F1 11 Tf 50 700 Td ({{text:1}}) Tj ET"));
    CHECK(cell.tags.at(0).field.x1 == Approx(239).margin(0.6));
    const Detection two = detect_line("{{text:1}} {{name:1}}");
    CHECK(two.tags.at(0).field.x1 <= two.tags.at(1).field.x0);
}

TEST_CASE("width and height of the tag are taken in every unit", "[tags][placement]") {
    CHECK(only_tag("{{text:1;width=50.8mm}}").field.width() == Approx(144).margin(0.1));
    CHECK(only_tag("{{text:1;width=5.08cm;height=1in}}").field.height() == Approx(72).margin(0.1));
    CHECK(only_tag("{{text:1;width=10%}}").field.width() == Approx(59.5).margin(0.1));
    CHECK(only_tag("{{sig:1;width=200;height=50}}").field.height() == Approx(50).margin(0.1));
    CHECK(only_tag("{{ini:1}}").field.width() >= 40);
}

TEST_CASE("a typed field is as high as its font, at least ten points", "[tags][placement]") {
    CHECK(only_tag("{{text:1}}").field.height() == Approx(11 * 1.2).margin(0.1));
    const Detection small = detect_in(SamplePdf("BT /F1 5 Tf 50 700 Td ({{text:1}}) Tj ET"));
    CHECK(small.tags.at(0).field.height() == Approx(12).margin(0.1));
    CHECK(small.tags.at(0).font_size == Approx(10));
}

TEST_CASE("a field never covers text to its right, and says when it is too narrow", "[tags][placement]") {
    const Detection found = detect_line("{{sig:1}} and so on");
    REQUIRE(found.tags.size() == 1);
    CHECK(found.tags[0].field.x1 <= found.tags[0].box.x1 + 5);
    REQUIRE(has_problem(found, "no_room"));
    CHECK(found.problems[0].message.find("120 pt") != std::string::npos);
    CHECK_FALSE(has_problem(detect_line("{{sig:1}}                                             far away"), "no_room"));
}

TEST_CASE("fields never cover each other", "[tags][placement]") {
    const Detection found = detect_in(SamplePdf(
        "BT /F1 11 Tf 50 700 Td ({{sig:1}} {{sig:2}}) Tj 0 -14 Td ({{sig:3}}) Tj 0 -14 Td ({{text:1}} {{date:1}}) Tj ET"));
    REQUIRE(found.tags.size() == 5);
    for (std::size_t i = 0; i < found.tags.size(); ++i) {
        for (std::size_t k = 0; k < i; ++k) {
            INFO(found.tags[i].text << " and " << found.tags[k].text);
            const Rect& a = found.tags[i].field;
            const Rect& b = found.tags[k].field;
            CHECK_FALSE(overlap({a.x0 + 0.6, a.y0 + 0.6, a.x1 - 0.6, a.y1 - 0.6}, b));
        }
    }
}

TEST_CASE("a turned tag has a turned field", "[tags][placement]") {
    const Detection up = detect_in(SamplePdf("BT /F1 11 Tf 0 1 -1 0 300 300 Tm ({{sig:1}}) Tj ET"));
    REQUIRE(up.tags.size() == 1);
    CHECK(up.tags[0].rotation == 90);
    CHECK(up.tags[0].field.y0 == Approx(300).margin(0.1));
    CHECK(up.tags[0].field.height() == Approx(120).margin(0.1));
    CHECK(up.tags[0].field.x1 == Approx(300).margin(0.1));
    CHECK(up.tags[0].field.width() == Approx(36).margin(0.1));
    const Detection down = detect_in(SamplePdf("BT /F1 11 Tf -1 0 0 -1 300 300 Tm ({{sig:1}}) Tj ET"));
    CHECK(down.tags.at(0).rotation == 180);
    CHECK(down.tags.at(0).field.y1 == Approx(300).margin(0.1));
    SamplePdf page("BT /F1 11 Tf 50 700 Td ({{sig:1}}) Tj ET");
    page.page_entries = "/Rotate 90";
    CHECK(detect_in(page).tags.at(0).rotation == 270);
}

TEST_CASE("drawn lines bound a field: the rule above, the edge of its cell", "[tags][placement]") {
    const std::string tag = " BT /F1 11 Tf 50 700 Td ({{sig:1}}) Tj ET";
    CHECK(detect_in(SamplePdf("40 730 m 300 730 l S" + tag)).tags.at(0).field.y1 == Approx(729).margin(0.6));
    CHECK(detect_in(SamplePdf("40 730 260 0.5 re f" + tag)).tags.at(0).field.y1 == Approx(729).margin(0.6));
    CHECK(detect_in(SamplePdf("40 690 110 40 re S" + tag)).tags.at(0).field.x1 == Approx(149).margin(0.6));
    CHECK(detect_in(SamplePdf("q .5 0 0 .5 0 0 cm 80 1460 m 600 1460 l S Q" + tag)).tags.at(0).field.y1 ==
          Approx(729).margin(0.6));
}

TEST_CASE("the line on which one signs, clipping paths and coloured areas bound nothing", "[tags][placement]") {
    for (const char* const drawing : {"40 698 m 300 698 l S", "40 730 m 300 730 l n", "40 690 110 300 re W n",
                                      "0.9 g 40 600 110 300 re f 0 g", "40 703 m 300 703 l S", "0 0 m 595 842 l S"}) {
        INFO(drawing);
        const Detection found = detect_in(SamplePdf(std::string(drawing) + " BT /F1 11 Tf 50 700 Td ({{sig:1}}) Tj ET"));
        CHECK(found.tags.at(0).field.width() == Approx(120).margin(0.1));
        CHECK(found.tags.at(0).field.height() == Approx(36).margin(0.1));
    }
}
