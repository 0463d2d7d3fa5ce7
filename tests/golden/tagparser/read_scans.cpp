#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <string>

#include "corpus.hpp"
#include "quillport/ocr/module.hpp"
#include "quillport/tags/detect.hpp"
#include "tools.hpp"

using namespace quillport;
using namespace quillport::test;

namespace {

const std::string kScans = std::string(QUILLPORT_SOURCE_DIR) + "/tests/corpus/tags/scan/";
const std::string kProgram = std::string(QUILLPORT_BINARY_DIR) + "/bin/quillport-tags";

tags::PageReader& engines() {
    static ocr::Module module(std::string(QUILLPORT_BINARY_DIR) + "/bin/quillport-ocr.so");
    return module;
}

Detection read_scan(const std::string& name) {
    const std::string file = read_file(kScans + name);
    auto document = pdf::Document::open(bytes_of(file));
    REQUIRE(document.ok());
    tags::DetectOptions options;
    options.reader = &engines();
    options.reading_until = std::chrono::minutes(10);  // a busy machine is no failure here
    auto found = tags::detect(document.value(), options);
    REQUIRE(found.ok());
    return std::move(found).value();
}

std::vector<std::string> texts_of(const Detection& found) {
    std::vector<std::string> texts;
    for (const Tag& tag : found.tags) texts.push_back(tag.text);
    std::sort(texts.begin(), texts.end());
    return texts;
}

const std::vector<std::string> kLetter{"{{date:1}}", "{{sig:1}}", "{{sig:2;label=Signature of the user}}",
                                       "{{text:2;label=Phone (work)}}"};

}  // namespace

TEST_CASE("a scan gives the tags of its picture, with how sure they are and where their letters stand", "[tags][ocr]") {
    const Detection found = read_scan("letter_jpeg.pdf");
    CHECK(texts_of(found) == kLetter);
    for (const Tag& tag : found.tags) {
        INFO(tag.text);
        CHECK(tag.source == TagSource::Ocr);
        CHECK(tag.confidence > 0.8);
        CHECK(tag.visible);
        CHECK(tag.font_size == Approx(12).margin(2));
    }
    const auto owner = std::find_if(found.tags.begin(), found.tags.end(), [](const Tag& tag) { return tag.text == "{{sig:1}}"; });
    REQUIRE(owner != found.tags.end());
    // The page as it was printed has this tag at (102.7, 279.2); the scan is turned by half a degree.
    CHECK(owner->box.x0 == Approx(102.7).margin(2));
    CHECK(owner->box.y0 == Approx(276.5).margin(3));
    CHECK(owner->box.width() == Approx(40).margin(3));
}

TEST_CASE("a scan that lies on its side gives tags that run up or down the page", "[tags][ocr]") {
    const Detection found = read_scan("letter_turned.pdf");
    CHECK(texts_of(found) == kLetter);
    for (const Tag& tag : found.tags) {
        INFO(tag.text);
        CHECK(tag.rotation == 270);
        CHECK(tag.pieces.size() == 1);
        CHECK(tag.box.height() > tag.box.width());
        CHECK(overlap(tag.box, {200, 100, 340, 380}));
    }
}

TEST_CASE("a fax of a contract and one that went through PostScript give the tags that one can see", "[tags][ocr]") {
    const std::vector<std::string> seen{"{{date:s001}}", "{{initials:s004}}", "{{sig:s002}}", "{{sig:s003}}"};
    CHECK(texts_of(read_scan("contract_fax.pdf")) == seen);
    CHECK(texts_of(read_scan("contract_ps.pdf")) == seen);
}

TEST_CASE("the hidden text of a scan counts and its picture is not read as well", "[tags][ocr]") {
    const Detection found = read_scan("letter_layer.pdf");
    REQUIRE(found.tags.size() == 1);
    CHECK(found.tags.front().source == TagSource::Text);
    CHECK_FALSE(found.tags.front().visible);
}

TEST_CASE("a QR code beside ordinary text gives its tag", "[tags][ocr]") {
    const Detection found = read_scan("qr.pdf");
    REQUIRE(found.tags.size() == 1);
    const Tag& tag = found.tags.front();
    CHECK(tag.text == "{{sig:buyer;label=Sign here}}");
    CHECK(tag.source == TagSource::Qr);
    CHECK(overlap(tag.box, {60, 200, 150, 290}));
    CHECK(tag.box.width() == Approx(78).margin(4));  // without the quiet zone
}

TEST_CASE("time that is over leaves pictures unread, and says so", "[tags][ocr]") {
    const std::string file = read_file(kScans + "letter_jpeg.pdf");
    auto document = pdf::Document::open(bytes_of(file));
    REQUIRE(document.ok());
    tags::DetectOptions options;
    options.reader = &engines();
    options.reading_until = std::chrono::milliseconds(0);
    const auto found = tags::detect(document.value(), options);
    REQUIRE(found.ok());
    CHECK(found.value().tags.empty());
    REQUIRE(found.value().problems.size() == 1);
    CHECK(found.value().problems.front().code == "ocr_limit");
    CHECK(found.value().problems.front().page == 1);
}

TEST_CASE("a program without the engines says that pictures were not read", "[tags][ocr]") {
    const std::string file = read_file(kScans + "letter_jpeg.pdf");
    auto document = pdf::Document::open(bytes_of(file));
    REQUIRE(document.ok());
    ocr::Module missing("/no/such/module.so");
    tags::DetectOptions options;
    options.reader = &missing;
    const auto found = tags::detect(document.value(), options);
    REQUIRE(found.ok());
    REQUIRE(found.value().problems.size() == 1);
    CHECK(found.value().problems.front().code == "ocr_unavailable");
}

TEST_CASE("quillport-tags reads a QR code in its jail, and nothing from pictures when it shall not", "[tags][ocr][program]") {
    const TemporaryFolder folder;
    std::ofstream(folder / "off.conf") << "ocr = off\n";
    std::ofstream(folder / "bad.conf") << "ocr = sometimes\n";
    const ToolResult read = run_tool({kProgram, kScans + "qr.pdf"});
    CHECK(read.exit_code == 0);
    CHECK(read.output.find("\"source\":\"qr\"") != std::string::npos);
    const ToolResult off = run_tool({kProgram, "--config", (folder / "off.conf").string(), kScans + "letter_jpeg.pdf"});
    CHECK(off.exit_code == 0);
    CHECK(off.output.find("\"tags\":[],\"problems\":[]") != std::string::npos);
    CHECK(run_tool({kProgram, "--config", (folder / "bad.conf").string(), kScans + "qr.pdf"}).exit_code == 2);
}
