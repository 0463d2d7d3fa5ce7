#include <sys/wait.h>

#include <catch2/catch.hpp>
#include <csignal>
#include <cstdio>

#include "folder.hpp"
#include "quillport/runtime/file.hpp"
#include "quillport/spool/spool.hpp"
#include "quillport/spool/writer.hpp"

using namespace quillport;
using test::Folder;

namespace {

struct Run {
    int status = -1;
    std::string said;  ///< both streams
};

/// A spool with a document that waits and one that is held, and the program that works on it.
struct Desk {
    Folder folder;
    spool::Spool spool{folder.path / "spool"};
    std::string waiting, held;

    Desk() {
        REQUIRE(spool.open().ok());
        waiting = put("Contract", "urn:1");
        held = put("Pogodba č\n\x1b[31m", "urn:2");
        REQUIRE(spool.hold(held, "It is protected by a password.").ok());
    }
    [[nodiscard]] std::string put(const std::string& title, const std::string& uuid) const {
        const volatile std::sig_atomic_t go_on = 0;
        contract::SpoolHeader header;
        header.job.title = title;
        header.job.uuid = uuid;
        header.job.user = "maja";
        header.job.queue = "Accounting";
        header.job.options = {{"quill-ref", "\"4711\""}};
        const auto data = runtime::memory_file(bytes_of("%PDF-1.7"), "document");
        const auto written = spool::write_document(spool.incoming(), header, data.value().get(), go_on);
        REQUIRE(written.ok());
        return written.value().key;
    }
    [[nodiscard]] Run run(const std::string& words) const {
        const std::string command = std::string(QUILLPORT_BINARY_DIR) + "/bin/quillport-spool --spool " + spool.root().string() +
                                    " " + words + " 2>&1 < /dev/null";
        Run run;
        std::FILE* pipe = ::popen(command.c_str(), "r");
        REQUIRE(pipe != nullptr);
        char buffer[4096];
        for (std::size_t n = 0; (n = std::fread(buffer, 1, sizeof buffer, pipe)) > 0;) run.said.append(buffer, n);
        run.status = WEXITSTATUS(::pclose(pipe));
        return run;
    }
};

bool says(const Run& run, const std::string& text) {
    INFO(run.said);
    return run.said.find(text) != std::string::npos;
}

}  // namespace

TEST_CASE("quillport-spool lists what waits and what is held, with the reason", "[printing][spool_program]") {
    const Desk desk;
    const Run run = desk.run("list");
    CHECK(run.status == 0);
    CHECK(says(run, desk.waiting.substr(0, 12) + "  waits"));
    CHECK(says(run, desk.held.substr(0, 12) + "  held"));
    CHECK(says(run, "It is protected by a password."));
    CHECK(says(run, "1 document waits, 1 is held."));
    // A title is a stranger's: it neither breaks the line nor commands the terminal.
    CHECK(says(run, "Pogodba č??[31m\n"));
    const Run json = desk.run("--json list");
    CHECK(says(json, "\"key\":\"" + desk.held + "\",\"state\":\"held\",\"reason\":\"It is protected by a password.\""));
    CHECK(says(json, R"("title":"Pogodba č\u000a\u001b[31m")"));
    CHECK(says(json, R"("options":{"quill-ref":"\"4711\""})"));
}

TEST_CASE("quillport-spool shows one document by the beginning of its key", "[printing][spool_program]") {
    const Desk desk;
    const Run run = desk.run("show " + desk.waiting.substr(0, 10));
    CHECK(run.status == 0);
    CHECK(says(run, desk.waiting));
    CHECK(says(run, "maja (as the client says)"));
    CHECK(says(run, "quill-ref=\"4711\""));
    CHECK(says(desk.run("show " + desk.held), "It is protected by a password."));
    const Run nobody = desk.run("show zzzz");
    CHECK(nobody.status == 1);
    CHECK(says(nobody, "No document in the spool has the key zzzz."));
}

TEST_CASE("quillport-spool puts aside and puts back, and says what it cannot", "[printing][spool_program]") {
    const Desk desk;
    CHECK(desk.run("hold --reason 'Wrong printer.' " + desk.waiting).status == 0);
    CHECK(desk.spool.find(desk.waiting)->reason == "Wrong printer.");
    const Run twice = desk.run("hold " + desk.waiting);
    CHECK(twice.status == 1);
    CHECK(says(twice, "is held already: Wrong printer."));
    CHECK(says(desk.run("hold --all"), "Nothing waits."));
    const Run back = desk.run("retry --all");
    CHECK(back.status == 0);
    CHECK(says(back, "is delivered again."));
    CHECK_FALSE(desk.spool.find(desk.waiting)->held);
    CHECK_FALSE(desk.spool.find(desk.held)->held);
    CHECK(says(desk.run("retry " + desk.held), "it waits for its delivery already"));
    CHECK(says(desk.run("retry --all"), "Nothing is held."));
}

TEST_CASE("quillport-spool drops nothing without a yes", "[printing][spool_program]") {
    const Desk desk;
    const Run asked = desk.run("drop " + desk.held);
    CHECK(asked.status == 1);
    CHECK(says(asked, "Say --yes."));
    CHECK(desk.spool.find(desk.held));
    CHECK(desk.run("drop --yes --all").status == 0);
    CHECK_FALSE(desk.spool.find(desk.held));
    CHECK(desk.spool.find(desk.waiting));
    CHECK(desk.run("drop --yes " + desk.waiting).status == 0);
    const Run empty = desk.run("list");
    CHECK(empty.status == 0);
    CHECK(empty.said == "Nothing waits and nothing is held.\n");
    CHECK(desk.run("--json list").said == "{\"documents\":[]}\n");
}

TEST_CASE("quillport-spool refuses what it does not understand in one sentence", "[printing][spool_program]") {
    const Desk desk;
    for (const char* words :
         {"", "burn", "list x", "show", "show a b", "retry", "retry --all x", "list --bogus", "hold --reason"}) {
        INFO(words);
        const Run run = desk.run(words);
        CHECK(run.status == 2);
        CHECK(std::count(run.said.begin(), run.said.end(), '\n') == 1);
    }
    const Run nowhere = desk.run("--spool " + desk.folder.path.string() + "/nowhere list");
    CHECK(nowhere.status == 2);
    CHECK(says(nowhere, "cannot read the spool"));
}
