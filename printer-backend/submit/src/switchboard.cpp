#include "switchboard.hpp"

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

#include "quillport/spool/announcement.hpp"

namespace quillport::printing {
namespace {

constexpr std::size_t kCallers = 256;
constexpr std::size_t kQuestion = 128;
constexpr std::size_t kRemembered = 1000;
/// So many documents of queues, each at once after the one before, are no burst yet.
constexpr int kFew = 3;

}  // namespace

// WARNING, so that the scheduler keeps the sentence on the finished job: see the backend.
std::string lines_for(const DeliveryReport& report) {
    switch (report.outcome) {
        case DeliveryReport::Outcome::Delivered:
            return "STATE: -quillport-portal-down-warning\nWARNING: " + report.sentence + "\n";
        case DeliveryReport::Outcome::Refused:
            return "ERROR: " + report.sentence + "\n";
        case DeliveryReport::Outcome::Later:
            return "WARNING: " + report.sentence + "\n";
        case DeliveryReport::Outcome::AllLater:
            return "STATE: +quillport-portal-down-warning\nWARNING: " + report.sentence + "\n";
    }
    return {};
}

Result<void> Switchboard::open(const std::filesystem::path& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.native().size() >= sizeof address.sun_path)
        return Error{ErrorCode::InvalidInput, "the spool's path is too long for a socket", path.string()};
    std::memcpy(address.sun_path, path.c_str(), path.native().size());
    listener_ = runtime::Descriptor(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    ::unlink(path.c_str());
    if (!listener_.valid() || ::bind(listener_.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) != 0 ||
        ::listen(listener_.get(), 64) != 0)
        return runtime::error_from_errno(errno, "cannot listen beside the spool");
    // Whoever asks must know the document's key, a digest: the backend's user does.
    ::chmod(path.c_str(), 0666);
    return {};
}

std::vector<int> Switchboard::callers() {
    const std::lock_guard lock(mutex_);
    std::vector<int> fds;
    for (const auto& [fd, caller] : callers_) fds.push_back(fd);
    return fds;
}

void Switchboard::accept_callers() {
    const std::lock_guard lock(mutex_);
    for (;;) {
        runtime::Descriptor fd(::accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
        if (!fd.valid()) return;
        if (callers_.size() >= kCallers) continue;
        const int number = fd.get();
        callers_[number].fd = std::move(fd);
    }
}

void Switchboard::read_question(int fd) {
    const std::lock_guard lock(mutex_);
    const auto at = callers_.find(fd);
    if (at == callers_.end()) return;
    Caller& caller = at->second;
    std::array<char, kQuestion> block{};
    const ssize_t n = ::recv(fd, block.data(), block.size(), 0);
    if (n < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (n <= 0 || caller.asked || caller.question.size() + static_cast<std::size_t>(n) > kQuestion) {
        leave(at);
        return;
    }
    caller.question.append(block.data(), static_cast<std::size_t>(n));
    const std::size_t end = caller.question.find('\n');
    if (end == std::string::npos) return;
    caller.question.resize(end);
    caller.asked = true;
    if (caller.question == spool::kGivenBack) {
        notice_ = true;
        callers_.erase(at);
        return;
    }
    const std::string_view holds_queue = spool::kHoldsQueue;
    bool in_burst = false;
    if (caller.question.ends_with(holds_queue)) {
        caller.question.resize(caller.question.size() - holds_queue.size());
        caller.holds_queue = true;
        in_a_row_ = std::chrono::steady_clock::now() - last_left_ < at_once_ ? in_a_row_ + 1 : 0;
        in_burst = in_a_row_ >= kFew;
    }
    const auto known = answers_.find(caller.question);
    const bool answered = known != answers_.end() && !known->second.empty();
    if (answered) reply(caller, known->second);
    if (answered || in_burst) leave(at);
}

std::map<int, Switchboard::Caller>::iterator Switchboard::leave(std::map<int, Caller>::iterator caller) {
    if (caller->second.holds_queue) last_left_ = std::chrono::steady_clock::now();
    return callers_.erase(caller);
}

void Switchboard::reply(Caller& caller, const std::string& lines) {
    // A caller that does not read its few bytes has given up. Closing alone would not end the conversation while another thread
    // polls the descriptor: the kernel keeps the socket for it, and the backend, which reads to the end, would hold its queue.
    if (::send(caller.fd.get(), lines.data(), lines.size(), MSG_NOSIGNAL | MSG_DONTWAIT) >= 0)
        ::shutdown(caller.fd.get(), SHUT_RDWR);
}

void Switchboard::expect(const std::string& key) {
    const std::lock_guard lock(mutex_);
    // Its place among the remembered stays: there is one a key.
    if (const auto known = answers_.find(key); known != answers_.end()) known->second.clear();
}

bool Switchboard::take_notice() {
    const std::lock_guard lock(mutex_);
    return std::exchange(notice_, false);
}

void Switchboard::answer(const std::string& key, const DeliveryReport& report) {
    const std::lock_guard lock(mutex_);
    const std::string lines = lines_for(report);
    for (auto at = callers_.begin(); at != callers_.end();) {
        if (at->second.asked && at->second.question == key) {
            reply(at->second, lines);
            at = leave(at);
        } else {
            ++at;
        }
    }
    if (answers_.insert_or_assign(key, lines).second) remembered_.push_back(key);
    if (remembered_.size() > kRemembered) {
        answers_.erase(remembered_.front());
        remembered_.pop_front();
    }
}

}  // namespace quillport::printing
