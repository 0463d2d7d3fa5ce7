#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>

#include "quillport/pdf/page_image.hpp"

using namespace quillport;
using namespace quillport::pdf;

namespace {

Bytes corpus(const std::string& name) {
    std::ifstream in(std::string(QUILLPORT_SOURCE_DIR) + "/tests/corpus/tags/lo/" + name + ".pdf", std::ios::binary);
    const std::string data{std::istreambuf_iterator<char>(in), {}};
    REQUIRE_FALSE(data.empty());
    return copy_of(std::string_view(data));
}

// One page of 200 by 200 with this content in Helvetica.
Bytes page_with(const std::string& content) {
    std::string out = "%PDF-1.7\n";
    std::vector<std::size_t> offsets;
    const auto object = [&](const std::string& body) {
        offsets.push_back(out.size());
        out += std::to_string(offsets.size()) + " 0 obj\n" + body + "\nendobj\n";
    };
    object("<< /Type /Catalog /Pages 2 0 R >>");
    object("<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
    object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>");
    object("<< /Length " + std::to_string(content.size()) + " >>\nstream\n" + content + "\nendstream");
    object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>");
    const std::size_t xref = out.size();
    out += "xref\n0 6\n0000000000 65535 f \n";
    for (const std::size_t offset : offsets) {
        const std::string digits = std::to_string(offset);
        out += std::string(10 - digits.size(), '0') + digits + " 00000 n \n";
    }
    out += "trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n" + std::to_string(xref) + "\n%%EOF\n";
    return copy_of(std::string_view(out));
}

std::vector<TextLine> lines_of(BytesView pdf) {
    auto lines = text_lines(pdf, 1);
    REQUIRE(lines.ok());
    return std::move(lines).value();
}

bool has_line(const std::vector<TextLine>& lines, const std::string& part) {
    return std::any_of(lines.begin(), lines.end(), [&](const TextLine& l) { return l.text.find(part) != std::string::npos; });
}

}  // namespace

TEST_CASE("text comes line by line with its place", "[pdf][text]") {
    const auto lines = lines_of(page_with("BT /F 10 Tf 20 150 Td (First line) Tj 0 -20 Td [(Sec) -20 (ond) -400 (line)] TJ ET"));
    REQUIRE(lines.size() == 2);
    CHECK(lines[0].text == "First line");
    CHECK(lines[1].text == "Second line");
    CHECK(lines[0].box.x0 == Approx(20).margin(0.5));
    CHECK(lines[0].box.y0 < 150);
    CHECK(lines[0].box.y1 > 156);
    CHECK(lines[0].font_size == Approx(10));
    CHECK(lines[0].rotation == 0);
}

TEST_CASE("columns on one baseline are lines of their own", "[pdf][text]") {
    const auto lines = lines_of(page_with("BT /F 10 Tf 20 150 Td (left) Tj 100 0 Td (right) Tj ET"));
    REQUIRE(lines.size() == 2);
    CHECK(lines[1].box.x0 == Approx(120).margin(0.5));
}

TEST_CASE("turned text tells its direction", "[pdf][text]") {
    const auto lines =
        lines_of(page_with("BT /F 10 Tf 0 1 -1 0 50 50 Tm (upwards) Tj ET BT /F 10 Tf -1 0 0 -1 150 150 Tm (over) Tj ET"));
    REQUIRE(lines.size() == 2);
    CHECK(lines[0].text == "upwards");
    CHECK(lines[0].rotation == 90);
    CHECK(lines[0].box.height() > 2 * lines[0].box.width());
    CHECK(lines[1].rotation == 180);
}

TEST_CASE("text that is painted twice is read once", "[pdf][text]") {
    const auto lines = lines_of(page_with("BT /F 10 Tf 20 150 Td (Bold) Tj 0.3 0 Td (Bold) Tj ET"));
    REQUIRE(lines.size() == 1);
    CHECK(lines[0].text == "Bold");
}

TEST_CASE("a page of a word processor is read in order", "[pdf][text]") {
    const auto lines = lines_of(corpus("lo13_contract1p"));
    REQUIRE(lines.size() > 30);
    CHECK(lines.front().text == "SERVICE AGREEMENT");
    CHECK(has_line(lines, "warranty first payment lessor Wa obligation lessor affidavit Wa Type financial part deliver to AV"));
    CHECK(has_line(lines, "Place and date:"));
    for (std::size_t i = 1; i < 20; ++i) CHECK(lines[i].box.y0 < lines[i - 1].box.y0);
}

TEST_CASE("text of what is no page is refused", "[pdf][text]") {
    const Bytes pdf = corpus("lo13_contract1p");
    CHECK(text_lines(pdf, 2).error().code == ErrorCode::InvalidInput);
    CHECK(text_lines(pdf, 0).error().code == ErrorCode::InvalidInput);
    CHECK(text_lines({}, 1).error().code == ErrorCode::Unsupported);
}
