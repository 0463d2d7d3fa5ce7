#pragma once
#include <condition_variable>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "quillport/printing/scheduler.hpp"
#include "quillport/spool/spool.hpp"

namespace quillport::printing {

/// Does at the local scheduler what the backends cannot: releases the jobs that they gave back for want of room once there is
/// room, takes reasons off the queues that no longer hold, and warns of queues whose documents stay in the scheduler's own spool.
/// Looks once at the start, when it is asked to, and again with growing pauses as long as a job is held; an idle scheduler sleeps
/// on.
class SchedulerWatch {
  public:
    explicit SchedulerWatch(const spool::Spool& spool);
    ~SchedulerWatch();
    SchedulerWatch(const SchedulerWatch&) = delete;
    SchedulerWatch& operator=(const SchedulerWatch&) = delete;

    /// A backend has given a job back.
    void look();
    /// Documents are delivered again.
    void portal_is_back();

  private:
    void work();
    /// \returns whether a job is still held, or nobody knows.
    bool look_once(bool portal_back);
    bool release(const std::vector<HeldJob>& jobs);
    void clear(const std::vector<CaptureQueue>& queues, bool portal_back, bool room);
    void warn(const std::vector<CaptureQueue>& queues);
    void complain(const char* event, const Error& error);

    const spool::Spool& spool_;
    Scheduler scheduler_;
    int released_ = 0;              ///< jobs so far
    std::set<std::string> warned_;  ///< what is said once a run
    std::mutex mutex_;
    std::condition_variable wake_;
    bool asked_ = false;
    bool portal_back_ = false;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace quillport::printing
