#include <catch2/catch.hpp>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <thread>
#include <vector>

#include "in_child.hpp"
#include "landlock.hpp"
#include "quillport/runtime/confine.hpp"
#include "quillport/runtime/file.hpp"
#include "syscall_filter.hpp"

using namespace quillport;
using namespace quillport::runtime;
using quillport::test::in_child;

namespace {

/// Exit status of a child that enters `jail` and returns what `act` returns; 99: the jail would not close.
template <typename Act>
int jailed(const Confinement& jail, Act act) {
    return in_child([&] {
        if (!confine(jail).ok()) return 99;
        return act();
    });
}

bool opens(const char* path, int flags = O_RDONLY) { return Descriptor(::open(path, flags | O_CLOEXEC)).valid(); }

/// A listening TCP socket on a free port of the loopback, so that a refused connection can only be the jail's doing.
struct Listener {
    Descriptor fd{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)};
    sockaddr_in address{};
    Listener() {
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        REQUIRE(::bind(fd.get(), reinterpret_cast<sockaddr*>(&address), size) == 0);
        REQUIRE(::listen(fd.get(), 4) == 0);
        REQUIRE(::getsockname(fd.get(), reinterpret_cast<sockaddr*>(&address), &size) == 0);
    }
    [[nodiscard]] bool answers(int socket) const {
        return ::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    }
};

}  // namespace

TEST_CASE("in the jail no file opens, not even for reading", "[runtime][confine]") {
    REQUIRE(opens("/etc/passwd"));
    CHECK(jailed({}, [] { return opens("/etc/passwd") ? 1 : 0; }) == 0);
    CHECK(jailed({}, [] { return opens("/tmp/quillport-escape", O_WRONLY | O_CREAT) ? 1 : 0; }) == 0);
    CHECK(jailed({}, [] { return opens("/proc/self/environ") || opens("/proc/1/status") ? 1 : 0; }) == 0);
    CHECK_FALSE(opens("/tmp/quillport-escape"));
}

TEST_CASE("in the jail what is named stays readable, and only that", "[runtime][confine]") {
    const Confinement jail{.readable = {"/etc/hostname", "/usr/share/fonts", "/does/not/exist"}};
    CHECK(jailed(jail, [] { return opens("/etc/hostname") ? 0 : 1; }) == 0);
    CHECK(jailed(jail, [] { return opens("/usr/share/fonts", O_RDONLY | O_DIRECTORY) ? 0 : 1; }) == 0);
    CHECK(jailed(jail, [] { return opens("/etc/passwd") || opens("/usr/share") || opens("/etc/hostname", O_RDWR) ? 1 : 0; }) ==
          0);
}

TEST_CASE("in the jail a writable folder takes files and the rest does not", "[runtime][confine]") {
    char folder[] = "/tmp/quillport-jail-XXXXXX";
    REQUIRE(::mkdtemp(folder) != nullptr);
    const std::string path = std::string(folder) + "/a";
    CHECK(jailed({.writable = {folder}}, [&] { return write_durably(path, bytes_of("x")).ok() ? 0 : 1; }) == 0);
    CHECK(opens(path.c_str()));
    CHECK(jailed({.readable = {folder}}, [&] {
              const bool changed = write_durably(path, bytes_of("y")).ok() || ::unlink(path.c_str()) == 0 ||
                                   ::chmod(path.c_str(), 0777) == 0 || ::truncate(path.c_str(), 0) == 0;
              return changed ? 1 : 0;
          }) == 0);
    std::filesystem::remove_all(folder);
}

TEST_CASE("in the jail there is no network", "[runtime][confine]") {
    const Listener listener;
    REQUIRE(listener.answers(Descriptor(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)).get()));
    const Confinement kinds[] = {{}, {.executable = {"/usr/bin/true"}}};
    for (const Confinement& jail : kinds) {
        CHECK(jailed(jail, [] { return ::socket(AF_INET, SOCK_STREAM, 0) < 0 ? 0 : 1; }) == 0);
        CHECK(jailed(jail,
                     [] { return ::socket(AF_INET6, SOCK_DGRAM, 0) < 0 && ::socket(AF_NETLINK, SOCK_RAW, 0) < 0 ? 0 : 1; }) == 0);
    }
    // A socket from before the jail is no way out either.
    const Descriptor before(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    CHECK(jailed({}, [&] { return listener.answers(before.get()) ? 1 : 0; }) == 0);
    CHECK(listener.answers(before.get()));
}

