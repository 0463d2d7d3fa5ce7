#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <csignal>

#include "folder.hpp"
#include "pieces.hpp"
#include "quillport/runtime/digest.hpp"
#include "quillport/runtime/file.hpp"
#include "quillport/spool/writer.hpp"

using namespace quillport;
using test::Folder;
namespace fs = std::filesystem;

namespace {

const volatile std::sig_atomic_t kGoOn = 0;
const std::string kCover = "#PDF-BANNER\nTemplate standard.pdf\nShow printer-name job-id\n\n";

std::string pdf(const std::string& text) { return "%PDF-1.7\n" + text + "\nstartxref\n9\n%%EOF\n"; }

runtime::Descriptor document(const std::string& text) {
    auto fd = runtime::memory_file(bytes_of(text), "document");
    REQUIRE(fd.ok());
    return std::move(fd).value();
}

/// What the pieces hold, in their order.
std::vector<std::string> taken_apart(const std::string& data, const spool::Stream& stream, std::size_t copies) {
    std::vector<std::string> out;
    for (const spool::Piece& piece : spool::pieces_of(data, stream, copies)) out.push_back(data.substr(piece.offset, piece.size));
    return out;
}
using Pieces = std::vector<std::string>;

}  // namespace

TEST_CASE("a spooled document is whole, has its digest, and comes twice as one file", "[printing][spool]") {
    Folder folder;
    const std::string data = "%PDF-1.7\n" + std::string(200'000, 'x');
    contract::SpoolHeader header;
    header.job.uuid = "urn:uuid:1";
    header.job.title = "Contract";
    std::string key;
    for (int i = 0; i < 2; ++i) {
        const auto fd = document(data);
        const auto done = spool::write_document(folder.path, header, fd.get(), kGoOn);
        REQUIRE(done.ok());
        CHECK(done.value().size == data.size());
        key = done.value().key;
    }
    CHECK(folder.count() == 1);
    const auto file = runtime::read_file(folder.path / (key + ".job"));
    REQUIRE(file.ok());
    const auto parsed = contract::parse_spool_header(text_of(file.value()));
    REQUIRE(parsed.ok());
    CHECK(text_of(file.value()).substr(parsed.value().length) == data);
    CHECK(parsed.value().header.sha256 == runtime::sha256_hex(bytes_of(data)));
    CHECK(parsed.value().header.size == data.size());
    CHECK(fs::status(folder.path / (key + ".job")).permissions() ==
          (fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read | fs::perms::group_write));
}

TEST_CASE("an empty document, a missing folder and a stop leave nothing behind", "[printing][spool]") {
    Folder folder;
    const auto empty = document("");
    const auto nothing = spool::write_document(folder.path, {}, empty.get(), kGoOn);
    REQUIRE_FALSE(nothing.ok());
    CHECK(nothing.error().code == ErrorCode::InvalidInput);
    const auto fd = document("%PDF");
    const auto nowhere = spool::write_document(folder.path / "missing", {}, fd.get(), kGoOn);
    REQUIRE_FALSE(nowhere.ok());
    CHECK(nowhere.error().code == ErrorCode::NotFound);
    const volatile std::sig_atomic_t stop = 1;
    CHECK_FALSE(spool::write_document(folder.path, {}, fd.get(), stop).ok());
    CHECK(folder.count() == 0);
}

TEST_CASE("a full disk is told as such and leaves nothing behind", "[printing][spool]") {
    Folder folder;
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        // A file size limit stands for the full disk: the write fails in the middle of the document.
        std::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{100'000, 100'000};
        ::setrlimit(RLIMIT_FSIZE, &limit);
        const int pipe_in = ::open("/dev/zero", O_RDONLY | O_CLOEXEC);
        const auto done = spool::write_document(folder.path, {}, pipe_in, kGoOn);
        ::_exit(done.ok() ? 1 : 0);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    CHECK(WEXITSTATUS(status) == 0);
    CHECK(folder.count() == 0);
}

TEST_CASE("the files of a stream are taken apart, copies once, cover pages left out", "[printing][spool]") {
    const std::string a = pdf("a"), b = pdf("b");
    CHECK(taken_apart(a, {1, false}, 1) == Pieces{a});
    CHECK(taken_apart(a + b, {2, false}, 1) == Pieces{a, b});
    CHECK(taken_apart(a + b, {}, 1) == Pieces{a, b});
    CHECK(taken_apart(a + a + b + b, {2, false}, 2) == Pieces{a, b});
    CHECK(taken_apart(kCover + a + b + kCover, {2, true}, 1) == Pieces{a, b});
    // The scheduler tells one copy, that of the cover page.
    CHECK(taken_apart(kCover + a + a + a, {1, true}, 1) == Pieces{a});
    CHECK(taken_apart(kCover + kCover, {}, 1).empty());
    // A filter has made a PDF of the cover page.
    CHECK(taken_apart(pdf("cover"), {1, true}, 1).empty());
    CHECK(taken_apart(pdf("cover") + a, {1, true}, 1) == Pieces{a});
}

TEST_CASE("what cannot be taken apart for sure stays whole", "[printing][spool]") {
    const std::string a = pdf("a"), b = pdf("b");
    // The same file twice in one job is two documents.
    CHECK(taken_apart(a + a, {2, false}, 1) == Pieces{a, a});
    // One file that holds another one.
    CHECK(taken_apart(a + b, {1, false}, 1) == Pieces{a + b});
    // Revisions of one file.
    const std::string revised = pdf("a") + "1 0 obj\n<<>>\nendobj\n%%EOF\n";
    CHECK(taken_apart(revised, {}, 1) == Pieces{revised});
    // Text and office documents have no border; a cover page behind them is left out all the same.
    CHECK(taken_apart("Notice of termination\n", {1, false}, 1) == Pieces{"Notice of termination\n"});
    CHECK(taken_apart(kCover + "Dear Ana\n" + kCover, {1, true}, 1) == Pieces{"Dear Ana\n"});
    CHECK(taken_apart("PK\x03\x04 #PDF-BANNER is a word here", {1, false}, 1) == Pieces{"PK\x03\x04 #PDF-BANNER is a word here"});
}

TEST_CASE("each file of a stream is a document with its number", "[printing][spool]") {
    Folder folder;
    contract::SpoolHeader header;
    header.job.uuid = "urn:uuid:1";
    const auto fd = document(kCover + pdf("a") + pdf("b"));
    const auto done = spool::write_stream(folder.path, header, fd.get(), {2, true}, kGoOn);
    REQUIRE(done.ok());
    REQUIRE(done.value().size() == 2);
    CHECK(folder.count() == 2);
    int number = 0;
    for (const spool::WrittenDocument& written : done.value()) {
        const auto file = runtime::read_file(folder.path / (written.key + ".job"));
        REQUIRE(file.ok());
        const auto parsed = contract::parse_spool_header(text_of(file.value()));
        REQUIRE(parsed.ok());
        CHECK(parsed.value().header.job.document_number == ++number);
        CHECK(text_of(file.value()).substr(parsed.value().length) == pdf(number == 1 ? "a" : "b"));
        CHECK(written.key == runtime::sha256_hex(bytes_of(contract::spool_identity(parsed.value().header))));
    }
}

TEST_CASE("a header of any size is one that a reader takes", "[printing][spool]") {
    Folder folder;
    contract::SpoolHeader header;
    header.job.options = {{"junk", std::string(70'000, 'x')}, {"quill-ref", "4711"}, {"media", "A4"}};
    const auto fd = document("%PDF");
    const auto done = spool::write_document(folder.path, header, fd.get(), kGoOn);
    REQUIRE(done.ok());
    const auto file = runtime::read_file(folder.path / (done.value().key + ".job"));
    const auto parsed = contract::parse_spool_header(text_of(file.value()).substr(0, contract::kSpoolHeaderLimit));
    REQUIRE(parsed.ok());
    CHECK(parsed.value().header.job.options == std::map<std::string, std::string>{{"quill-ref", "4711"}, {"media", "A4"}});
}

TEST_CASE("options that a scheduler wrote without measure leave room for ours", "[printing][spool]") {
    Folder folder;
    contract::SpoolHeader header;
    header.options_text = "media=A4 junk=" + std::string(70'000, 'x') + "\\ end quill-ref=4711 job-uuid=urn:uuid:1";
    const auto fd = document("%PDF");
    const auto done = spool::write_document(folder.path, header, fd.get(), kGoOn);
    REQUIRE(done.ok());
    const auto file = runtime::read_file(folder.path / (done.value().key + ".job"));
    const auto parsed = contract::parse_spool_header(text_of(file.value()).substr(0, contract::kSpoolHeaderLimit));
    REQUIRE(parsed.ok());
    CHECK(parsed.value().header.options_text == "media=A4 quill-ref=4711 job-uuid=urn:uuid:1");
    const std::string junk(70'000, 'x');
    for (const std::string odd : {"\\", " ", "  ", "quill-ref="})
        for (const std::string& options : {junk + odd, odd + junk, junk + odd + junk}) {
            header.options_text = options;
            CHECK(spool::write_document(folder.path, header, document("%PDF").get(), kGoOn).ok());
        }
}
