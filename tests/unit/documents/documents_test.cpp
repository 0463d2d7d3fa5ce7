#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <limits>

#include "../temporary_folder.hpp"
#include "cache_codec.hpp"
#include "quillport/documents/certificate.hpp"
#include "quillport/documents/intake.hpp"
#include "quillport/documents/page_cache.hpp"
#include "quillport/documents/print.hpp"
#include "quillport/runtime/file.hpp"

namespace quillport::documents {
namespace {

using test::TemporaryFolder;

class CountingTools final : public Tools {
  public:
    Result<worker::Inspection> inspect(BytesView, const TagSettings& asked) override {
        settings = asked;
        if (inspection_error) return *inspection_error;
        return inspection;
    }
    Result<worker::Client::Preparation> prepare(BytesView, const Detection&, const std::vector<Field>&,
                                                const std::vector<std::string>&, const TagSettings&) override {
        return Error{ErrorCode::Unsupported, "not asked here", {}};
    }
    Result<Bytes> join(const std::vector<pdf::JoinPart>&) override { return Error{ErrorCode::Unsupported, "not asked here", {}}; }
    Result<worker::TakenApart> split(BytesView, const SplitRule&, const std::vector<int>& pages) override {
        split_at = pages;
        return apart;
    }
    Result<pdf::PageImage> page_image(BytesView, int page, int dpi) override {
        ++images;
        if (broken) return Error{ErrorCode::Timeout, "20 s", {}};
        return pdf::PageImage{"image/png", page, dpi, Bytes(1000, std::byte{7})};
    }
    Result<std::vector<pdf::TextLine>> page_text(BytesView, int) override {
        ++texts;
        return std::vector<pdf::TextLine>{{"Two\nlines, žluť", {1.5, 2, 3, 4}, 11.25, 90}, {"", {}, 0, 0}};
    }
    Result<pdf::Picture> picture(BytesView, int) override { return Error{ErrorCode::Unsupported, "no picture here", "image"}; }
    Result<Recognised> recognise(BytesView document) override {
        ++recognised;
        return Recognised{format, "UTF-8", 0, document.size()};
    }
    Result<Bytes> convert(BytesView, const Recognised& what) override {
        if (convert_error) return *convert_error;
        CHECK(what.format == format);
        charsets.push_back(what.charset);
        if (what.charset == "klingon") return Error{ErrorCode::InvalidInput, "a character set that nobody knows", what.charset};
        return copy_of("%PDF-1.7 converted");
    }
    Result<pdf::UnlockedPdf> unlock(BytesView, const std::string& given) override {
        if (given != password) return Error{ErrorCode::Unsupported, "another password", unlock_refusal};
        inspection_error.reset();
        inspection.is_encrypted = false;
        return pdf::UnlockedPdf{copy_of("%PDF-1.7 open"), restricted};
    }
    Format format = Format::Docx;
    std::optional<Error> convert_error, inspection_error;
    std::string password = "secret", unlock_refusal = "encrypted";
    bool restricted = false;
    int recognised = 0;
    worker::Inspection inspection;
    TagSettings settings;
    worker::TakenApart apart;
    std::vector<int> split_at;
    std::vector<std::string> charsets;
    int images = 0, texts = 0;
    bool broken = false;
};

const std::string kDigest(64, 'a');
const PageCache::Loader kPdf = [] { return Result<Bytes>(copy_of("%PDF-1.7")); };

}  // namespace

TEST_CASE("a page is drawn once and found again, also after a restart", "[documents][cache]") {
    const TemporaryFolder folder;
    CountingTools tools;
    {
        PageCache cache(tools, folder.path());
        for (int i = 0; i < 3; ++i) REQUIRE(cache.image(kDigest, 1, 144, kPdf).ok());
        REQUIRE(cache.text(kDigest, 1, kPdf).ok());
        REQUIRE(cache.image(kDigest, 1, 72, kPdf).ok());
        CHECK(tools.images == 2);
    }
    PageCache again(tools, folder.path());
    const auto image = again.image(kDigest, 1, 144, [] { return Result<Bytes>(Error{ErrorCode::Internal, "not needed", {}}); });
    REQUIRE(image.ok());
    CHECK(image.value()->height == 144);
    CHECK(image.value()->data.size() == 1000);
    const auto text = again.text(kDigest, 1, kPdf);
    REQUIRE(text.ok());
    CHECK(text.value()->at(0).text == "Two\nlines, žluť");
    CHECK(text.value()->at(0).box == Rect{1.5, 2, 3, 4});
    CHECK(tools.images == 2);
    CHECK(tools.texts == 1);
}

TEST_CASE("a cache file that was cut is made again", "[documents][cache]") {
    const TemporaryFolder folder;
    CountingTools tools;
    REQUIRE(PageCache(tools, folder.path()).image(kDigest, 1, 144, kPdf).ok());
    for (const auto& entry : std::filesystem::directory_iterator(folder.path())) std::filesystem::resize_file(entry.path(), 500);
    auto image = PageCache(tools, folder.path()).image(kDigest, 1, 144, kPdf);
    REQUIRE(image.ok());
    CHECK(image.value()->data.size() == 1000);
    CHECK(tools.images == 2);
}

TEST_CASE("files never grow over their limit, and what failed is not kept", "[documents][cache]") {
    const TemporaryFolder folder;
    CountingTools tools;
    PageCache cache(tools, folder.path(), {1 << 20, 10'000});
    for (int page = 1; page <= 50; ++page) REQUIRE(cache.image(kDigest, page, 144, kPdf).ok());
    std::uintmax_t used = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder.path())) used += entry.file_size();
    CHECK(used > 0);
    CHECK(used <= 10'000);
    tools.broken = true;
    CHECK_FALSE(cache.image(kDigest, 99, 144, kPdf).ok());
    tools.broken = false;
    CHECK(cache.image(kDigest, 99, 144, kPdf).ok());
}

TEST_CASE("nothing but a digest becomes a file name", "[documents][cache]") {
    const TemporaryFolder folder;
    CountingTools tools;
    PageCache cache(tools, folder.path());
    CHECK_FALSE(cache.image("../../etc/passwd", 1, 144, kPdf).ok());
    CHECK(cache.image(kDigest, 0, 144, kPdf).error().code == ErrorCode::NotFound);
    CHECK(cache.image(kDigest, 1, 100, kPdf).error().detail == "dpi");
}

TEST_CASE("what a cache file holds reads back exactly or not at all", "[documents][cache]") {
    CHECK_FALSE(decode_image(bytes_of("")).has_value());
    CHECK_FALSE(decode_image(bytes_of("quillport-image-1 image/png 1 1 5\nabcd")).has_value());
    CHECK_FALSE(decode_text(bytes_of("quillport-text-1 1 20\n0 0 0 0 1 0 99999999\nx\n")).has_value());
    CHECK(decode_text(encode(std::vector<pdf::TextLine>{})).has_value());
}

TEST_CASE("intake refuses what is too large, no PDF, or has more tags than anybody can sign", "[documents][intake]") {
    CountingTools tools;
    tools.inspection.found.pages = {{595, 842}};
    IntakeLimits limits;
    CHECK(take_in(tools, bytes_of("%PDF-1.7"), {}, limits).ok());
    limits.bytes = 3;
    CHECK(take_in(tools, bytes_of("%PDF-1.7"), {}, limits).error().detail == "too_large");
    limits = {};
    limits.tags = 1;
    Tag tag;
    tag.box = tag.field = {10, 10, 50, 20};
    tools.inspection.found.tags = {tag, tag};
    CHECK(take_in(tools, bytes_of("%PDF-1.7"), {}, limits).error().detail == "too_many_tags");
    limits.tags = 2;
    CHECK(take_in(tools, bytes_of("%PDF-1.7"), {}, limits).ok());
    tools.inspection.found.tags[1].field = {};
    CHECK(take_in(tools, bytes_of("%PDF-1.7"), {}, limits).error().detail == "bad_tag");
    for (const TagKind kind : {TagKind::Split, TagKind::Document, TagKind::Definition}) {
        tools.inspection.found.tags[1].kind = kind;
        CHECK(take_in(tools, bytes_of("%PDF-1.7"), {}, limits).ok());
    }
    tools.inspection.found.tags[1].box.y1 = std::numeric_limits<double>::infinity();
    CHECK(take_in(tools, bytes_of("%PDF-1.7"), {}, limits).error().detail == "bad_tag");
}

TEST_CASE("what is no PDF is converted, and refused in the words of its format", "[documents][intake]") {
    CountingTools tools;
    tools.inspection.found.pages = {{595, 842}};
    const auto converted = take_in(tools, bytes_of("PK\x03\x04"));
    REQUIRE(converted.ok());
    CHECK(converted.value().format == Format::Docx);
    CHECK(text_of(converted.value().pdf) == "%PDF-1.7 converted");
    const auto plain = take_in(tools, bytes_of("%PDF-1.7"));
    REQUIRE(plain.ok());
    CHECK(plain.value().pdf.empty());
    CHECK(tools.recognised == 1);  // a PDF needs nobody to recognise it
    tools.convert_error = Error{ErrorCode::Unsupported, "no", "format_pcl"};
    CHECK(take_in(tools, bytes_of("\x1b"
                                  "E"))
              .error()
              .detail == "format_pcl");
    // Neither a slow document nor one that kills its job may come again for ever.
    tools.convert_error = Error{ErrorCode::Timeout, "60 s", "wall"};
    CHECK(take_in(tools, bytes_of("%!PS")).error().code == ErrorCode::TooLarge);
    CHECK(take_in(tools, bytes_of("%!PS")).error().detail == "too_complex");
    tools.convert_error = Error{ErrorCode::Internal, "died", "signal 11"};
    CHECK(take_in(tools, bytes_of("%!PS")).error().code == ErrorCode::Unsupported);
    tools.convert_error = Error{ErrorCode::Unavailable, "no jail", "no_jail"};
    CHECK(take_in(tools, bytes_of("%!PS")).error().code == ErrorCode::Unavailable);
}

TEST_CASE("a text is read in the character set that somebody names, else as it is guessed", "[documents][intake]") {
    CountingTools tools;
    tools.inspection.found.pages = {{595, 842}};
    tools.format = Format::Text;
    using Charsets = std::vector<std::string>;
    SECTION("nobody names one") {
        REQUIRE(take_in(tools, bytes_of("text")).ok());
        CHECK(tools.charsets == Charsets{"UTF-8"});
    }
    SECTION("somebody does") {
        const auto taken = take_in(tools, bytes_of("text"), {}, {}, "windows-1250");
        REQUIRE(taken.ok());
        CHECK(tools.charsets == Charsets{"windows-1250"});
        CHECK(taken.value().inspection.found.problems.empty());
    }
    SECTION("one that nobody knows") {
        const auto taken = take_in(tools, bytes_of("text"), {}, {}, "klingon");
        REQUIRE(taken.ok());
        CHECK(tools.charsets == Charsets{"klingon", "UTF-8"});
        REQUIRE(taken.value().inspection.found.problems.size() == 1);
        CHECK(taken.value().inspection.found.problems[0].code == "charset_unknown");
    }
    SECTION("it is no text") {
        tools.format = Format::Docx;
        REQUIRE(take_in(tools, bytes_of("PK\x03\x04"), {}, {}, "windows-1250").ok());
        CHECK(tools.charsets == Charsets{"UTF-8"});
    }
}

TEST_CASE("an encrypted document is opened, waits for its password, or is refused", "[documents][intake]") {
    CountingTools tools;
    tools.inspection.found.pages = {{595, 842}};
    const Bytes pdf = copy_of("%PDF-1.7 encrypted");
    SECTION("it needs a password") {
        tools.inspection_error = Error{ErrorCode::Unsupported, "locked", "encrypted"};
        const auto waits = take_in(tools, pdf);
        REQUIRE(waits.ok());
        CHECK(waits.value().lock == Lock::Locked);
        CHECK(waits.value().inspection.found.pages.empty());
        CHECK(take_in_unlocked(tools, pdf, "wrong").error().detail == "encrypted");
        const auto open = take_in_unlocked(tools, pdf, "secret");
        REQUIRE(open.ok());
        CHECK(open.value().lock == Lock::Opened);
        CHECK(text_of(open.value().pdf) == "%PDF-1.7 open");
    }
    SECTION("no password helps") {
        tools.inspection_error = Error{ErrorCode::Unsupported, "locked", "encrypted"};
        tools.unlock_refusal = "encryption_unknown";
        CHECK(take_in(tools, pdf).error().detail == "encryption_unknown");
    }
    SECTION("it opens by itself, and its author allows changes or does not") {
        tools.inspection.is_encrypted = true;
        tools.password.clear();
        for (const bool restricted : {false, true}) {
            tools.inspection.is_encrypted = true;
            tools.restricted = restricted;
            const auto open = take_in(tools, pdf);
            REQUIRE(open.ok());
            CHECK(open.value().lock == (restricted ? Lock::Restricted : Lock::Opened));
        }
    }
    SECTION("what is signed stays as it is") {
        tools.inspection.is_encrypted = tools.inspection.is_signed = true;
        const auto kept = take_in(tools, pdf);
        REQUIRE(kept.ok());
        CHECK(kept.value().pdf.empty());
        CHECK(kept.value().lock == Lock::None);
    }
}

TEST_CASE("the certificate of completion names everybody, every hash and every event", "[documents][certificate]") {
    CompletionRecord record;
    record.envelope = "e1";
    record.title = "Contract";
    record.trial = true;
    record.documents = {{"Contract",
                         1,
                         std::string(64, '1'),
                         std::string(64, '2'),
                         {{1, 5000, std::string(64, '3'), TimePoint{}, "Anna Krajnc"}}}};
    CompletionPerson anna;
    anna.name = "Anna Krajnc";
    anna.level = "simple";
    anna.proof = "link and code, both by e-mail: one factor";
    record.people = {anna};
    record.events = {{1, TimePoint{}, "The envelope was made from a draft", "", "Petra", std::string(64, 'e')}};
    const pdf::Report report = compose_certificate(record);
    CHECK(report.banner == "TRIAL, NOT TRUSTED");
    std::string all;
    for (const pdf::ReportPart& part : report.parts) {
        if (const auto* pairs = std::get_if<pdf::ReportPairs>(&part))
            for (const auto& [label, value] : pairs->rows) all += label + ": " + value + "\n";
        if (const auto* table = std::get_if<pdf::ReportTable>(&part))
            for (const auto& row : table->rows)
                for (const std::string& cell : row) all += cell + "\n";
        if (const auto* text = std::get_if<pdf::ReportParagraph>(&part)) all += text->text + "\n";
    }
    for (const char* words :
         {"Anna Krajnc", "simple electronic signature", "one factor", "11111111 11111111", "33333333", "eeeeeeee"})
        CHECK(all.find(words) != std::string::npos);
    const auto pdf = certificate_of_completion(record, TimePoint{});
    REQUIRE(pdf.ok());
    CHECK(text_of(pdf.value().pdf).substr(0, 5) == "%PDF-");
    record.trial = false;
    CHECK(compose_certificate(record).banner.empty());
}

TEST_CASE("a moment is written with the month in words", "[documents]") {
    CHECK(words_of(TimePoint{std::chrono::milliseconds{1'795'440'300'000}}) == "23 November 2026, 13:25 UTC");
    CHECK(words_of(TimePoint{}) == "1 January 1970, 00:00 UTC");
}

TEST_CASE("a print is inspected document by document", "[documents][print]") {
    CountingTools tools;
    tools.inspection.found.pages = {{595, 842}, {595, 842}, {595, 842}};
    Tag split;
    split.kind = TagKind::Split;
    split.field = {0, 0, 10, 10};
    const Bytes pdf = copy_of("%PDF-1.7 all of it");
    SECTION("without a rule and without {{split}} nobody takes it apart") {
        const auto whole = take_in_print(tools, pdf, {}, {}, std::nullopt);
        REQUIRE(whole.ok());
        REQUIRE(whole.value().size() == 1);
        CHECK(whole.value()[0].pdf.empty());
        CHECK(whole.value()[0].pages.last == 3);
        CHECK(whole.value()[0].intake.pdf.empty());
    }
    SECTION("one on the first page starts nothing") {
        tools.inspection.found.tags = {split};
        CHECK(take_in_print(tools, pdf, {}, {}, std::nullopt).value().size() == 1);
        CHECK(tools.split_at.empty());
    }
    SECTION("where {{split}} stands, as the print server saw it") {
        split.page = 3;
        Detection known = tools.inspection.found;
        known.tags = {split};
        known.tags.resize(5000, split);  // more than one document may have
        tools.apart.parts = {{{1, 2, "17", "A"}, copy_of("%PDF-1.7 first")}, {{3, 3, "", ""}, copy_of("%PDF-1.7 second")}};
        tools.apart.loses_attachments = true;
        const auto print = take_in_print(tools, pdf, {}, {}, known);
        REQUIRE(print.ok());
        REQUIRE(print.value().size() == 2);
        CHECK(tools.split_at.front() == 3);
        CHECK(print.value()[0].pages.key == "17");
        CHECK(text_of(print.value()[1].pdf) == "%PDF-1.7 second");
        REQUIRE(print.value()[0].intake.inspection.found.problems.size() == 1);
        CHECK(print.value()[0].intake.inspection.found.problems[0].code == "split_left_out");
        CHECK(print.value()[1].intake.inspection.found.problems.empty());
    }
    SECTION("what is signed stays one, and says of how many") {
        tools.apart.parts = {{{1, 1, "", ""}, {}}, {{2, 3, "", ""}, {}}};
        tools.apart.whole_because = "signed";
        const auto print = take_in_print(tools, pdf, {}, parse_split_rule("pages:1").value(), std::nullopt);
        REQUIRE(print.ok());
        REQUIRE(print.value().size() == 1);
        CHECK(print.value()[0].intake.inspection.is_signed);
        REQUIRE(print.value()[0].intake.inspection.found.problems.size() == 1);
        CHECK(print.value()[0].intake.inspection.found.problems[0].message.find("2 documents") != std::string::npos);
    }
}

}  // namespace quillport::documents
