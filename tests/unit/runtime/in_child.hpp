#pragma once
#include <sys/wait.h>
#include <unistd.h>

namespace quillport::test {

/// Runs `act` in a child process and returns its exit status; -1 when a signal ended it. For what cannot be undone.
template <typename Act>
int in_child(Act act) {
    const pid_t child = ::fork();
    if (child == 0) ::_exit(act());
    int status = 0;
    if (child < 0 || ::waitpid(child, &status, 0) != child) return -2;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace quillport::test
