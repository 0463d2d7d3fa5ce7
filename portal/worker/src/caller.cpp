#include "caller.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

#include "messages.hpp"

namespace quillport::worker {
namespace {

using namespace std::chrono_literals;
/// How much longer than a job's wall time the server may take before it is held to be stuck.
constexpr auto kGrace = 10s;

Result<runtime::Descriptor> request_of(BytesView arguments, BytesView document) {
    Writer out;
    out.bytes(arguments);
    Bytes head = out.take();
    head.insert(head.end(), document.begin(), document.end());
    return runtime::memory_file(head, "quillport-request");
}

// The file's bytes go from one file into the other in the kernel (sendfile(2)).
Result<runtime::Descriptor> request_of(BytesView arguments, const runtime::FilePart& document) {
    constexpr std::uint64_t kMost = std::uint64_t{1} << 30U;
    Writer out;
    out.bytes(arguments);
    runtime::Descriptor request(::memfd_create("quillport-request", MFD_CLOEXEC | MFD_ALLOW_SEALING));
    if (!request.valid()) return runtime::error_from_errno(errno, "making a file for a request");
    if (auto written = runtime::write_all(request.get(), out.take()); !written.ok()) return std::move(written).error();
    auto offset = static_cast<off_t>(document.offset);
    for (std::uint64_t left = document.size; left > 0;) {
        const ssize_t sent = ::sendfile(request.get(), document.fd, &offset, static_cast<std::size_t>(std::min(left, kMost)));
        if (sent < 0 && errno == EINTR) continue;
        if (sent < 0) return runtime::error_from_errno(errno, "giving a document to the worker");
        if (sent == 0) break;
        left -= static_cast<std::uint64_t>(sent);
    }
    constexpr int kSeals = F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL;
    if (::lseek(request.get(), 0, SEEK_SET) != 0 || ::fcntl(request.get(), F_ADD_SEALS, kSeals) != 0)
        return runtime::error_from_errno(errno, "sealing a request");
    return request;
}

Result<runtime::Descriptor> empty_answer() {
    runtime::Descriptor file(::memfd_create("quillport-answer", MFD_CLOEXEC));
    if (!file.valid()) return runtime::error_from_errno(errno, "making a file for an answer");
    return file;
}

Error error_of(const Verdict& verdict) {
    switch (verdict.ending) {
        case Ending::TooSlow:
            return {ErrorCode::Timeout, "the document took too long", "wall"};
        case Ending::TooLarge:
            return {ErrorCode::TooLarge, "the document needs too much memory", "memory"};
        case Ending::NoJail:
            return {ErrorCode::Unavailable, "the kernel closes no jail, so nothing foreign is parsed", "no_jail"};
        case Ending::NotStarted:
            return {ErrorCode::Unavailable, "the worker could not start a job", {}};
        case Ending::Refused:
            return {ErrorCode::Unsupported, "the document cannot be converted", "damaged"};
        case Ending::NoTool:
            return {ErrorCode::Unsupported, "the program for this kind of document is not installed", "no_converter"};
        case Ending::AnswerLost:
            return {ErrorCode::NoSpace, "the machine has no room for the answer of the worker's job", {}};
        case Ending::Answered:
        case Ending::Died:
            break;
    }
    return {ErrorCode::Internal, "the worker's job died", "signal " + std::to_string(verdict.signal)};
}

/// The message of a job: a flag, then what was asked for or the Error.
Result<Bytes> unwrapped(const Result<Bytes>& message) {
    if (!message.ok()) return message.error();
    Reader in(message.value());
    if (in.flag()) {
        Bytes answer = in.bytes();
        if (in.complete()) return answer;
    } else {
        Error error;
        read(in, error);
        if (in.complete()) return error;
    }
    return Error{ErrorCode::Internal, "the answer of the worker's job cannot be read", {}};
}

}  // namespace

/// One of the `parallel` places; waits for it.
class Caller::Turn {
  public:
    explicit Turn(Caller& caller) : caller_(caller) {
        std::unique_lock lock(caller_.mutex_);
        caller_.turn_ended_.wait(lock, [this] { return caller_.running_ < caller_.limits_.parallel; });
        ++caller_.running_;
    }
    ~Turn() {
        {
            const std::lock_guard lock(caller_.mutex_);
            --caller_.running_;
        }
        caller_.turn_ended_.notify_one();
    }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

