#include "quillport/runtime/watched.hpp"

#include <poll.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "quillport/runtime/file.hpp"

namespace quillport::runtime {
namespace {

using Clock = std::chrono::steady_clock;

[[noreturn]] void run_in_child(const std::function<int()>& work, pid_t parent) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent) ::_exit(EXIT_FAILURE);
    std::signal(SIGPIPE, SIG_IGN);  // a reader that went away is a write that fails
    const int status = work();
    std::fflush(nullptr);
    ::_exit(status);
}

/// False when the child still runs after `wall`.
bool ends_within(const Descriptor& child, std::chrono::milliseconds wall) {
    const auto end = Clock::now() + wall;
    while (true) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - Clock::now());
        if (left.count() <= 0) return false;
        pollfd watched{child.get(), POLLIN, 0};
        const int ready = ::poll(&watched, 1, static_cast<int>(left.count()));
        if (ready > 0 || (ready < 0 && errno != EINTR)) return true;
    }
}

}  // namespace

Result<int> run_watched(const std::function<int()>& work, std::chrono::milliseconds wall) {
    const pid_t parent = ::getpid();
    const pid_t child = ::fork();
    if (child < 0) return error_from_errno(errno, "starting a child process");
    if (child == 0) run_in_child(work, parent);
    const Descriptor handle(static_cast<int>(::syscall(SYS_pidfd_open, child, 0)));
    const bool late = handle.valid() && !ends_within(handle, wall);
    if (late) ::kill(child, SIGKILL);
    int status = 0;
    while (::waitpid(child, &status, 0) < 0) {
        if (errno != EINTR) return error_from_errno(errno, "waiting for a child process");
    }
    if (WIFEXITED(status)) return WEXITSTATUS(status);
    const int signal = WTERMSIG(status);
    if (late || signal == SIGXCPU) return Error{ErrorCode::Timeout, "the work took too long", "time"};
    return Error{ErrorCode::Internal, "the work died", "signal " + std::to_string(signal)};
}

}  // namespace quillport::runtime
