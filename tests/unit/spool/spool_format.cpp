#include <catch2/catch.hpp>

#include "quillport/contract/spool.hpp"

using namespace quillport;
using namespace quillport::contract;

namespace {

SpoolHeader sample() {
    SpoolHeader h;
    h.job.uuid = "urn:uuid:0b1b2c3d-0000-4000-8000-000000000001";
    h.job.document_number = 2;
    h.job.queue = "Quillport";
    h.job.user = "žaneta";
    h.job.host = "localhost";
    h.job.title = "Pogodba č / \"x\"\nsize: 7\n\n%PDF ../../etc/passwd";
    h.job.received = TimePoint{std::chrono::milliseconds{1'800'000'000'123}};
    h.job.options = {{"quill-signers", "Žaneta Šimůnková <z@x.si>;second"}, {"media", "A4"}, {"odd: key", "a"}};
    h.content_type = "application/pdf";
    h.copies = 3;
    h.sha256 = std::string(64, 'a');
    h.size = 27137;
    return h;
}

}  // namespace

TEST_CASE("a spool header reads back as it was written, whatever the title holds", "[contract][spool]") {
    const SpoolHeader h = sample();
    const std::string text = spool_header_text(h);
    const auto parsed = parse_spool_header(text + "%PDF-1.7 data");
    REQUIRE(parsed.ok());
    CHECK(parsed.value().length == text.size());
    const SpoolHeader& back = parsed.value().header;
    CHECK(back.job.title == h.job.title);
    CHECK(back.job.user == h.job.user);
    CHECK(back.job.document_number == 2);
    CHECK(back.job.received == h.job.received);
    CHECK(back.job.options == h.job.options);
    CHECK(back.copies == 3);
    CHECK(back.size == 27137);
    CHECK(back.sha256 == h.sha256);
    CHECK_FALSE(back.job.authenticated);
}

TEST_CASE("digest and size can be filled in after the data went by", "[contract][spool]") {
    SpoolHeader h = sample();
    const std::string finished = spool_header_text(h);
    h.sha256.clear();
    h.size = 0;
    std::string text = spool_header_text(h);
    text.replace(kSpoolDigestOffset, 64, std::string(64, 'a'));
    text.replace(kSpoolSizeOffset, 20, spool_size_text(27137));
    CHECK(text == finished);
}

TEST_CASE("what is not a whole spool header is refused", "[contract][spool]") {
    const std::string text = spool_header_text(sample());
    CHECK_FALSE(parse_spool_header("%PDF-1.7").ok());
    CHECK_FALSE(parse_spool_header(text.substr(0, text.size() - 1)).ok());
    CHECK_FALSE(parse_spool_header("Quillport-Spool: 2" + text.substr(18)).ok());
    std::string bad = text;
    bad.replace(bad.find("copies: 3"), 9, "copies: x");
    CHECK_FALSE(parse_spool_header(bad).ok());
    // A digest is written as it is: one that ends its line would become lines of its own.
    bad = text;
    bad.replace(kSpoolDigestOffset, 64, "%0A" + std::string(63, 'a'));
    bad.insert(kSpoolDigestOffset + 66, "\n");
    CHECK_FALSE(parse_spool_header(bad).ok());
}

TEST_CASE("the same document of the same job has one identity, another document another", "[contract][spool]") {
    SpoolHeader a = sample();
    SpoolHeader b = sample();
    b.job.title = "renamed";
    CHECK(spool_identity(a) == spool_identity(b));
    b.job.document_number = 3;
    CHECK(spool_identity(a) != spool_identity(b));
}
