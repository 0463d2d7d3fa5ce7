#include "folder.hpp"

#include <fcntl.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <thread>

#include "quillport/contract/spool.hpp"
#include "quillport/runtime/file.hpp"

using namespace quillport;
using namespace quillport::folders;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

volatile std::sig_atomic_t running = 0;

fs::path new_folder() {
    std::string pattern = (fs::temp_directory_path() / "quillport-folders-XXXXXX").string();
    REQUIRE(::mkdtemp(pattern.data()) != nullptr);
    return pattern;
}

/// A watched folder, a spool, and a forwarder that says what it is told to.
struct House {
    fs::path root = new_folder();
    fs::path in = root / "in", spool = root / "incoming";
    std::optional<std::string> answer = "WARNING: Draft ready.\n";
    Moment now{1'000'000s};
    std::unique_ptr<Folder> folder;

    explicit House(const std::string& more = {}) {
        fs::create_directory(in);
        fs::create_directory(spool);
        start(more);
    }
    ~House() { fs::remove_all(root); }
    void start(const std::string& more = {}) {
        folder.reset();  // lets its lock go
        folder = std::make_unique<Folder>(parse_folder(in.string() + ";queue=Scans" + more).value(),
                                          SpoolWay{spool, [this](const std::string&) { return answer; }, running});
    }
    fs::path put(const std::string& name, const std::string& text = "%PDF-1.7 words") const {
        std::ofstream(in / name) << text;
        return in / name;
    }
    /// As the watcher does: two looks, with the folder's pause between them.
    bool pass(std::chrono::milliseconds pause = 6s) {
        bool fine = folder->look(now);
        now += pause;
        fine = folder->look(now) && fine;
        folder->settle(now);
        return fine;
    }
    [[nodiscard]] std::vector<contract::SpoolHeader> spooled() const {
        std::vector<contract::SpoolHeader> out;
        for (const auto& entry : fs::directory_iterator(spool)) {
            const auto data = runtime::read_file(entry.path()).value();
            out.push_back(contract::parse_spool_header(text_of(data)).value().header);
        }
        return out;
    }
    [[nodiscard]] std::size_t left() const { return static_cast<std::size_t>(std::distance(fs::directory_iterator(in), {})); }
};

std::string read(const fs::path& file) { return std::string(text_of(runtime::read_file(file).value())); }

}  // namespace

TEST_CASE("a file becomes a document with its name as title and its owner as user", "[folders]") {
    House house;
    REQUIRE(house.folder->open().ok());
    house.put("Pogodba č 17.pdf");
    CHECK(house.pass());
    REQUIRE(house.spooled().size() == 1);
    const JobIdentity job = house.spooled()[0].job;
    CHECK(job.title == "Pogodba č 17");
    CHECK(job.user == ::getpwuid(::getuid())->pw_name);
    CHECK(job.queue == "Scans");
    CHECK_FALSE(job.authenticated);
    CHECK(job.options.at("document-name-supplied") == "Pogodba č 17.pdf");
    CHECK(house.left() == 0);
    CHECK_FALSE(house.folder->is_busy());
}

TEST_CASE("a folder can keep what was taken and say whose it is", "[folders]") {
    House house(";done=keep;user=anna@example.com;trusted=yes");
    REQUIRE(house.folder->open().ok());
    house.put("a.pdf", "one");
    house.pass();
    house.put("a.pdf", "two");
    house.pass();
    CHECK(read(house.in / "done/a.pdf") == "one");
    CHECK(read(house.in / "done/a (2).pdf") == "two");
    REQUIRE(house.spooled().size() == 2);
    CHECK(house.spooled()[0].job.user == "anna@example.com");
    CHECK(house.spooled()[0].job.authenticated);
}

TEST_CASE("only complete files are taken", "[folders]") {
    House house;
    REQUIRE(house.folder->open().ok());
    SECTION("one that grows waits until it has been quiet") {
        house.put("a.pdf", "one");
        house.pass(3s);
        CHECK(house.spooled().empty());
        CHECK(house.folder->is_busy());
        house.put("a.pdf", "one and more");
        house.pass(4s);
        CHECK(house.spooled().empty());
        house.now += 6s;
        house.pass(0s);
        CHECK(house.spooled().size() == 1);
    }
    SECTION("one whose writer closed it is taken at once, an empty one is not") {
        house.put("a.pdf", "one");
        house.put("b.pdf", "");
        house.folder->announce("a.pdf", house.now);
        house.folder->announce("b.pdf", house.now);
        house.pass(400ms);
        CHECK(house.spooled().size() == 1);
        CHECK(fs::exists(house.in / "b.pdf"));
        CHECK_FALSE(fs::exists(house.in / "b.pdf.error"));
    }
    SECTION("one that somebody still has open for writing is not taken, however quiet it is") {
        house.put("a.pdf", "half");
        const runtime::Descriptor writer(::open((house.in / "a.pdf").c_str(), O_WRONLY | O_APPEND | O_CLOEXEC));
        house.pass(10s);
        house.pass(10s);
        CHECK(house.spooled().empty());
        CHECK(house.left() == 1);
    }
    SECTION("links, folders, locks and half-written names are left alone") {
        house.put(".~lock.a.odt#");
        house.put("a.pdf.part");
        fs::create_directory(house.in / "sub.pdf");
        fs::create_symlink("/etc/passwd", house.in / "link.pdf");
        REQUIRE(::mkfifo((house.in / "pipe.pdf").c_str(), 0600) == 0);
        house.pass();
        CHECK(house.spooled().empty());
        CHECK(house.left() == 5);
    }
}

