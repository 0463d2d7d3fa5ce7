#include "job.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <exception>
#include <fstream>
#include <new>

#include "messages.hpp"
#include "quillport/runtime/confine.hpp"
#include "wire.hpp"

namespace quillport::worker {
namespace {

constexpr std::uint64_t kSpareMemory = std::uint64_t{2} << 30U;
constexpr std::chrono::minutes kSpareWall{10};

[[noreturn]] void leave(JobExit status) { ::_exit(static_cast<int>(status)); }

/// Closes every descriptor but the standard ones and these two: sockets and documents of other jobs are nobody's business here.
void keep_only(int a, int b) {
    const auto low = static_cast<unsigned>(std::min(a, b)), high = static_cast<unsigned>(std::max(a, b));
    if (low > 3) ::close_range(3, low - 1, 0);
    if (high > low + 1) ::close_range(low + 1, high - 1, 0);
    ::close_range(high + 1, ~0U, 0);
}

/// Address space of this process in bytes (proc(5), /proc/pid/statm).
std::uint64_t address_space() {
    std::ifstream file("/proc/self/statm");
    std::uint64_t pages = 0;
    file >> pages;
    return pages * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

runtime::Confinement jail_for(const Order& order, const Offer& offer) {
    runtime::Confinement jail;
    jail.readable = offer.readable;
    // Twice what may be resident, above what was there before: the server's look at the resident memory comes first and can say
    // why.
    jail.memory = address_space() + 2 * order.memory;
    jail.cpu = std::chrono::ceil<std::chrono::seconds>(order.wall) + std::chrono::seconds(1);
    return jail;
}

void limit_answer() {
    std::signal(SIGXFSZ, SIG_IGN);  // a write beyond the limit then fails instead of killing
    const struct rlimit limit { kAnswerLimit, kAnswerLimit };
    if (::setrlimit(RLIMIT_FSIZE, &limit) != 0) leave(JobExit::NoJail);
}

/// The request as memory; it is sealed, so nobody changes it meanwhile.
BytesView mapped(const runtime::Descriptor& file) {
    struct stat about {};
    if (::fstat(file.get(), &about) != 0 || about.st_size <= 0) return {};
    const auto size = static_cast<std::size_t>(about.st_size);
    const void* start = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.get(), 0);
    return start == MAP_FAILED ? BytesView{} : BytesView{static_cast<const std::byte*>(start), size};
}

struct Request {
    BytesView arguments, document;
};

/// Splits the request without a copy: length of the arguments, arguments, document.
Result<Request> split(BytesView request) {
    const Error bad{ErrorCode::Internal, "a request without arguments", {}};
    if (request.size() < sizeof(std::uint64_t)) return bad;
    Reader head(request.first(sizeof(std::uint64_t)));
    const std::uint64_t size = head.number();
    const BytesView rest = request.subspan(sizeof(std::uint64_t));
    if (size > rest.size()) return bad;
    return Request{rest.first(static_cast<std::size_t>(size)), rest.subspan(static_cast<std::size_t>(size))};
}

Result<Bytes> done(const Task& task, BytesView whole) {
    const auto request = split(whole);
    if (!request.ok()) return request.error();
    return task.run(request.value().arguments, request.value().document);
}

[[noreturn]] void hand_over(const Tool& tool, const Order& order, const Offer& offer, const std::filesystem::path& folder) {
    const auto request = split(mapped(order.request));
    if (!request.ok()) leave(JobExit::AnswerLost);
    const Error failed = become(tool, jail_for(order, offer), folder, request.value().document, order.answer);
    leave(failed.code == ErrorCode::NotFound ? JobExit::NoTool : JobExit::NoJail);
}

Result<Bytes> done_safely(const Task* task, BytesView request) {
    if (task == nullptr) return Error{ErrorCode::Internal, "the worker does not know this operation", {}};
    try {
        return done(*task, request);
    } catch (const std::bad_alloc&) {
        return Error{ErrorCode::TooLarge, "the document needs too much memory", "memory"};
    } catch (const std::exception& problem) {
        return Error{ErrorCode::Internal, "a library of the worker failed", problem.what()};
    }
}

Bytes wrapped(const Result<Bytes>& result) {
    Writer out;
    out.flag(result.ok());
    if (result.ok()) {
        out.bytes(result.value());
    } else {
        write(out, result.error());
    }
    return out.take();
}

void write_answer(int fd, BytesView message) {
    while (!message.empty()) {
        const ssize_t written = ::write(fd, message.data(), message.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) leave(errno == EFBIG ? JobExit::AnswerTooLarge : JobExit::AnswerLost);
        message = message.subspan(static_cast<std::size_t>(written));
    }
}

/// What every child does first.
void begin_life(pid_t server) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != server) leave(JobExit::AnswerLost);
    sigset_t none;
    sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
#ifndef QUILLPORT_SANITIZED
    // What libraries print about a document is written by the document: it does not reach the log. A sanitizer's report does.
    ::dup2(STDIN_FILENO, STDERR_FILENO);
#endif
    limit_answer();
}

