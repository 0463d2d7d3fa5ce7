#include <algorithm>
#include <catch2/catch.hpp>
#include <string>

#include "found.hpp"
#include "mend.hpp"
#include "pictures.hpp"
#include "quillport/tags/detect.hpp"
#include "recognised.hpp"
#include "sample_tags.hpp"

using namespace quillport;
using namespace quillport::tags;
using namespace quillport::test;

namespace {

constexpr PageSize kPaper{595, 842};

/// A line as an engine gives it: letters of 10 by 20 pixels on the baseline y = 100; blanks make words.
ReadLine line_read(const std::u32string& text, double confidence = 0.95) {
    ReadLine line;
    line.base_x0 = 100, line.base_y0 = 100, line.base_x1 = 100 + 10.0 * static_cast<double>(text.size()), line.base_y1 = 100;
    line.font_size = 28;
    double x = 100;
    for (const char32_t c : text) {
        if (line.words.empty() || c == U' ') line.words.emplace_back();
        if (c != U' ') line.words.back().push_back({c, {x, 80, x + 9, 102}, confidence});
        x += 10;
    }
    return line;
}

PageFindings found_in(const Reading& reading) {
    Folder folder;
    const auto language = Language::of({});
    REQUIRE(language.ok());
    return find_in_reading(reading, 1, kPaper, 1653, 2339, folder, language.value()).findings;
}

PageFindings found_in_line(const std::u32string& text, double confidence = 0.95) {
    return found_in({{line_read(text, confidence)}, {}, true});
}

PictureNeed need_of(const SamplePdf& sample) {
    const std::string file = sample.text();
    auto document = pdf::Document::open(bytes_of(file));
    REQUIRE(document.ok());
    pdf::ContentReader reader(document.value());
    pdf::PageContent content;
    REQUIRE(reader.read(1, content).ok());
    Folder folder;
    const auto language = Language::of({});
    const PageSize size = document.value().page_size(1);
    return picture_need(content, size, find_on_page(content, size, folder, language.value()));
}

/// A page with a picture of `width` by `height` points at (50, 100), and a line of text where one is given.
SamplePdf page_with_picture(int width, int height, const std::string& text = {}) {
    std::string content = "q " + std::to_string(width) + " 0 0 " + std::to_string(height) + " 50 100 cm /I Do Q ";
    if (!text.empty()) content += "BT /F1 11 Tf 50 700 Td " + text + " ET";
    SamplePdf sample(content);
    sample.objects[9] =
        SamplePdf::stream("/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8", "0");
    sample.resources = "/XObject<</I 9 0 R>>";
    return sample;
}

}  // namespace

TEST_CASE("a tag that was read from a picture says so, how sure it is and where it stands", "[tags][ocr]") {
    const PageFindings found = found_in_line(U"Supplier: {{sig:1}}");
    REQUIRE(found.tags.size() == 1);
    CHECK(found.problems.empty());
    const Tag& tag = found.tags.front().tag;
    CHECK(tag.text == "{{sig:1}}");
    CHECK(tag.source == TagSource::Ocr);
    CHECK(tag.confidence == Approx(0.95));
    CHECK(tag.role == "1");
    const double point = kPaper.width / 1653;  // of a pixel
    CHECK(tag.box.x0 == Approx(200 * point).margin(0.01));
    CHECK(tag.box.x1 == Approx(289 * point).margin(0.01));
    CHECK(tag.box.y0 == Approx(842 - 102 * point).margin(0.05));
    CHECK(tag.rotation == 0);
}

TEST_CASE("marks that are lost or misread are mended around known types, with less confidence", "[tags][ocr]") {
    for (const auto* text :
         {U"{sig:1}}", U"{{sig:1}", U"({sig:1}}", U"{{sig:1)}", U"{{sig:1)", U"{[sig:1]]", U"[[sig:1]]", U"|{sig:1}}",
          U"{fsig:1}}", U"{ {sig:1} }", U"{{sig:l}}", U"{{$ig:1}}", U"{{5ig:I}}", U"{{s1g:1)}"}) {
        const PageFindings found = found_in_line(text);
        REQUIRE(found.tags.size() == 1);
        CHECK(found.problems.empty());
        const Tag& tag = found.tags.front().tag;
        CHECK(tag.text == "{{sig:1}}");
        CHECK(tag.type == FieldType::Signature);
        CHECK(tag.role == "1");
        CHECK(tag.confidence <= 0.95);
        CHECK((std::u32string(text) == U"{ {sig:1} }" || tag.confidence < 0.9));
    }
    const PageFindings ten = found_in_line(U"{{text:1O;label=Tax (EU) number}}");
    REQUIRE(ten.tags.size() == 1);
    CHECK(ten.tags.front().tag.role == "10");
    CHECK(ten.tags.front().tag.attributes.at("label") == "Tax (EU) number");
}

TEST_CASE("what is doubtful in a picture is asked, with the type and role that were probably meant", "[tags][ocr]") {
    for (const auto* text : {U"{sig:1}", U"{{sig.1}}", U"{{sig'1}}"}) {
        const PageFindings found = found_in_line(text);
        CHECK(found.tags.empty());
        REQUIRE(found.problems.size() == 1);
        CHECK(found.problems.front().code == "ocr_doubt");
        CHECK(found.problems.front().text == "{{sig:1}}");
        CHECK(found.problems.front().guess == "signature");
    }
    const PageFindings faint = found_in_line(U"{{sig:1}}", 0.2);
    CHECK(faint.tags.empty());
    REQUIRE(faint.problems.size() == 1);
    CHECK(faint.problems.front().code == "ocr_doubt");
}

