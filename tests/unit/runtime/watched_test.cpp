#include <catch2/catch.hpp>

#include <unistd.h>

#include <chrono>
#include <csignal>

#include "quillport/runtime/confine.hpp"
#include "quillport/runtime/watched.hpp"

using namespace quillport;
using namespace quillport::runtime;
using namespace std::chrono_literals;

TEST_CASE("watched work hands back its own status", "[runtime][watched]") {
    const auto ended = run_watched([] { return 7; }, 10s);
    REQUIRE(ended.ok());
    CHECK(ended.value() == 7);
}

TEST_CASE("work that hangs is ended and told as such", "[runtime][watched]") {
    const auto start = std::chrono::steady_clock::now();
    const auto ended = run_watched([] { return ::pause(); }, 100ms);
    REQUIRE_FALSE(ended.ok());
    CHECK(ended.error().code == ErrorCode::Timeout);
    CHECK(std::chrono::steady_clock::now() - start < 5s);
}

TEST_CASE("work whose processor time runs out in the jail is told as such", "[runtime][watched]") {
    const auto ended = run_watched(
        [] {
            Confinement jail;
            jail.cpu = 1s;
            if (!confine(jail).ok()) return 99;
            while (::getppid() > 0) {
            }
            return 0;
        },
        60s);
    REQUIRE_FALSE(ended.ok());
    CHECK(ended.error().code == ErrorCode::Timeout);
}

TEST_CASE("work that dies harms nobody", "[runtime][watched]") {
    const auto ended = run_watched([] { return ::raise(SIGKILL); }, 10s);
    REQUIRE_FALSE(ended.ok());
    CHECK(ended.error().code == ErrorCode::Internal);
    CHECK(ended.error().detail == "signal 9");
}
