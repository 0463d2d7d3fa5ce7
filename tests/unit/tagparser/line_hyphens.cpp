// Hyphens at the ends of lines: the author's are kept, those of whoever broke the line are dropped.
#include <string>
#include <vector>

#include "sample_tags.hpp"

using namespace quillport;
using namespace quillport::test;

namespace {

/// Lines of Helvetica 11 below each other.
Detection detect_lines(const std::vector<std::string>& lines) {
    std::string content = "BT /F1 11 Tf 14 TL 50 700 Td ";
    for (const std::string& line : lines) content += "(" + line + ") Tj T* ";
    return detect_in(SamplePdf(content + "ET"));
}

std::string text_of(const std::vector<std::string>& lines) {
    const Detection found = detect_lines(lines);
    REQUIRE(found.tags.size() + found.problems.size() >= 1);
    return found.tags.empty() ? found.problems.front().text : found.tags.front().text;
}

/// A text whose words are broken at the ends of its lines.
const std::vector<std::string> kBroken{"The lessee pays the agreed amount in ad-", "vance. A notice of termination or obli-",
                                       "gation is to be given within thirty cal-", "endar days; a warranty obligation stays."};

std::vector<std::string> after_broken(std::vector<std::string> lines) {
    lines.insert(lines.begin(), kBroken.begin(), kBroken.end());
    return lines;
}

}  // namespace

TEST_CASE("what is told of a tag has no hyphen that the parser dropped", "[tags][hyphens]") {
    CHECK(text_of({"{{ini-", "tials:1}}"}) == "{{initials:1}}");
    CHECK(text_of({"{{text:1;la-", "bel=Name}}"}) == "{{text:1;label=Name}}");
    CHECK(text_of({"{{check-", "box:1;size=none}}"}) == "{{checkbox:1;size=none}}");  // a problem
    const Detection role = detect_lines({"{{sig:buy-", "er}}", "{{date:Buyer}}"});
    REQUIRE(role.tags.size() == 2);
    CHECK(role.tags[0].text == "{{sig:buyer}}");
    CHECK(role.tags[0].role == role.tags[1].role);
}

TEST_CASE("a word of a value is put together when it stands elsewhere in one piece", "[tags][hyphens]") {
    const Detection found = detect_lines({"Our office is open.", "{{text:1;label=Of-", "fice address}}"});
    REQUIRE(found.tags.size() == 1);
    CHECK(found.tags[0].attributes.at("label") == "Office address");
    CHECK(found.tags[0].text == "{{text:1;label=Office address}}");
}

TEST_CASE("where words are broken at line ends, those of tags are", "[tags][hyphens]") {
    CHECK(text_of(after_broken({"{{text:1;label=Moun-", "tain}}"})) == "{{text:1;label=Mountain}}");
    CHECK(text_of(after_broken({"{{sig:ten-", "ant}}"})) == "{{sig:tenant}}");
    CHECK(text_of(after_broken({"{{sicnat-", "ure:1}}"})) == "{{sicnature:1}}");
}

TEST_CASE("a hyphen that is painted by itself was put between the lines", "[tags][hyphens]") {
    const auto label = [](const std::string& content) {
        const Detection found = detect_in(SamplePdf(content));
        REQUIRE(found.tags.size() == 1);
        return found.tags.front().attributes.at("label");
    };
    const std::string place = "ET Q q 0 0 0 rg BT 1 0 0 1 ";
    const std::string font = " Tm /F1 11 Tf ";
    const std::string first = "q BT 1 0 0 1 50 700" + font;
    const std::string last = place + "50 686" + font + "(ated}}) Tj ET Q";
    CHECK(label(first + "[({{text:1;label=C) 2 (re)] TJ " + place + "134.6 700" + font + "(-) Tj " + last) == "Created");
    CHECK(label(first + "[({{text:1;label=Cre) -10.5 (-)] TJ " + last) == "Cre-ated");
    // Where soft hyphens stand at line ends, visible ones are the author's, though a word is in one piece elsewhere.
    const std::string soft =
        "BT 14 TL 1 0 0 1 50 780" + font + "(We pay in ad\\255) Tj T* (vance and in ad-) Tj T* (vance, in advance.) Tj ET ";
    CHECK(label(soft + first + "[({{text:1;label=Cre) -10.5 (-)] TJ " + last) == "Cre-ated");
}

TEST_CASE("a hyphen of the author stays where his line ends", "[tags][hyphens]") {
    CHECK(text_of({"{{text:1;label=Vice-", "chairman}}"}) == "{{text:1;label=Vice-chairman}}");
    CHECK(text_of({"{{sig:co-", "owner}}"}) == "{{sig:co-owner}}");
    CHECK(text_of({"The co-owner signs.", "{{sig:co-", "owner}}"}) == "{{sig:co-owner}}");
    SECTION("also in a text whose words are broken") {
        CHECK(text_of(after_broken({"The co-owner signs.", "{{sig:co-", "owner}}"})) == "{{sig:co-owner}}");
        CHECK(text_of(after_broken({"{{text:1;label=E-", "mail}}"})) == "{{text:1;label=E-mail}}");
        CHECK(text_of(after_broken({"{{text:1;label=Anglo-", "Saxon}}"})) == "{{text:1;label=Anglo-Saxon}}");
        CHECK(text_of(after_broken({"{{text:chief-", "s001}}"})) == "{{text:chief-s001}}");
        CHECK(text_of(after_broken({"{{doc;ref=INV-", "2024}}"})) == "{{doc;ref=INV-2024}}");
        CHECK(text_of(after_broken({"{{text:1;label=Notice-", "warranty}}"})) == "{{text:1;label=Notice-warranty}}");
    }
    SECTION("or names the role elsewhere") {
        const Detection found = detect_lines(after_broken({"{{sig:lo-", "cal}}", "{{date:lo-cal}}"}));
        REQUIRE(found.tags.size() == 2);
        CHECK(found.tags[0].text == "{{sig:lo-cal}}");
        CHECK(found.tags[0].role == "lo-cal");
    }
}
