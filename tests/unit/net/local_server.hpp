#pragma once
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <string>
#include <vector>

#include "quillport/runtime/file.hpp"

namespace quillport::test {

/// A server in Python beside the test, on a free port of the loopback; gone with this object.
class LocalServer {
  public:
    explicit LocalServer(const std::string& script, const std::vector<std::string>& arguments = {}) {
        int input[2], output[2];
        if (::pipe2(input, O_CLOEXEC) != 0 || ::pipe2(output, O_CLOEXEC) != 0) return;
        const std::string path = std::string(QUILLPORT_SOURCE_DIR) + "/tests/unit/net/" + script;
        std::vector<char*> words{const_cast<char*>("python3"), const_cast<char*>("-Wignore"), const_cast<char*>(path.c_str())};
        for (const auto& argument : arguments) words.push_back(const_cast<char*>(argument.c_str()));
        words.push_back(nullptr);
        child_ = ::fork();
        if (child_ == 0) {
            ::dup2(input[0], STDIN_FILENO);
            ::dup2(output[1], STDOUT_FILENO);
            ::execv("/usr/bin/python3", words.data());
            ::_exit(127);
        }
        ::close(input[0]);
        ::close(output[1]);
        alive_ = runtime::Descriptor(input[1]);
        const runtime::Descriptor said(output[0]);
        char c = 0;
        while (::read(said.get(), &c, 1) == 1 && c != '\n') port_ += c;
    }
    ~LocalServer() {
        alive_ = runtime::Descriptor();
        ::kill(child_, SIGTERM);
        ::waitpid(child_, nullptr, 0);
    }
    LocalServer(const LocalServer&) = delete;
    LocalServer& operator=(const LocalServer&) = delete;
    [[nodiscard]] const std::string& port() const { return port_; }

  private:
    pid_t child_ = -1;
    runtime::Descriptor alive_;
    std::string port_;
};

/// A port of the loopback where nobody listens.
inline std::string closed_port() { return "1"; }

/// What a command prints.
inline std::string printed_by(const std::string& command) {
    std::string text;
    std::FILE* pipe = ::popen(command.c_str(), "r");
    char buffer[4096];
    for (std::size_t n = 0; (n = std::fread(buffer, 1, sizeof buffer, pipe)) > 0;) text.append(buffer, n);
    ::pclose(pipe);
    return text;
}

}  // namespace quillport::test
