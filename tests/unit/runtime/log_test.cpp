#include <catch2/catch.hpp>

#include <unistd.h>

#include <algorithm>
#include <array>
#include <thread>
#include <vector>

#include "quillport/runtime/file.hpp"
#include "quillport/runtime/log.hpp"

using namespace quillport;
using namespace quillport::runtime;

namespace {

/// What `act` writes to stderr.
template <typename Act>
std::string logged_by(Act act) {
    std::FILE* file = std::tmpfile();
    const Descriptor before(::dup(STDERR_FILENO));
    ::dup2(::fileno(file), STDERR_FILENO);
    act();
    ::dup2(before.get(), STDERR_FILENO);
    const Descriptor captured(::dup(::fileno(file)));
    std::fclose(file);
    return std::string(text_of(read_all(captured).value()));
}

/// The line without its time.
std::string line_of(std::string_view value) {
    const std::string line = logged_by([&] { log(LogLevel::Warning, "job.refused", {{"title", value}, {"pages", 3}}); });
    return line.substr(line.find(' ') + 1);
}

}  // namespace

TEST_CASE("a log line is time, level, event and pairs", "[runtime][log]") {
    const std::string line = logged_by([] { log(LogLevel::Info, "serve.started", {{"port", 8080}, {"host", "localhost"}}); });
    REQUIRE(line.size() > 24);
    CHECK(line[10] == 'T');
    CHECK(line[23] == 'Z');
    CHECK(line.substr(24) == " info serve.started port=8080 host=localhost\n");
}

TEST_CASE("no value can forge a line or a pair", "[runtime][log]") {
    CHECK(line_of("plain") == "warning job.refused title=plain pages=3\n");
    CHECK(line_of("two words") == "warning job.refused title=\"two words\" pages=3\n");
    CHECK(line_of("") == "warning job.refused title=\"\" pages=3\n");
    CHECK(line_of("a=b") == "warning job.refused title=\"a=b\" pages=3\n");
    CHECK(line_of("a\"b\\") == "warning job.refused title=\"a\\\"b\\\\\" pages=3\n");
    CHECK(line_of("x\n2026-01-01 error db.lost\r\t") ==
          "warning job.refused title=\"x\\n2026-01-01 error db.lost\\r\\t\" pages=3\n");
    CHECK(line_of("\x1b[31mred\x7f") == "warning job.refused title=\"\\x1b[31mred\\x7f\" pages=3\n");
    CHECK(line_of("\xc2\x9b"
                  "31m") == "warning job.refused title=\"\\xc2\\x9b31m\" pages=3\n");
    CHECK(line_of("a\xe2\x80\xa8"
                  "b\xe2\x80\xae"
                  "c") == "warning job.refused title=\"a\\xe2\\x80\\xa8b\\xe2\\x80\\xaec\" pages=3\n");
    CHECK(line_of("Smlouva č. 1 – 中 😀") == "warning job.refused title=\"Smlouva č. 1 – 中 😀\" pages=3\n");
    CHECK(line_of("\xff\xc0\x80\xed\xa0\x80") == "warning job.refused title=\"\\xff\\xc0\\x80\\xed\\xa0\\x80\" pages=3\n");
}

TEST_CASE("a value is cut at 400 bytes and never inside a character", "[runtime][log]") {
    CHECK(line_of(std::string(400, 'a')) == "warning job.refused title=" + std::string(400, 'a') + " pages=3\n");
    CHECK(line_of(std::string(401, 'a')) == "warning job.refused title=" + std::string(400, 'a') + "... pages=3\n");
    CHECK(line_of(std::string(399, 'a') + "č") == "warning job.refused title=" + std::string(399, 'a') + "... pages=3\n");
}

TEST_CASE("lines below the level are dropped", "[runtime][log]") {
    CHECK(logged_by([] { log(LogLevel::Debug, "detail"); }).empty());
    set_log_level(LogLevel::Error);
    CHECK(logged_by([] { log(LogLevel::Warning, "warned"); }).empty());
    CHECK_FALSE(logged_by([] { log(LogLevel::Error, "failed"); }).empty());
    set_log_level(LogLevel::Info);
}

TEST_CASE("lines of several threads do not mix", "[runtime][log]") {
    const std::string text = logged_by([] {
        std::vector<std::thread> threads;
        for (int t = 0; t < 4; ++t) {
            threads.emplace_back([] {
                for (int i = 0; i < 100; ++i) log(LogLevel::Info, "event", {{"value", std::string(300, 'x')}});
            });
        }
        for (auto& thread : threads) thread.join();
    });
    CHECK(std::count(text.begin(), text.end(), '\n') == 400);
    CHECK(text.size() % 400 == 0);
}