TEST_CASE("in the jail no program starts and no child is born, unless it is the jail of a launcher", "[runtime][confine]") {
    const auto run_true = [] {
        ::execl("/bin/true", "true", nullptr);
        return 7;
    };
    CHECK(jailed({}, run_true) == 7);
    CHECK(jailed({.readable = {"/usr", "/lib", "/lib64", "/bin"}}, run_true) == 7);
    const Confinement launcher{.readable = {"/usr/lib", "/lib", "/lib64", "/etc/ld.so.cache"},
                               .executable = {"/bin/true", "/lib64/ld-linux-x86-64.so.2", "/lib/ld-linux-aarch64.so.1"}};
    CHECK(jailed(launcher, run_true) == 0);
    CHECK(jailed(launcher, [] {
              ::execl("/bin/false", "false", nullptr);
              return 7;
          }) == 7);
    for (const Confinement& jail : {Confinement{}, launcher}) {
        CHECK(jailed(jail, [] { return ::fork() < 0 && ::vfork() < 0 ? 0 : 1; }) == 0);
        CHECK(jailed(jail, [] { return ::setsid() < 0 && ::setpgid(0, 0) < 0 ? 0 : 1; }) == 0);
        CHECK(jailed(jail, [] { return ::socket(AF_UNIX, SOCK_STREAM, 0) < 0 ? 0 : 1; }) == 0);
    }
}

TEST_CASE("in the jail threads still work", "[runtime][confine]") {
    CHECK(jailed({}, [] {
              int sum = 0;
              std::thread([&] { sum = 42; }).join();
              return sum == 42 ? 0 : 1;
          }) == 0);
}

TEST_CASE("in the jail other processes are out of reach", "[runtime][confine]") {
    const pid_t parent = ::getpid();
    CHECK(jailed({}, [&] { return ::kill(parent, 0) < 0 && ::kill(1, 0) < 0 ? 0 : 1; }) == 0);
    CHECK(jailed({}, [&] { return ::ptrace(PTRACE_ATTACH, parent, nullptr, nullptr) < 0 ? 0 : 1; }) == 0);
    CHECK(jailed({}, [] { return ::syscall(SYS_io_uring_setup, 4, nullptr) < 0 && errno == EPERM ? 0 : 1; }) == 0);
    CHECK(jailed({}, [] { return ::syscall(SYS_clone3, nullptr, 0) < 0 && errno == ENOSYS ? 0 : 1; }) == 0);
    CHECK(jailed({}, [] { return ::syscall(SYS_unshare, 0x10000000) < 0 && errno == EPERM ? 0 : 1; }) == 0);
    CHECK(jailed({}, [] { return ::raise(0) == 0 ? 0 : 1; }) == 0);
}

TEST_CASE("in the jail there are limits and no core file", "[runtime][confine]") {
    CHECK(jailed({}, [] {
              struct rlimit core {};
              ::getrlimit(RLIMIT_CORE, &core);
              return core.rlim_max == 0 ? 0 : 1;
          }) == 0);
    CHECK(jailed({.cpu = std::chrono::seconds(1)}, [] {
              for (std::atomic<unsigned> n = 0;; ++n) {
              }
              return 0;
          }) == -1);
#ifndef QUILLPORT_SANITIZED
    CHECK(jailed({.memory = std::uint64_t{256} << 20U}, [] {
              void* block = std::malloc(std::size_t{512} << 20U);
              const int status = block == nullptr ? 0 : 1;
              std::free(block);
              return status;
          }) == 0);
#endif
}

TEST_CASE("older versions of Landlock close the jail for files too", "[runtime][confine]") {
    // Debian 12's own kernel has version 2; this kernel also takes the rules of every version before its own.
    for (int version = 1; version <= landlock_version(); ++version) {
        CAPTURE(version);
        CHECK(in_child([&] {
                  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return 99;
                  if (!restrict_paths({.readable = {"/etc/hostname"}, .writable = {"/var/tmp"}}, version).ok()) return 98;
                  return opens("/etc/hostname") && !opens("/etc/passwd") && !opens("/usr/share") ? 0 : 1;
              }) == 0);
    }
}

TEST_CASE("a jailed program that ends in the ordinary way says what it wanted to say", "[runtime][confine]") {
    CHECK(jailed({}, [] {
              std::exit(5);
              return 0;
          }) == 5);
}

TEST_CASE("on a kernel without Landlock the filter alone lets no file open", "[runtime][confine]") {
    CHECK(in_child([] {
              if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || !filter_system_calls({.may_open = false}).ok()) return 99;
              const bool reached = opens("/etc/hostname") || opens("/tmp/quillport-escape", O_WRONLY | O_CREAT) ||
                                   ::rename("/tmp/quillport-a", "/tmp/quillport-b") == 0 || errno != EPERM;
              return reached ? 1 : 0;
          }) == 0);
}

TEST_CASE("a font of the user's own stays readable", "[runtime][confine]") {
    char home[] = "/tmp/quillport-home-XXXXXX";
    REQUIRE(::mkdtemp(home) != nullptr);
    const auto fonts = std::filesystem::path(home) / ".local/share/fonts";
    std::filesystem::create_directories(fonts);
    CHECK(in_child([&] {
              ::setenv("HOME", home, 1);
              const auto folders = font_folders();
              return std::find(folders.begin(), folders.end(), fonts) != folders.end() ? 0 : 1;
          }) == 0);
    std::filesystem::remove_all(home);
}

TEST_CASE("the folders for fonts exist", "[runtime][confine]") {
    REQUIRE_FALSE(font_folders().empty());
    for (const auto& folder : font_folders()) CHECK(std::filesystem::is_directory(folder));
}
