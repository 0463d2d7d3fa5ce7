#include <sys/wait.h>
#include <unistd.h>
#include <csignal>
#include <thread>

#include "database.hpp"

using namespace quillport;
using namespace quillport::store;
using namespace quillport::store::test;

namespace {

/// In the child: four threads write numbers and say each on the pipe when it was acknowledged, until the process is killed.
[[noreturn]] void write_for_ever(const Database& database, int out) {
    auto store = Store::open(database.url(), database.folder() / "blobs");
    if (!store.ok()) ::_exit(1);
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&, t] {
            for (int i = 0;; ++i) {
                const int number = t * 1'000'000 + i;
                const auto kept = store.value()->write([&](Tx& tx) -> Result<void> {
                    // Two rows, so that half an act could be seen.
                    if (auto done = save_setting(tx, {"acme"}, "a" + std::to_string(number), "1"); !done.ok()) return done;
                    return save_setting(tx, {"acme"}, "b" + std::to_string(number), "1");
                });
                if (kept.ok() && ::write(out, &number, sizeof number) != sizeof number) ::_exit(2);
            }
        });
    for (auto& thread : threads) thread.join();
    ::_exit(3);
}

std::vector<int> acknowledged_until_killed(pid_t child, int in, std::size_t enough) {
    std::vector<int> numbers;
    int number = 0;
    while (::read(in, &number, sizeof number) == sizeof number) {
        numbers.push_back(number);
        if (numbers.size() == enough) ::kill(child, SIGKILL);
    }
    return numbers;
}

}  // namespace

TEST_CASE("after kill -9 in the middle of writing, everything that was acknowledged is there and nothing by halves",
          "[store][crash]") {
    Furnished home(GENERATE(from_range(backends())));
    home.store.reset();
    int pipe[2];
    REQUIRE(::pipe(pipe) == 0);
    const pid_t child = ::fork();
    if (child == 0) {
        ::close(pipe[0]);
        write_for_ever(home.database, pipe[1]);
    }
    REQUIRE(child > 0);
    ::close(pipe[1]);
    const auto numbers = acknowledged_until_killed(child, pipe[0], 300);
    ::close(pipe[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    CHECK(WIFSIGNALED(status));
    CHECK(numbers.size() >= 300);
    home.store = home.database.open();
    const auto there = [&](const std::string& key) {
        return seen(*home.store, [&](Reader& r) { return find_setting(r, {"acme"}, key); }).has_value();
    };
    int lost = 0;
    for (const int number : numbers) lost += there("a" + std::to_string(number)) && there("b" + std::to_string(number)) ? 0 : 1;
    CHECK(lost == 0);
    int halves = 0;
    for (int t = 0; t < 4; ++t)
        for (int i = 0; i < 2000; ++i) {
            const std::string number = std::to_string(t * 1'000'000 + i);
            const bool a = there("a" + number);
            halves += a != there("b" + number) ? 1 : 0;
            if (!a) break;
        }
    CHECK(halves == 0);
    CHECK(home.store->write([](Tx& tx) { return save_setting(tx, {"acme"}, "after", "1"); }).ok());
}

// `quillportd key add` beside a running portal: when it ends it must not think itself the last and take the write-ahead log away.
TEST_CASE("another program that opens and closes the database leaves the running one whole", "[store][crash]") {
    Furnished home(Backend::Sqlite);
    home.store.reset();
    int go[2];
    REQUIRE(::pipe(go) == 0);
    const pid_t child = ::fork();
    if (child == 0) {
        char word = 0;
        if (::read(go[0], &word, 1) != 1) ::_exit(1);
        auto other = Store::open(home.database.url(), home.database.folder() / "blobs");
        if (!other.ok()) ::_exit(2);
        const auto kept = other.value()->write([](Tx& tx) { return save_setting(tx, {"acme"}, "other", "1"); });
        other.value().reset();
        ::_exit(kept.ok() ? 0 : 3);
    }
    REQUIRE(child > 0);
    home.store = home.database.open();
    const auto read_setting = [&](const std::string& key) {
        return seen(*home.store, [&](Reader& r) { return find_setting(r, {"acme"}, key); });
    };
    written(*home.store, [](Tx& tx) { return save_setting(tx, {"acme"}, "mine", "1"); });
    // Several readers at once, so that sessions are opened while others hold their locks.
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&] { (void)home.store->read([](Reader& r) { return find_setting(r, {"acme"}, "mine"); }); });
    for (auto& thread : threads) thread.join();
    REQUIRE(::write(go[1], "x", 1) == 1);
    int status = -1;
    ::waitpid(child, &status, 0);
    ::close(go[0]);
    ::close(go[1]);
    REQUIRE(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) == 0);
    CHECK(read_setting("mine") == "1");
    CHECK(read_setting("other") == "1");
    written(*home.store, [](Tx& tx) { return save_setting(tx, {"acme"}, "later", "1"); });
    home.store = home.database.open();
    CHECK(read_setting("later") == "1");
}
