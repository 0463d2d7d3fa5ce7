// A tool that tries what its document says, to see that it cannot. Built without sanitizers: they read what no tool may.
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

namespace {

bool opens(const char* path, int flags) { return ::open(path, flags, 0600) >= 0; }

/// The first thing that worked and must not; empty: all was refused.
std::string escaped() {
    if (::socket(AF_INET, SOCK_STREAM, 0) >= 0 || ::socket(AF_INET6, SOCK_DGRAM, 0) >= 0) return "network";
    if (::socket(AF_UNIX, SOCK_STREAM, 0) >= 0) return "local socket";
    for (const char* path :
         {"/etc/passwd", "/etc/shadow", "/proc/self/environ", "/proc/1/status", "/root", "/home", "/tmp", "/var/lib"})
        if (opens(path, O_RDONLY)) return path;
    for (const char* path :
         {"/tmp/quillport-escape", "/var/tmp/quillport-escape", "/dev/shm/quillport-escape", "../quillport-escape"})
        if (opens(path, O_WRONLY | O_CREAT)) return path;
    if (::symlink("/etc/passwd", "link") == 0 && opens("link", O_RDONLY)) return "symbolic link";
    if (::link("/etc/passwd", "hard") == 0) return "hard link";
    if (::rename("document", "/tmp/quillport-escape") == 0) return "rename";
    if (::execl("/bin/true", "true", nullptr) == 0) return "program";
    if (::kill(::getppid(), 0) == 0) return "signal";
    if (::setsid() >= 0) return "session";
    if (std::getenv("QUILLPORT_SECRET") != nullptr) return "environment";
    for (int fd = 3; fd < 100; ++fd)
        if (::fcntl(fd, F_GETFD) >= 0) return "descriptor";
    return {};
}

std::string children() {
    for (int i = 0; i < 100'000; ++i)
        if (::fork() < 0) return "refused";
    return "done";
}

void eat() {
    for (std::vector<std::string> eaten;;) {
        eaten.emplace_back(1U << 20U, 'x');
        ::usleep(500);
    }
}

void fill_folder() {
    const std::string block(1U << 20U, 'x');
    for (int file = 0;; ++file) {
        std::ofstream out(std::to_string(file));
        for (int i = 0; i < 100; ++i) out << block;
    }
}

}  // namespace

int main() {
    std::string word;
    std::getline(std::ifstream("document"), word);
    if (word == "escape") std::cout << escaped();
    if (word == "children") std::cout << children();
    if (word == "eat") eat();
    if (word == "fill") fill_folder();
    if (word == "sleep") ::pause();
    if (word == "fail") return 1;
    if (word == "crash") ::raise(SIGSEGV);
    if (word == "flood")
        while (std::cout << std::string(1U << 20U, 'x')) {
        }
    if (word == "where") {
        std::ofstream("note") << "kept";
        std::cout << std::getenv("HOME") << "\n" << std::getenv("TMPDIR");
    }
    return std::cout.flush() ? 0 : 1;
}