  private:
    Caller& caller_;
};

Caller::Caller(std::filesystem::path program, WorkerLimits limits) : program_(std::move(program)), limits_(limits) {
    if (limits_.parallel < 1) limits_.parallel = 1;
}

Result<std::shared_ptr<ServerProcess>> Caller::server() {
    const std::lock_guard lock(mutex_);
    if (server_) return server_;
    auto started = ServerProcess::start(program_);
    if (started.ok()) server_ = started.value();
    return started;
}

void Caller::forget(const std::shared_ptr<ServerProcess>& gone) {
    const std::lock_guard lock(mutex_);
    if (server_ == gone) server_.reset();
}

Result<void> Caller::start() {
    auto started = server();
    if (!started.ok()) return started.error();
    return {};
}

pid_t Caller::server_pid() {
    const std::lock_guard lock(mutex_);
    return server_ ? server_->pid() : -1;
}

Result<runtime::Descriptor> Caller::give(const Ask& ask, const runtime::Descriptor& request, const runtime::Descriptor& answer,
                                         std::shared_ptr<ServerProcess>& by) {
    Error last;
    // A server that ended while nobody asked is noticed only now: once more with a new one.
    for (int attempt = 0; attempt < 2; ++attempt) {
        auto current = server();
        if (!current.ok()) return current.error();
        by = current.value();
        std::array<int, 2> ends{};
        if (::pipe2(ends.data(), O_CLOEXEC) != 0) return runtime::error_from_errno(errno, "making a pipe for a verdict");
        runtime::Descriptor ours(ends[0]);
        Order order;
        order.operation = ask.operation;
        order.wall = ask.wall;
        order.memory = ask.memory;
        order.request = runtime::Descriptor(::fcntl(request.get(), F_DUPFD_CLOEXEC, 0));
        order.answer = runtime::Descriptor(::fcntl(answer.get(), F_DUPFD_CLOEXEC, 0));
        order.verdict = runtime::Descriptor(ends[1]);
        auto sent = send(by->socket(), order);
        if (sent.ok()) return ours;
        last = {ErrorCode::Unavailable, sent.error().what, sent.error().detail};
        forget(by);
    }
    return last;
}

Result<Verdict> Caller::verdict_of(const Ask& ask, const runtime::Descriptor& pipe, const std::shared_ptr<ServerProcess>& by) {
    const auto end = std::chrono::steady_clock::now() + ask.wall + kGrace;
    pollfd watched{pipe.get(), POLLIN, 0};
    while (true) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
        const int ready = left.count() > 0 ? ::poll(&watched, 1, static_cast<int>(left.count())) : 0;
        if (ready < 0 && errno == EINTR) continue;
        if (ready <= 0) {
            forget(by);
            by->kill();
            return Error{ErrorCode::Timeout, "the worker is stuck", {}};
        }
        std::array<std::uint8_t, 2> said{};
        const ssize_t got = ::read(pipe.get(), said.data(), said.size());
        if (got < 0 && errno == EINTR) continue;
        if (got == static_cast<ssize_t>(said.size())) return Verdict{static_cast<Ending>(said[0]), said[1]};
        forget(by);
        return Error{ErrorCode::Unavailable, "the worker is gone", {}};
    }
}

Result<Bytes> Caller::message_for(const Ask& ask, const Result<runtime::Descriptor>& request) {
    // What this side could not even ask says nothing of the document.
    const auto no_room = [](const Error& error) { return Error{ErrorCode::NoSpace, error.what, error.detail}; };
    if (!request.ok()) return no_room(request.error());
    auto answer = empty_answer();
    if (!answer.ok()) return no_room(answer.error());
    std::shared_ptr<ServerProcess> by;
    auto pipe = give(ask, request.value(), answer.value(), by);
    if (!pipe.ok()) return pipe.error();
    const auto verdict = verdict_of(ask, pipe.value(), by);
    if (!verdict.ok()) return verdict.error();
    if (verdict.value().ending != Ending::Answered) return error_of(verdict.value());
    return runtime::read_all(answer.value(), kAnswerLimit);
}

Result<Bytes> Caller::call(std::uint32_t operation, BytesView arguments, BytesView document) {
    const Turn turn(*this);
    return unwrapped(message_for(ordinary(operation), request_of(arguments, document)));
}

Result<Bytes> Caller::call_with_file(std::uint32_t operation, BytesView arguments, const runtime::FilePart& document) {
    const Turn turn(*this);
    return unwrapped(message_for(ordinary(operation), request_of(arguments, document)));
}

Result<Bytes> Caller::convert(std::uint32_t operation, BytesView arguments, BytesView document) {
    const Turn turn(*this);
    return unwrapped(message_for(conversion(operation), request_of(arguments, document)));
}

Result<Bytes> Caller::convert_by_tool(std::uint32_t operation, BytesView document) {
    const Turn turn(*this);
    return message_for(conversion(operation), request_of(BytesView{}, document));
}

}  // namespace quillport::worker
