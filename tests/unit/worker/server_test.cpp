#include <catch2/catch.hpp>

#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "caller.hpp"
#include "probe.hpp"

using namespace quillport;
using namespace quillport::worker;
using namespace std::chrono_literals;
using quillport::test::Try;
using Clock = std::chrono::steady_clock;

namespace {

const std::string kProbe = QUILLPORT_BINARY_DIR "/bin/quillport-worker-probe";

class Probe {
  public:
    explicit Probe(WorkerLimits limits = {}) : caller_(kProbe, limits) {}
    Result<Bytes> operator()(Try what, std::string_view arguments = {}, std::string_view document = "doc") {
        return caller_.call(static_cast<std::uint32_t>(what), bytes_of(arguments), bytes_of(document));
    }
    std::string says(Try what, std::string_view arguments = {}) {
        const auto answer = (*this)(what, arguments);
        return answer.ok() ? std::string(text_of(answer.value())) : std::string(name_of(answer.error().code));
    }
    ErrorCode fails(Try what) {
        const auto answer = (*this)(what);
        REQUIRE_FALSE(answer.ok());
        INFO(answer.error().what << " " << answer.error().detail);
        CHECK_FALSE(answer.error().what.empty());
        return answer.error().code;
    }
    bool works() { return says(Try::Echo, "still ") == "still doc"; }
    Caller& caller() { return caller_; }

  private:
    Caller caller_;
};

bool is_gone(pid_t pid) {
    for (int i = 0; i < 300; ++i) {
        std::ifstream status("/proc/" + std::to_string(pid) + "/stat");
        std::string line;
        if (!std::getline(status, line) || line.find(") Z ") != std::string::npos) return true;
        std::this_thread::sleep_for(10ms);
    }
    return false;
}

}  // namespace

TEST_CASE("a job gets its arguments and its document, and its answer comes back", "[worker]") {
    Probe probe;
    CHECK(probe.works());
    const std::string large(3'000'000, 'x');
    CHECK(probe(Try::Echo, "", large).value().size() == large.size());
    CHECK(probe(Try::Echo, "", "").value().empty());
    CHECK(probe(static_cast<Try>(999)).error().code == ErrorCode::Internal);
}

TEST_CASE("a job reaches no file, no network, no other process", "[worker]") {
    Probe probe;
    CHECK(probe.says(Try::OpenFile, "/etc/passwd") == "refused");
    CHECK(probe.says(Try::OpenFile, "/proc/self/environ") == "refused");
    CHECK(probe.says(Try::OpenFile, "/usr/share/fonts") == "done");
    CHECK(probe.says(Try::Connect) == "refused");
    CHECK(probe.says(Try::Fork) == "refused");
    CHECK(probe.says(Try::Execute) == "refused");
    CHECK(probe.says(Try::KillServer) == "refused");
    CHECK(probe.says(Try::SeeOthers) == "xx");
    CHECK(probe.works());
}

TEST_CASE("no secret of the portal's environment goes along", "[worker]") {
    ::setenv("QUILLPORT_SMTP_PASSWORD", "hunter2", 1);
    Probe probe;
    const std::string names = probe.says(Try::Environment);
    CHECK(names.find("hunter2") == std::string::npos);
    ::unsetenv("QUILLPORT_SMTP_PASSWORD");
}

TEST_CASE("a job that takes too long ends in time, busy or not", "[worker]") {
    Probe probe({.wall = 400ms});
    REQUIRE(probe.works());
    for (const Try what : {Try::Spin, Try::Sleep}) {
        const auto start = Clock::now();
        CHECK(probe.fails(what) == ErrorCode::Timeout);
        CHECK(Clock::now() - start < 3s);
    }
    CHECK(probe.works());
}

TEST_CASE("a job that eats memory ends before it hurts", "[worker]") {
    Probe probe({.memory = 64U << 20U});
    CHECK(probe.fails(Try::Eat) == ErrorCode::TooLarge);
    CHECK(probe.works());
#ifndef QUILLPORT_SANITIZED
    CHECK(probe.fails(Try::EatQuietly) == ErrorCode::TooLarge);
    CHECK(probe.works());
#endif
}

TEST_CASE("a job that dies is an error and never the death of the server", "[worker]") {
    Probe probe;
    REQUIRE(probe.works());
    const pid_t server = probe.caller().server_pid();
    for (const Try what : {Try::Crash, Try::Overflow, Try::Throw, Try::Exit, Try::Lie}) {
        CAPTURE(static_cast<int>(what));
        CHECK(probe.fails(what) == ErrorCode::Internal);
        CHECK(probe.works());
    }
    CHECK(probe.caller().server_pid() == server);
}

