#include "server_process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

#include "link.hpp"

namespace quillport::worker {
namespace {

using namespace std::chrono_literals;
constexpr auto kPatience = 60s;  // the first font cache of a machine takes its time

/// What the libraries of the worker look at. Nothing else goes along: settings and secrets of the portal stay out of a process
/// that parses foreign data.
std::vector<std::string> environment() {
    static constexpr std::array kNames{"HOME",         "PATH",           "LANG",          "LC_ALL",          "LC_CTYPE",
                                       "TMPDIR",       "XDG_CACHE_HOME", "XDG_DATA_HOME", "FONTCONFIG_FILE", "FONTCONFIG_PATH",
                                       "ASAN_OPTIONS", "UBSAN_OPTIONS",  "TSAN_OPTIONS"};
    std::vector<std::string> kept;
    for (const char* name : kNames) {
        if (const char* value = std::getenv(name); value != nullptr) kept.push_back(std::string(name) + "=" + value);
    }
    return kept;
}

Result<pid_t> spawn(const std::filesystem::path& program, const runtime::Descriptor& socket) {
    std::vector<std::string> kept = environment();
    std::vector<char*> names;
    for (auto& entry : kept) names.push_back(entry.data());
    names.push_back(nullptr);
    std::string path = program.string(), order = "serve";
    const std::array<char*, 3> arguments{path.data(), order.data(), nullptr};
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDWR, 0);
    posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, socket.get(), kOrders);
    posix_spawn_file_actions_addclosefrom_np(&actions, kOrders + 1);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    sigset_t none;
    sigemptyset(&none);
    posix_spawnattr_setsigmask(&attributes, &none);
    // Who ignores SIGCHLD would make the server deaf to the ends of its jobs: that is inherited.
    sigset_t all;
    sigfillset(&all);
    posix_spawnattr_setsigdefault(&attributes, &all);
    // A group of its own: Ctrl-C at a terminal reaches the portal, which ends the worker when its jobs are done.
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
    pid_t pid = -1;
    const int problem = ::posix_spawn(&pid, path.c_str(), &actions, &attributes, arguments.data(), names.data());
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    if (problem != 0) {
        return Error{ErrorCode::Unavailable, "the worker cannot be started", runtime::error_from_errno(problem, {}).detail};
    }
    return pid;
}

/// What the server says within our patience; nothing when it ends or stays silent.
char greeting_of(const runtime::Descriptor& socket) {
    pollfd watched{socket.get(), POLLIN, 0};
    const auto end = std::chrono::steady_clock::now() + kPatience;
    char greeting = 0;
    while (true) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
        const int ready = left.count() > 0 ? ::poll(&watched, 1, static_cast<int>(left.count())) : 0;
        if (ready < 0 && errno == EINTR) continue;
        if (ready > 0 && ::recv(socket.get(), &greeting, 1, 0) == 1) return greeting;
        return 0;
    }
}

}  // namespace

Result<std::shared_ptr<ServerProcess>> ServerProcess::start(const std::filesystem::path& program) {
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends.data()) != 0) {
        return runtime::error_from_errno(errno, "making a socket for the worker");
    }
    runtime::Descriptor ours(ends[0]);
    runtime::Descriptor theirs(ends[1]);
    auto pid = spawn(program, theirs);
    if (!pid.ok()) return pid.error();
    theirs = runtime::Descriptor();
    auto server = std::make_shared<ServerProcess>(pid.value(), std::move(ours));
    switch (static_cast<Greeting>(greeting_of(server->socket()))) {
        case Greeting::Ready:
            return server;
        case Greeting::NoJail:
            return Error{ErrorCode::Unavailable, "the kernel closes no jail, so nothing foreign is parsed", "no_jail"};
    }
    server->kill();
    return Error{ErrorCode::Unavailable, "the worker did not get ready", {}};
}

ServerProcess::~ServerProcess() {
    socket_ = runtime::Descriptor();
    for (int i = 0; i < 200; ++i) {
        const pid_t ended = ::waitpid(pid_, nullptr, WNOHANG);
        if (ended == pid_ || (ended < 0 && errno == ECHILD)) return;
        std::this_thread::sleep_for(10ms);
    }
    kill();
    ::waitpid(pid_, nullptr, 0);
}

void ServerProcess::kill() const noexcept { ::kill(pid_, SIGKILL); }

}  // namespace quillport::worker
