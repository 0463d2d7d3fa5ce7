#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "quillport/printing/cups_job.hpp"
#include "quillport/runtime/digest.hpp"
#include "quillport/runtime/file.hpp"
#include "quillport/spool/writer.hpp"

using namespace quillport;
using namespace quillport::printing;
namespace fs = std::filesystem;

namespace {

const volatile std::sig_atomic_t kGoOn = 0;

struct Folder {
    fs::path path;
    Folder() {
        std::string name = (fs::temp_directory_path() / "quillport-spool-XXXXXX").string();
        path = ::mkdtemp(name.data());
    }
    ~Folder() {
        std::error_code ignored;
        fs::remove_all(path, ignored);
    }
    [[nodiscard]] int count() const { return static_cast<int>(std::distance(fs::directory_iterator(path), {})); }
};

runtime::Descriptor document(const std::string& text) {
    auto fd = runtime::memory_file(bytes_of(text), "document");
    REQUIRE(fd.ok());
    return std::move(fd).value();
}

BackendCall call(std::vector<std::string> words, std::vector<std::string> variables) {
    std::vector<char*> arguments;
    for (auto& w : words) arguments.push_back(w.data());
    std::vector<char*> environment;
    for (auto& v : variables) environment.push_back(v.data());
    environment.push_back(nullptr);
    auto read = read_call(arguments, environment.data());
    REQUIRE(read.ok());
    return read.value();
}

const std::string kOptions =
    "media=A4 quill-signers=Žaneta\\ Šimůnková\\ <z@x.si>;second job-uuid=urn:uuid:1-2-3 job-originating-host-name=pc7.local";

}  // namespace

TEST_CASE("the backend keeps the job's identity byte for byte", "[printing][cups]") {
    const std::string title = "Pogodba č / \"x\" 'y' & $(id) `x` ../../etc/passwd";
    const auto header =
        header_of(call({"quillport:/Accounting", "88", "maja", title, "2", kOptions, "/var/spool/cups/d01203-002"},
                       {"PRINTER=other", "CONTENT_TYPE=application/pdf", "DEVICE_URI=quillport:/Accounting"}),
                  TimePoint{});
    CHECK(header.job.title == title);
    CHECK(header.job.user == "maja");
    CHECK(header.job.host == "pc7.local");
    CHECK(header.job.uuid == "urn:uuid:1-2-3");
    CHECK(header.job.queue == "Accounting");
    CHECK(header.job.document_number == 2);
    CHECK(header.copies == 2);
    CHECK(header.job.options.at("quill-signers") == "Žaneta Šimůnková <z@x.si>;second");
    CHECK(header.job.options.count("job-uuid") == 0);
}

TEST_CASE("a user is authenticated only when the scheduler says so of the same name", "[printing][cups]") {
    const std::vector<std::string> words = {"quillport:/", "1", "maja", "t", "1", ""};
    CHECK_FALSE(header_of(call(words, {"PRINTER=Q"}), {}).job.authenticated);
    CHECK_FALSE(header_of(call(words, {"PRINTER=Q", "AUTH_USERNAME=root"}), {}).job.authenticated);
    CHECK(header_of(call(words, {"PRINTER=Q", "AUTH_USERNAME=maja"}), {}).job.authenticated);
    CHECK(header_of(call(words, {"PRINTER=Q"}), {}).job.queue == "Q");
}

TEST_CASE("the device URI names queue and spool", "[printing][cups]") {
    const BackendCall own = call({"x", "1", "maja", "t", "1", ""}, {"DEVICE_URI=quillport:/Accounting?spool=/srv/spool"});
    CHECK(header_of(own, {}).job.queue == "Accounting");
    CHECK(spool_folder_of(own) == "/srv/spool");
    CHECK(spool_folder_of(call({"quillport:/Accounting", "1", "maja", "t", "1", ""}, {})) == "/var/spool/quillport");
}

TEST_CASE("banner pages are told from documents", "[printing][cups]") {
    const std::vector<std::string> words = {"quillport:/", "1", "maja", "t", "1", ""};
    CHECK(is_job_sheet(call(words, {"CUPS_FILETYPE=job-sheet"})));
    CHECK_FALSE(is_job_sheet(call(words, {"CUPS_FILETYPE=document"})));
}

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