TEST_CASE("an answer that the machine does not take says nothing of the document", "[worker]") {
    Probe probe;
    CHECK(probe.fails(Try::LoseAnswer) == ErrorCode::NoSpace);
    CHECK(probe.works());
}

TEST_CASE("an answer has an end", "[worker]") {
    Probe probe;
    CHECK(probe.fails(Try::Flood) == ErrorCode::TooLarge);
    CHECK(probe.works());
}

TEST_CASE("many callers are served side by side, never more than allowed", "[worker]") {
    Probe probe({.wall = 5s, .parallel = 3});
    REQUIRE(probe.works());
    std::atomic<int> good{0};
    std::vector<std::thread> callers;
    for (int t = 0; t < 8; ++t) {
        callers.emplace_back([&, t] {
            for (int i = 0; i < 10; ++i) {
                const std::string name = std::to_string(t * 100 + i);
                const auto answer = probe(Try::Echo, name, "!");
                if (answer.ok() && text_of(answer.value()) == name + "!") ++good;
            }
        });
    }
    for (auto& caller : callers) caller.join();
    CHECK(good == 80);
}

TEST_CASE("sleepers side by side need the time of one", "[worker]") {
    Probe probe({.wall = 700ms, .parallel = 2});
    REQUIRE(probe.works());
    const auto start = Clock::now();
    std::thread other([&] { static_cast<void>(probe(Try::Sleep)); });
    static_cast<void>(probe(Try::Sleep));
    other.join();
    CHECK(Clock::now() - start < 1300ms);
}

TEST_CASE("a server that is gone is started again", "[worker]") {
    Probe probe;
    REQUIRE(probe.works());
    const pid_t first = probe.caller().server_pid();
    ::kill(first, SIGKILL);
    CHECK(is_gone(first));
    CHECK(probe.works());
    CHECK(probe.caller().server_pid() != first);
}

TEST_CASE("a server that goes while it works is told as unavailable", "[worker]") {
    Probe probe({.wall = 20s});
    REQUIRE(probe.works());
    std::thread killer([&] {
        std::this_thread::sleep_for(200ms);
        ::kill(probe.caller().server_pid(), SIGKILL);
    });
    CHECK(probe.fails(Try::Sleep) == ErrorCode::Unavailable);
    killer.join();
    CHECK(probe.works());
}

TEST_CASE("a worker that is not there is unavailable", "[worker]") {
    Caller missing("/nowhere/quillport-worker", {});
    CHECK(missing.start().error().code == ErrorCode::Unavailable);
    Caller other("/bin/true", {});
    CHECK(other.start().error().code == ErrorCode::Unavailable);
}

TEST_CASE("a server outlives what a stop of the service sends, and a client that ignores its children", "[worker]") {
    const auto before = std::signal(SIGCHLD, SIG_IGN);
    Probe probe({.wall = 500ms});
    REQUIRE(probe.works());
    const pid_t server = probe.caller().server_pid();
    ::kill(server, SIGTERM);
    CHECK(probe.fails(Try::Crash) == ErrorCode::Internal);
    CHECK(probe.works());
    CHECK(probe.caller().server_pid() == server);
    std::signal(SIGCHLD, before);
}

TEST_CASE("when the client dies its server and the jobs end too", "[worker]") {
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    const pid_t client = ::fork();
    if (client == 0) {
        Caller caller(kProbe, {});
        static_cast<void>(caller.start());
        const pid_t server = caller.server_pid();
        static_cast<void>(::write(ends[1], &server, sizeof server) == sizeof server);
        static_cast<void>(caller.call(static_cast<std::uint32_t>(Try::Sleep), {}, {}));
        ::_exit(0);
    }
    pid_t server = -1;
    REQUIRE(::read(ends[0], &server, sizeof server) == sizeof server);
    REQUIRE(server > 0);
    std::this_thread::sleep_for(100ms);  // the job sleeps by now
    std::ifstream children("/proc/" + std::to_string(server) + "/task/" + std::to_string(server) + "/children");
    pid_t job = -1;
    children >> job;
    ::kill(client, SIGKILL);
    ::waitpid(client, nullptr, 0);
    CHECK(is_gone(server));
    if (job > 0) CHECK(is_gone(job));
    ::close(ends[0]);
    ::close(ends[1]);
}