[[noreturn]] void answer(const Order& order, const Task* task) {
    write_answer(order.answer.get(), wrapped(done_safely(task, mapped(order.request))));
    leave(JobExit::Answered);
}

}  // namespace

const Task* task_of(const Offer& offer, std::uint32_t operation) noexcept {
    const auto task =
        std::find_if(offer.tasks.begin(), offer.tasks.end(), [&](const Task& t) { return t.operation == operation; });
    return task == offer.tasks.end() ? nullptr : &*task;
}

std::vector<int> open_descriptors() {
    std::vector<int> open;
    for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd")) {
        const int fd = std::atoi(entry.path().filename().c_str());
        if (fd > STDERR_FILENO) open.push_back(fd);
    }
    // The one that listed them is among them, and gone.
    std::erase_if(open, [](int fd) { return ::fcntl(fd, F_GETFD) < 0; });
    return open;
}

void run_job(const Order& order, const Offer& offer, const std::filesystem::path& folder, pid_t server) {
    begin_life(server);
    keep_only(order.request.get(), order.answer.get());
    const Task* task = task_of(offer, order.operation);
    if (task != nullptr && task->tool != nullptr) hand_over(*task->tool, order, offer, folder);
    if (!runtime::confine(jail_for(order, offer)).ok()) leave(JobExit::NoJail);
    answer(order, task);
}

void run_spare(const runtime::Descriptor& orders, const std::vector<int>& inherited, const Offer& offer,
               const std::filesystem::path& folder, pid_t server) {
    begin_life(server);
    for (const int fd : open_descriptors())
        if (fd != orders.get() && std::find(inherited.begin(), inherited.end(), fd) == inherited.end()) ::close(fd);
    Order widest;  // the server watches memory and time of the order that comes
    widest.memory = kSpareMemory;
    widest.wall = kSpareWall;
    runtime::Confinement jail = jail_for(widest, offer);
    jail.writable = {folder};
    if (::chdir(folder.c_str()) != 0 || !runtime::confine(jail).ok()) leave(JobExit::NoJail);
    if (!offer.get_ready()) leave(JobExit::NoTool);
    const auto order = receive(orders);
    if (!order.ok()) leave(JobExit::AnswerLost);
    answer(order.value(), task_of(offer, order.value().operation));
}

bool jail_closes(const Offer& offer) {
    const pid_t child = ::fork();
    if (child == 0) {
        Order order;
        order.memory = std::uint64_t{1} << 30U;
        order.wall = std::chrono::seconds(1);
        leave(runtime::confine(jail_for(order, offer)).ok() ? JobExit::Answered : JobExit::NoJail);
    }
    int status = 0;
    return child > 0 && ::waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace quillport::worker
