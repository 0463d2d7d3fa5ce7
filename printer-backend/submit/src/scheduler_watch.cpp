#include "scheduler_watch.hpp"

#include <sys/statvfs.h>

#include <algorithm>
#include <chrono>
#include <utility>

#include "quillport/core/growing_pause.hpp"
#include "quillport/runtime/log.hpp"

namespace quillport::printing {
namespace {

using namespace std::chrono_literals;
using runtime::LogLevel;

constexpr std::chrono::seconds kFirstPause = 2s;
constexpr std::chrono::seconds kLongestPause = 60s;
/// Room for the header and the folder.
constexpr std::uint64_t kReserve = std::uint64_t{64} << 10U;

std::uint64_t room_in(const std::filesystem::path& folder) {
    struct statvfs about {};
    return ::statvfs(folder.c_str(), &about) == 0 ? std::uint64_t{about.f_bavail} * about.f_frsize : 0;
}

}  // namespace

SchedulerWatch::SchedulerWatch(const spool::Spool& spool)
    : spool_(spool), scheduler_(spool.root()), asked_(true), thread_([this] { work(); }) {}

SchedulerWatch::~SchedulerWatch() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_one();
    thread_.join();
}

void SchedulerWatch::look() {
    {
        const std::lock_guard lock(mutex_);
        asked_ = true;
    }
    wake_.notify_one();
}

void SchedulerWatch::portal_is_back() {
    {
        const std::lock_guard lock(mutex_);
        portal_back_ = true;
    }
    wake_.notify_one();
}

void SchedulerWatch::work() {
    int stuck = 0;
    bool again = false;
    for (;;) {
        std::unique_lock lock(mutex_);
        const auto woken = [&] { return stopping_ || portal_back_ || (asked_ && !again); };
        if (again)
            wake_.wait_for(lock, growing_pause(stuck + 1, kFirstPause, kLongestPause), woken);
        else
            wake_.wait(lock, woken);
        if (stopping_) return;
        const bool back = std::exchange(portal_back_, false);
        const bool timed = again || asked_;
        asked_ = false;
        lock.unlock();
        const int before = released_;
        again = look_once(back);
        // Where jobs go on there is soon room for more.
        stuck = again && timed && released_ == before ? stuck + 1 : 0;
    }
}

bool SchedulerWatch::look_once(bool portal_back) {
    const auto queues = scheduler_.queues();
    if (!queues.ok()) {
        // A print server without CUPS has none, and nothing is held there.
        complain("forwarder.no_scheduler", queues.error());
        return false;
    }
    const auto jobs = scheduler_.held_jobs(queues.value());
    if (!jobs.ok()) {
        complain("forwarder.no_scheduler", jobs.error());
        return false;
    }
    const bool room = release(jobs.value());
    clear(queues.value(), portal_back, room);
    warn(queues.value());
    return !jobs.value().empty();
}

bool SchedulerWatch::release(const std::vector<HeldJob>& jobs) {
    std::uint64_t room = room_in(spool_.incoming());
    for (const HeldJob& job : jobs) {
        const std::uint64_t needed = job.size + job.size / 8 + kReserve;
        if (needed > room) return false;
        room -= needed;
        const auto released = scheduler_.release(job);
        if (!released.ok()) {
            complain("forwarder.release_refused", released.error());
            // It may have gone on meanwhile, or somebody cancelled it: the others are no worse for that.
            if (released.error().code == ErrorCode::Internal) continue;
            return false;
        }
        ++released_;
        runtime::log(LogLevel::Info, "forwarder.job_released", {{"job", job.id}, {"queue", job.queue}});
    }
    return true;
}

void SchedulerWatch::clear(const std::vector<CaptureQueue>& queues, bool portal_back, bool room) {
    for (CaptureQueue queue : queues) {
        const std::size_t before = queue.reasons.size();
        const auto over = [&](const std::string& reason) {
            return (portal_back && reason == kPortalDown) || (room && (reason == kSpoolFull || reason == kInterrupted));
        };
        queue.reasons.erase(std::remove_if(queue.reasons.begin(), queue.reasons.end(), over), queue.reasons.end());
        if (queue.reasons.size() == before) continue;
        const auto done = scheduler_.set_state(queue, portal_back ? "The portal is back." : "Documents go on.");
        if (!done.ok()) complain("forwarder.state_refused", done.error());
    }
}

void SchedulerWatch::warn(const std::vector<CaptureQueue>& queues) {
    for (const CaptureQueue& queue : queues)
        if (queue.keeps_documents && warned_.insert("kept " + queue.name).second)
            runtime::log(LogLevel::Warning, "forwarder.scheduler_keeps_documents",
                         {{"queue", queue.name}, {"advice", "set PreserveJobFiles No in cupsd.conf"}});
}

void SchedulerWatch::complain(const char* event, const Error& error) {
    if (!warned_.insert(event + error.what + error.detail).second) return;
    const LogLevel level = error.code == ErrorCode::Unavailable ? LogLevel::Info : LogLevel::Warning;
    runtime::log(level, event, {{"what", error.what}, {"detail", error.detail}});
}

}  // namespace quillport::printing
