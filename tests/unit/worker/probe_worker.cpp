#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <cstring>
#include <new>
#include <stdexcept>
#include <string>
#include <vector>

#include "probe.hpp"
#include "server.hpp"

using namespace quillport;
using quillport::test::Try;

namespace {

Result<Bytes> said(bool done) { return copy_of(done ? "done" : "refused"); }

Result<Bytes> echo(BytesView arguments, BytesView document) {
    Bytes both = copy_of(arguments);
    both.insert(both.end(), document.begin(), document.end());
    return both;
}
Result<Bytes> open_file(BytesView arguments, BytesView) {
    return said(::open(std::string(text_of(arguments)).c_str(), O_RDONLY | O_CLOEXEC) >= 0);
}
Result<Bytes> connect(BytesView, BytesView) {
    return said(::socket(AF_INET, SOCK_STREAM, 0) >= 0 || ::socket(AF_UNIX, SOCK_STREAM, 0) >= 0);
}
Result<Bytes> fork_child(BytesView, BytesView) { return said(::fork() >= 0); }
Result<Bytes> execute(BytesView, BytesView) { return said(::execl("/bin/true", "true", nullptr) >= 0); }
Result<Bytes> kill_server(BytesView, BytesView) { return said(::kill(::getppid(), SIGKILL) == 0); }
Result<Bytes> see_others(BytesView, BytesView) {
    std::string open;
    for (int fd = 3; fd < 200; ++fd) {
        if (::fcntl(fd, F_GETFD) >= 0) open += 'x';
    }
    return copy_of(open);
}
Result<Bytes> spin(BytesView, BytesView) {
    for (volatile bool on = true; on;) {
    }
    return said(true);
}
Result<Bytes> sleep_on(BytesView, BytesView) {
    while (true) ::pause();
}
Result<Bytes> eat(BytesView, BytesView) {
    std::vector<Bytes> eaten;
    while (true) {
        eaten.emplace_back(1U << 20U, std::byte{1});
        ::usleep(500);  // slow enough to be seen on a busy machine
    }
}
Result<Bytes> eat_quietly(BytesView, BytesView) {
    const Bytes all(std::size_t{1} << 40U);
    return said(all.empty());
}
Result<Bytes> crash(BytesView, BytesView) {
    std::signal(SIGSEGV, SIG_DFL);  // a sanitizer's handler would make a report of it
    ::raise(SIGSEGV);
    return said(true);
}
int deeper(int depth) {
    volatile char room[4096];
    room[0] = static_cast<char>(depth);
    return depth < 0 ? room[0] : deeper(depth + 1) + room[0];
}
Result<Bytes> overflow(BytesView, BytesView) {
    std::signal(SIGSEGV, SIG_DFL);
    return said(deeper(1) != 0);
}
Result<Bytes> fail(BytesView, BytesView) { throw std::runtime_error("a library threw"); }
Result<Bytes> leave(BytesView, BytesView) { ::_exit(0); }
Result<Bytes> lose_answer(BytesView, BytesView) {
    for (int fd = 3; fd < 200; ++fd) ::close(fd);
    return said(true);
}
Result<Bytes> lie(BytesView, BytesView) {
    // The answer's file is the one of two that takes a write.
    for (int fd = 3; fd < 200; ++fd) {
        if (::write(fd, "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff", 10) == 10) break;
    }
    ::_exit(0);
}
Result<Bytes> flood(BytesView, BytesView) {
    const Bytes block(1U << 20U, std::byte{1});
    for (int fd = 3; fd < 200; ++fd) {
        while (::write(fd, block.data(), block.size()) > 0) {
        }
    }
    return said(false);
}
Result<Bytes> environment(BytesView, BytesView) {
    std::string names;
    for (char** entry = ::environ; *entry != nullptr; ++entry) names += std::string(*entry) + "\n";
    return copy_of(names);
}

constexpr worker::Task task(Try what, Result<Bytes> (*run)(BytesView, BytesView)) {
    return {static_cast<std::uint32_t>(what), "probe", run};
}
constexpr worker::Tool kTool{QUILLPORT_PROBE_TOOL, {}, {}};
constexpr worker::Tool kNoTool{"/usr/bin/quillport-no-such-tool", {}, {}};

constexpr worker::Task kTasks[] = {
    task(Try::Echo, echo),
    task(Try::OpenFile, open_file),
    task(Try::Connect, connect),
    task(Try::Fork, fork_child),
    task(Try::Execute, execute),
    task(Try::KillServer, kill_server),
    task(Try::SeeOthers, see_others),
    task(Try::Spin, spin),
    task(Try::Sleep, sleep_on),
    task(Try::Eat, eat),
    task(Try::EatQuietly, eat_quietly),
    task(Try::Crash, crash),
    task(Try::Overflow, overflow),
    task(Try::Throw, fail),
    task(Try::Exit, leave),
    task(Try::LoseAnswer, lose_answer),
    task(Try::Lie, lie),
    task(Try::Flood, flood),
    task(Try::Environment, environment),
    {static_cast<std::uint32_t>(Try::Tool), "tool", nullptr, &kTool},
    {static_cast<std::uint32_t>(Try::NoTool), "no_tool", nullptr, &kNoTool},
};

}  // namespace

int main() { return worker::serve({kTasks, {"/usr/share/fonts"}}); }
