#include <catch2/catch.hpp>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "caller.hpp"
#include "probe.hpp"

using namespace quillport;
using namespace quillport::worker;
using namespace std::chrono_literals;
using quillport::test::Try;
namespace fs = std::filesystem;

namespace {

const std::string kProbe = QUILLPORT_BINARY_DIR "/bin/quillport-worker-probe";

/// A caller whose tool's folders lie in a place of their own.
struct Tools {
    fs::path place;
    Caller caller;

    explicit Tools(std::chrono::milliseconds wall = 20s)
        : place(made()), caller(kProbe, {.conversion_wall = wall, .conversion_memory = std::uint64_t{64} << 20U}) {
        ::setenv("QUILLPORT_SECRET", "x", 1);
        ::setenv("TMPDIR", place.c_str(), 1);
        REQUIRE(caller.start().ok());
        ::unsetenv("TMPDIR");
    }
    ~Tools() { fs::remove_all(place); }
    Tools(const Tools&) = delete;
    Tools& operator=(const Tools&) = delete;

    static fs::path made() {
        std::string path = "/tmp/quillport-tools-XXXXXX";
        REQUIRE(::mkdtemp(path.data()) != nullptr);
        return path;
    }
    [[nodiscard]] Result<Bytes> run(const std::string& word) {
        return caller.convert_by_tool(static_cast<std::uint32_t>(Try::Tool), bytes_of(word));
    }
    [[nodiscard]] std::string said(const std::string& word) {
        const auto answer = run(word);
        REQUIRE(answer.ok());
        return std::string(text_of(answer.value()));
    }
};

}  // namespace

TEST_CASE("a tool reaches nothing but its folder", "[worker][tool]") {
    Tools tools;
    CHECK(tools.said("escape").empty());
    CHECK_FALSE(fs::exists("/tmp/quillport-escape"));
    CHECK_FALSE(fs::exists(tools.place / "quillport-escape"));
}

TEST_CASE("a tool has no children", "[worker][tool]") {
    Tools tools;
    CHECK(tools.said("children") == "refused");
}

TEST_CASE("a tool works in a folder of its own, which is gone afterwards", "[worker][tool]") {
    Tools tools;
    const std::string said = tools.said("where");
    CHECK(said.find(tools.place.string() + "/quillport-job-") == 0);
    CHECK(said.substr(0, said.find('\n')) == said.substr(said.find('\n') + 1));
    CHECK(fs::is_empty(tools.place));
}

TEST_CASE("a tool that takes too much is ended, with the reason, and leaves nothing behind", "[worker][tool]") {
    Tools tools(2s);
    CHECK(tools.run("eat").error().code == ErrorCode::TooLarge);
    CHECK(tools.run("sleep").error().code == ErrorCode::Timeout);
    CHECK(tools.run("fail").error().detail == "damaged");
    CHECK(tools.run("flood").error().detail == "damaged");  // its output has an end, and it notices
    CHECK(tools.run("crash").error().code == ErrorCode::Internal);
    CHECK(tools.caller.convert_by_tool(static_cast<std::uint32_t>(Try::NoTool), bytes_of("x")).error().detail == "no_converter");
    CHECK(fs::is_empty(tools.place));
    CHECK(tools.run("where").ok());
}

TEST_CASE("a tool that fills its folder is ended", "[worker][tool]") {
    Tools tools(60s);
    const auto ended = tools.run("fill");
    CHECK(ended.error().code == ErrorCode::TooLarge);
    CHECK(fs::is_empty(tools.place));
}