TEST_CASE("ordinary brackets in a picture are no tags", "[tags][ocr]") {
    for (const auto* text : {U"(sig:1)", U"[sig]", U"see [date] (text) and {x}", U"[[name]]", U"f(text); {return;}", U"((date))",
                             U"the signature (signed: twice)"}) {
        const PageFindings found = found_in_line(text);
        CHECK(found.tags.empty());
        CHECK(found.problems.empty());
    }
}

TEST_CASE("letters that got the same box are still two", "[tags][ocr]") {
    ReadLine line = line_read(U"{{sig:1}}");
    line.words[0][1].box = line.words[0][0].box;
    const PageFindings found = found_in({{line}, {}, true});
    REQUIRE(found.tags.size() == 1);
    CHECK(found.tags.front().tag.confidence == Approx(0.95));
}

TEST_CASE("a tag in a turned picture has its rotation and its field beside it", "[tags][ocr]") {
    ReadLine line;
    line.rotation = 90;  // upwards: every next letter is higher
    line.font_size = 28;
    line.base_x0 = line.base_x1 = 500, line.base_y0 = 900, line.base_y1 = 800;
    line.words.emplace_back();
    double y = 900;
    for (const char32_t c : std::u32string_view(U"{{sig:1}}")) {
        line.words.back().push_back({c, {480, y - 9, 502, y}, 0.9});
        y -= 10;
    }
    const PageFindings found = found_in({{line}, {}, true});
    REQUIRE(found.tags.size() == 1);
    const Tag& tag = found.tags.front().tag;
    CHECK(tag.rotation == 90);
    CHECK(tag.pieces.size() == 1);
    CHECK(tag.box.height() > tag.box.width());
}

TEST_CASE("a QR code that holds a tag is that tag, at the place of the code", "[tags][ocr]") {
    const Rect square{400, 500, 600, 700};
    const PageFindings found = found_in({{}, {{"{{sig:2;label=here}}", square}, {"https://example.com/", square}}, true});
    REQUIRE(found.tags.size() == 1);
    const Tag& tag = found.tags.front().tag;
    CHECK(tag.source == TagSource::Qr);
    CHECK(tag.role == "2");
    CHECK(tag.pieces.size() == 1);
    CHECK(tag.box.x0 == Approx(400 * kPaper.width / 1653).margin(0.01));
    CHECK(tag.box.width() == Approx(200 * kPaper.width / 1653).margin(0.01));
    CHECK(tag.box.y0 == Approx(842 - 700 * kPaper.height / 2339).margin(0.01));
}

TEST_CASE("a person named in a QR code is not taken, for nobody reads it there", "[tags][ocr]") {
    class CodeReader : public PageReader {  // what a code says decides here, not how it is read
      public:
        Result<std::vector<ReadCode>> codes(const pdf::GreyImage&, CodeKinds) override {
            return std::vector<ReadCode>{{"{{sig:2;email=mallory@example.com}}", {400, 500, 600, 700}}};
        }
        Result<Reading> read(const pdf::GreyImage&, int, std::chrono::milliseconds) override { return Reading{}; }
    } codes;
    DetectOptions options;
    options.reader = &codes;
    const Detection found = detect_in(page_with_picture(80, 80), options);
    REQUIRE(found.tags.size() == 1);
    CHECK(found.tags.front().source == TagSource::Qr);
    CHECK_FALSE(found.tags.front().visible);
    CHECK(std::any_of(found.problems.begin(), found.problems.end(), [](const auto& p) { return p.code == "invisible_person"; }));
}

TEST_CASE("only pages without usable text are read from their pictures", "[tags][ocr]") {
    const std::string words =
        "(The parties agree on what follows, and sign below the line at the end of this page, both of them.) Tj";
    CHECK(need_of(line_of("Dear Sir or Madam")) == PictureNeed::None);
    CHECK(need_of(SamplePdf("")) == PictureNeed::None);
    CHECK(need_of(page_with_picture(540, 760)) == PictureNeed::Letters);
    CHECK(need_of(page_with_picture(540, 760, "(Received 12. 3. 2026) Tj")) == PictureNeed::Letters);
    CHECK(need_of(page_with_picture(540, 760, words)) == PictureNeed::None);
    CHECK(need_of(page_with_picture(540, 760, "({{sig:1}}) Tj")) == PictureNeed::None);
    // The hidden layer of a scan that was read before is its text.
    CHECK(need_of(page_with_picture(540, 760, "3 Tr (Contract) Tj")) == PictureNeed::None);
    CHECK(need_of(page_with_picture(80, 80, words)) == PictureNeed::Codes);
    CHECK(need_of(page_with_picture(80, 80, "({{sig:1}}) Tj")) == PictureNeed::None);
    CHECK(need_of(page_with_picture(120, 40, words)) == PictureNeed::None);
    // Letters that the font calls control characters: what PostScript leaves of a subset.
    CHECK(need_of(line_of("\\001\\002\\003\\004\\005 \\006\\007\\010\\013\\016\\017")) == PictureNeed::Letters);
}
