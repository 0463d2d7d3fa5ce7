#include "quillport/ipp/jobs.hpp"

#include <algorithm>

namespace quillport::ipp {
namespace {

constexpr std::size_t kRemembered = 1000;

/// A thousand jobs a minute may pass before two runs of the program share a number.
int first_number(TimePoint start) {
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(start.time_since_epoch()).count();
    return static_cast<int>(minutes % 1'000'000) * 1000 + 1;
}

}  // namespace

bool is_owner(const Caller& caller, const Job& job) {
    if (caller.user != job.identity.user || caller.authenticated != job.identity.authenticated) return false;
    return caller.authenticated || caller.host == job.identity.host;
}

JobBook::JobBook(TimePoint start) : next_(first_number(start)) {}

Job JobBook::add(Job job) {
    const std::lock_guard lock(mutex_);
    job.id = next_++;
    jobs_.emplace(job.id, job);
    return job;
}

std::optional<Job> JobBook::find(const std::string& printer, int id) const {
    const std::lock_guard lock(mutex_);
    const auto at = jobs_.find(id);
    if (at == jobs_.end() || at->second.printer != printer) return std::nullopt;
    return at->second;
}

bool JobBook::change(const std::string& printer, int id, const std::function<void(Job&)>& change) {
    const std::lock_guard lock(mutex_);
    const auto at = jobs_.find(id);
    if (at == jobs_.end() || at->second.printer != printer) return false;
    change(at->second);
    return true;
}

void JobBook::remove(int id) {
    const std::lock_guard lock(mutex_);
    jobs_.erase(id);
}

std::vector<Job> JobBook::of(const std::string& printer) const {
    const std::lock_guard lock(mutex_);
    std::vector<Job> found;
    for (auto at = jobs_.rbegin(); at != jobs_.rend(); ++at)
        if (at->second.printer == printer) found.push_back(at->second);
    return found;
}

int JobBook::active(const std::string& printer) const {
    const std::lock_guard lock(mutex_);
    return static_cast<int>(std::count_if(
        jobs_.begin(), jobs_.end(), [&](const auto& entry) { return entry.second.printer == printer && !entry.second.ended(); }));
}

void JobBook::tidy(TimePoint now, std::chrono::seconds patience) {
    const std::lock_guard lock(mutex_);
    std::size_t ended = 0;
    for (auto& [id, job] : jobs_) {
        if (job.open && job.state == JobState::Held && now - job.identity.received > patience) {
            job.state = job.documents > 0 ? JobState::Completed : JobState::Aborted;
            job.reason = job.documents > 0 ? "job-completed-with-warnings" : "aborted-by-system";
            job.message = job.documents > 0 ? job.message : "No document came for this job.";
            job.open = false;
            job.completed = now;
        }
        if (job.ended()) ++ended;
    }
    for (auto at = jobs_.begin(); at != jobs_.end() && ended > kRemembered;) {
        if (at->second.ended()) {
            at = jobs_.erase(at);
            --ended;
        } else {
            ++at;
        }
    }
}

}  // namespace quillport::ipp
