#include <catch2/catch.hpp>

#include <string>

#include "quillport/formats/text_pages.hpp"
#include "text_lines.hpp"

using namespace quillport;
using namespace quillport::formats;

namespace {

/// The lines as they would stand on paper, blanks in place.
std::string shown(std::string_view text) {
    std::string out;
    for (const TextLine& line : lines_of(text)) {
        std::string row;
        for (const Segment& segment : line.segments) {
            row.resize(std::max(row.size(), segment.column), ' ');
            row += segment.text;
        }
        out += (line.new_page ? "^" : "") + row + "|";
    }
    return out;
}

}  // namespace

TEST_CASE("text keeps its columns, tabs stand at every eighth", "[formats][text]") {
    CHECK(shown("a\tb\n1234567\tb\n12345678\tb\n") == "a       b|1234567 b|12345678        b|");
    CHECK(shown("  Total   10,00 EUR") == "  Total   10,00 EUR|");
    const auto line = lines_of("中文  ž").front();
    REQUIRE(line.segments.size() == 2);
    CHECK(line.segments[1].column == 6);
    CHECK(line.columns == 7);
}

TEST_CASE("lines end in any way, pages with a form feed", "[formats][text]") {
    CHECK(shown("a\r\nb\rc\nd") == "a|b|c|d|");
    CHECK(shown("a\n\nb\n") == "a||b|");
    CHECK(shown("one\f\ntwo\n\fthree\f") == "one|^|two|^three|");
    CHECK(shown("end\x1a") == "end|");
    CHECK(shown("").empty());
}

TEST_CASE("what a line printer struck twice is written once", "[formats][text]") {
    CHECK(shown("_\bT_\bo_\bt") == "Tot|");
    CHECK(shown("B\bBo\bol\bld\bd") == "Bold|");
    CHECK(shown("\b\bx\b") == "x|");
    CHECK(shown("a\xcc\x8c"
                "b") ==
          "a\xcc\x8c"
          "b|");  // a combining mark stays with its letter
}

TEST_CASE("a line that is too long goes on in the next", "[formats][text]") {
    const TextLine line = lines_of("abcdef  gh").front();
    const auto pieces = wrapped(line, 4);
    REQUIRE(pieces.size() == 3);
    CHECK(pieces[0].segments.at(0).text == "abcd");
    CHECK(pieces[1].segments.at(0).text == "ef");
    CHECK(pieces[2].segments.at(0).text == "gh");
    CHECK(wrapped(line, 10).size() == 1);
    CHECK(wrapped(TextLine{}, 10).size() == 1);
}

TEST_CASE("a text without end is refused, not drawn without end", "[formats][text]") {
    const auto refused = text_pages(bytes_of(std::string(3000, '\f') + "x"), "UTF-8");
    CHECK(refused.ok());  // form feeds alone make no pages
    std::string many;
    for (int i = 0; i < 2100; ++i) many += "a\f";
    CHECK(text_pages(bytes_of(many), "UTF-8").error().detail == "too_many_pages");
}
