// Small files that keep readers busy for ever. Each must end at once, with what stood before the trap still read.
#include <catch2/catch.hpp>
#include <chrono>
#include <string>

#include "content_sample.hpp"
#include "quillport/pdf/content.hpp"

using namespace quillport;
using quillport::test::SamplePdf;

namespace {

struct Outcome {
    bool opened = false;
    bool complete = true;
    std::size_t glyphs = 0;
};

Outcome read_within_seconds(const std::string& file, const pdf::ContentLimits& limits = {}) {
    const auto start = std::chrono::steady_clock::now();
    Outcome out;
    if (auto document = pdf::Document::open(bytes_of(file)); document.ok()) {
        out.opened = true;
        pdf::ContentReader reader(document.value(), limits);
        pdf::PageContent content;
        REQUIRE(reader.read(1, content).ok());
        out.complete = content.complete;
        out.glyphs = content.glyphs.size();
    }
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(20));
    return out;
}

std::string nested(const std::string& open, int depth, const std::string& core, const std::string& close) {
    std::string out;
    for (int i = 0; i < depth; ++i) out += open;
    out += core;
    for (int i = 0; i < depth; ++i) out += close;
    return out;
}

}  // namespace

TEST_CASE("forms that paint forms ten times each, twelve deep, end at the limit", "[pdf][content][hostile]") {
    SamplePdf sample("BT /F1 9 Tf (first) Tj ET /X Do");
    sample.resources = "/XObject<</X 10 0 R>>";
    std::string ten;
    for (int i = 0; i < 10; ++i) ten += "/X Do ";
    for (int i = 0; i < 11; ++i) {
        sample.objects[10 + i] =
            SamplePdf::stream("/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X " + std::to_string(11 + i) + " 0 R>>>>", ten);
    }
    sample.objects[21] = SamplePdf::stream("/Subtype/Form/BBox[0 0 9 9]", "0 0 1 1 re f");
    const Outcome out = read_within_seconds(sample.text());
    CHECK_FALSE(out.complete);
    CHECK(out.glyphs == 5);
}

TEST_CASE("a stream that decodes to more than the limit is cut", "[pdf][content][hostile]") {
    // Runs of 128 blanks, two bytes each (ISO 32000-1 §7.4.5), wrapped twice: a hundredfold each time is what a bomb is made of.
    std::string runs;
    for (int i = 0; i < 200'000; ++i) runs += std::string("\x81 ", 2);
    SamplePdf sample("");
    sample.objects[5] = SamplePdf::stream("/Filter/RunLengthDecode",
                                          "\x1d"
                                          "BT /F1 9 Tf (first) Tj ET     " +
                                              runs + "\x80");
    pdf::ContentLimits limits;
    limits.stream_bytes = std::uint64_t{1} << 20U;
    const Outcome out = read_within_seconds(sample.text(), limits);
    CHECK_FALSE(out.complete);
    CHECK(out.glyphs == 5);
}

TEST_CASE("glyphs, operators and saved states are bounded", "[pdf][content][hostile]") {
    pdf::ContentLimits limits;
    limits.page_glyphs = 1000;
    limits.page_operators = 100'000;
    CHECK(read_within_seconds(SamplePdf("BT /F1 9 Tf (" + std::string(5000, 'a') + ") Tj ET").text(), limits).glyphs == 1000);
    std::string saves;
    for (int i = 0; i < 150'000; ++i) saves += "q ";
    CHECK_FALSE(read_within_seconds(SamplePdf(saves).text(), limits).complete);
    std::string balanced;
    for (int i = 0; i < 10'000; ++i) balanced += "q ";
    for (int i = 0; i < 10'000; ++i) balanced += "Q ";
    CHECK(read_within_seconds(SamplePdf(balanced + "BT /F1 9 Tf (a) Tj ET").text()).glyphs == 1);
}

TEST_CASE("deep nesting, loops and wild numbers in the file's structure do no harm", "[pdf][content][hostile]") {
    const std::string text = "BT /F1 9 Tf (a) Tj ET";
    SamplePdf arrays(text);
    arrays.objects[9] = nested("[", 200'000, "", "]");
    arrays.trailer = "/X 9 0 R";
    CHECK(read_within_seconds(arrays.text()).glyphs == 1);

    SamplePdf dictionaries(text);
    dictionaries.page_entries = "/Z " + nested("<</A ", 200'000, "0", ">>");
    (void)read_within_seconds(dictionaries.text());

    SamplePdf loop(text);
    loop.objects[2] = "<</Type/Pages/Kids[2 0 R 3 0 R]/Count 2>>";
    (void)read_within_seconds(loop.text());

    SamplePdf count(text);
    count.objects[2] = "<</Type/Pages/Kids[3 0 R]/Count 2147483647>>";
    CHECK(read_within_seconds(count.text()).glyphs == 1);

    SamplePdf giant(text);
    giant.page_entries =
        "/CropBox[-99999999999999999999.0 -9999999999 99999999999999999999.0 9999999999]/UserUnit 99999999999999999999.0/Rotate "
        "99999999999";
    CHECK(read_within_seconds(giant.text()).glyphs == 1);

    SamplePdf unreadable(text);  // libqpdf gives the whole object up, and the page says that it was not read
    unreadable.page_entries = "/UserUnit 99999999999999999999";
    CHECK_FALSE(read_within_seconds(unreadable.text()).complete);

    std::string previous = SamplePdf(text).text();
    const std::string table = std::to_string(previous.find("xref\n0"));
    previous.replace(previous.find("/Root 1 0 R"), 11, "/Root 1 0 R/Prev " + table);
    (void)read_within_seconds(previous);
}

TEST_CASE("a content stream of nothing but garbage ends", "[pdf][content][hostile]") {
    std::string garbage;
    unsigned state = 12345;
    for (int i = 0; i < 300'000; ++i) {
        state = state * 1664525U + 1013904223U;
        garbage += static_cast<char>(state >> 24U);
    }
    CHECK(read_within_seconds(SamplePdf(garbage).text()).opened);
    CHECK(read_within_seconds(SamplePdf(nested("[", 300'000, "(a) TJ", "")).text()).opened);
    CHECK(read_within_seconds(SamplePdf(nested("<<", 300'000, "", "")).text()).opened);
    CHECK(read_within_seconds(SamplePdf("BI ID " + std::string(300'000, 'E')).text()).opened);
}
