#include "quillport/printing/forwarder.hpp"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>

#include "quillport/runtime/log.hpp"
#include "switchboard.hpp"

namespace quillport::printing {
namespace {

using namespace std::chrono_literals;
using runtime::LogLevel;
using Outcome = DeliveryReport::Outcome;

constexpr auto kFirstPause = 1s;
constexpr auto kLongestPause = std::chrono::seconds(300);

/// Rounds over the spool in a thread of their own, so that callers are answered while a document is on its way.
class Rounds {
  public:
    Rounds(Spool& spool, Delivery& delivery, Switchboard& board) : spool_(spool), delivery_(delivery), board_(board) {
        thread_ = std::thread([this] { work(); });
    }
    ~Rounds() {
        {
            const std::lock_guard lock(mutex_);
            stopping_ = true;
        }
        wake_.notify_one();
        thread_.join();
    }
    Rounds(const Rounds&) = delete;
    Rounds& operator=(const Rounds&) = delete;

    /// Something came in: look at once.
    void nudge() {
        {
            const std::lock_guard lock(mutex_);
            nudged_ = true;
        }
        wake_.notify_one();
    }

  private:
    void work() {
        std::chrono::seconds pause = kFirstPause;
        for (;;) {
            const bool all_done = round();
            pause = all_done ? kFirstPause : std::min<std::chrono::seconds>(pause * 2, kLongestPause);
            std::unique_lock lock(mutex_);
            const auto woken = [this] { return stopping_ || nudged_; };
            if (all_done)
                wake_.wait(lock, woken);
            else
                wake_.wait_for(lock, pause, woken);
            if (stopping_) return;
            nudged_ = false;
        }
    }

    /// True when nothing waits any more. The first document that must wait ends the round: the order is kept.
    bool round() {
        bool blocked = false;
        DeliveryReport blocker;
        for (const SpooledJob& job : spool_.waiting()) {
            if (stopping()) return true;
            if (!blocked) {
                const DeliveryReport report = deliver(job);
                board_.answer(job.key, report);
                if (report.outcome != Outcome::Later) continue;
                blocked = true;
                blocker = report;
            } else {
                board_.answer(job.key, blocker);
            }
        }
        return !blocked;
    }

    DeliveryReport deliver(const SpooledJob& job) {
        const auto data = spool_.data_of(job);
        DeliveryReport report;
        if (data.ok())
            report = delivery_.deliver(job.header, data.value(), job.key);
        else
            report = {Outcome::Refused, "The document was damaged in the spool. Print it again.", data.error().what};
        settle(job, report);
        return report;
    }

    void settle(const SpooledJob& job, DeliveryReport& report) {
        runtime::log(report.outcome == Outcome::Delivered ? LogLevel::Info : LogLevel::Warning, "forwarder.document",
                     {{"key", job.key},
                      {"queue", job.header.job.queue},
                      {"outcome", static_cast<int>(report.outcome)},
                      {"reason", report.reason}});
        Result<void> kept;
        if (report.outcome == Outcome::Delivered) kept = spool_.remove(job);
        if (report.outcome == Outcome::Refused) kept = spool_.hold(job.key, report.sentence);
        // What stays in the spool is offered again: the idempotency key keeps it one draft.
        if (!kept.ok()) runtime::log(LogLevel::Error, "forwarder.spool", {{"key", job.key}, {"what", kept.error().what}});
    }

    bool stopping() {
        const std::lock_guard lock(mutex_);
        return stopping_;
    }

    Spool& spool_;
    Delivery& delivery_;
    Switchboard& board_;
    std::mutex mutex_;
    std::condition_variable wake_;
    bool stopping_ = false;
    bool nudged_ = false;
    std::thread thread_;
};

void drain(int fd) {
    std::array<char, 4096> block{};
    while (::read(fd, block.data(), block.size()) > 0) {
    }
}

}  // namespace

Forwarder::Forwarder(Spool& spool, Delivery& delivery) : spool_(spool), delivery_(delivery) {}

Result<void> Forwarder::run(int stop) {
    if (auto opened = spool_.open(); !opened.ok()) return opened;
    const runtime::Descriptor arrivals(::inotify_init1(IN_CLOEXEC | IN_NONBLOCK));
    if (!arrivals.valid() || ::inotify_add_watch(arrivals.get(), spool_.incoming().c_str(), IN_MOVED_TO) < 0)
        return runtime::error_from_errno(errno, "cannot watch the spool");
    Switchboard board;
    if (auto opened = board.open(spool_.socket()); !opened.ok()) return opened;
    Rounds rounds(spool_, delivery_, board);
    for (;;) {
        std::vector<pollfd> fds = {{stop, POLLIN, 0}, {arrivals.get(), POLLIN, 0}, {board.listener(), POLLIN, 0}};
        for (const int fd : board.callers()) fds.push_back({fd, POLLIN, 0});
        // A caller may be answered and closed by the other thread meanwhile: look again soon rather than watch a dead number.
        const int timeout = fds.size() > 3 ? 200 : -1;
        if (::poll(fds.data(), fds.size(), timeout) < 0 && errno != EINTR) return runtime::error_from_errno(errno, "poll");
        if (fds[0].revents != 0) return {};
        if (fds[1].revents != 0) {
            drain(arrivals.get());
            rounds.nudge();
        }
        if (fds[2].revents != 0) board.accept_callers();
        for (std::size_t i = 3; i < fds.size(); ++i)
            if (fds[i].revents != 0) board.read_question(fds[i].fd);
    }
}

}  // namespace quillport::printing