TEST_CASE("what is refused stays, with the reason beside it, and is tried again when it was saved again", "[folders]") {
    House house;
    REQUIRE(house.folder->open().ok());
    SECTION("an empty file") {
        house.put("a.pdf", "");
        house.pass();
        CHECK(read(house.in / "a.pdf.error").starts_with("This file is empty."));
        CHECK(house.spooled().empty());
        house.pass();
        std::this_thread::sleep_for(20ms);  // the clock of a file system goes by ticks
        house.put("a.pdf", "words");
        house.pass();
        CHECK(house.spooled().size() == 1);
        CHECK(house.left() == 0);  // the note is gone too
    }
    SECTION("by the forwarder") {
        house.answer = "ERROR: a is damaged and cannot be read. Print it again.\n";
        house.put("a.pdf");
        house.pass();
        CHECK(read(house.in / "a.pdf.error").starts_with("a is damaged and cannot be read. Print it again.\n"));
        CHECK(fs::exists(house.in / "a.pdf"));
        house.answer = "WARNING: Draft ready.\n";
        house.pass();
        CHECK(fs::exists(house.in / "a.pdf"));
        fs::remove(house.in / "a.pdf.error");
        house.pass();
        CHECK(house.left() == 0);
        CHECK(house.spooled().size() == 1);  // the same document
    }
}

TEST_CASE("a file leaves the folder when the forwarder has spoken, or when it says nothing for long", "[folders]") {
    House house;
    house.answer = std::nullopt;
    REQUIRE(house.folder->open().ok());
    house.put("a.pdf");
    house.pass();
    CHECK(house.spooled().size() == 1);
    CHECK(house.left() == 1);
    house.pass();
    CHECK(house.spooled().size() == 1);  // it waits and is not taken again
    SECTION("a new file of the same name in the meantime is not lost") {
        fs::remove(house.in / "a.pdf");
        house.put("a.pdf", "another");
        house.answer = "WARNING: Draft ready.\n";
        house.pass();
        CHECK(read(house.in / "a.pdf") == "another");
        house.pass();
        CHECK(house.left() == 0);
        CHECK(house.spooled().size() == 2);
    }
    SECTION("patience ends") {
        house.now += 121s;
        house.folder->settle(house.now);
        CHECK(house.left() == 0);
    }
}

TEST_CASE("what an interruption left is one document, whenever it came", "[folders]") {
    House house;
    house.answer = std::nullopt;
    REQUIRE(house.folder->open().ok());
    house.put("a.pdf");
    house.pass();
    REQUIRE(house.spooled().size() == 1);
    SECTION("before the file was taken out") {}
    SECTION("between claiming and removing it") { fs::rename(house.in / "a.pdf", house.in / ".quillport-taken-a.pdf"); }
    house.start();
    house.answer = "WARNING: Already delivered.\n";
    REQUIRE(house.folder->open().ok());
    house.pass();
    CHECK(house.left() == 0);
    CHECK(house.spooled().size() == 1);
}

TEST_CASE("two programs do not watch one folder", "[folders]") {
    House house;
    REQUIRE(house.folder->open().ok());
    Folder second(parse_folder(house.in.string() + ";queue=Scans").value(),
                  SpoolWay{house.spool, [](const std::string&) { return std::nullopt; }, running});
    CHECK(second.open().error().code == ErrorCode::Conflict);
    Folder nowhere(parse_folder("/nowhere/at/all;queue=Scans").value(), SpoolWay{house.spool, nullptr, running});
    CHECK(nowhere.open().error().code == ErrorCode::NotFound);
}

TEST_CASE("without room in the spool the file stays and no note is written", "[folders]") {
    House house;
    REQUIRE(house.folder->open().ok());
    house.put("a.pdf");
    fs::remove(house.spool);
    CHECK_FALSE(house.pass());
    CHECK(house.left() == 1);
    fs::create_directory(house.spool);
    CHECK(house.pass());
    CHECK(house.left() == 0);
}
