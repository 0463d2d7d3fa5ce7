#include "terminal.hpp"

#include <termios.h>
#include <unistd.h>

#include <iostream>

namespace quillport::daemon {

namespace {

/// No echo while it lives.
class Quiet {
  public:
    Quiet() {
        if (::tcgetattr(STDIN_FILENO, &before_) != 0) return;
        termios quiet = before_;
        quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        changed_ = ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet) == 0;
    }
    ~Quiet() {
        if (changed_) ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
    }
    Quiet(const Quiet&) = delete;
    Quiet& operator=(const Quiet&) = delete;

  private:
    termios before_{};
    bool changed_ = false;
};

std::string asked(const char* question) {
    std::cerr << question << std::flush;
    const Quiet quiet;
    std::string line;
    std::getline(std::cin, line);
    std::cerr << '\n';
    return line;
}

}  // namespace

int fail(const Error& error) {
    std::cerr << "quillportd: " << error.what;
    if (!error.detail.empty()) std::cerr << ": " << error.detail;
    std::cerr << '\n';
    return 1;
}

Result<std::string> ask_password() {
    std::string password;
    if (::isatty(STDIN_FILENO) == 0) {
        std::getline(std::cin, password);
        return password;
    }
    password = asked("Password: ");
    if (asked("Once more: ") != password) return Error{ErrorCode::InvalidInput, "the two passwords differ", {}};
    return password;
}

}  // namespace quillport::daemon
