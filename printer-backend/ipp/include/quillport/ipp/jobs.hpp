#pragma once
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "quillport/core/draft.hpp"
#include "quillport/core/time.hpp"

namespace quillport::ipp {

/// The numbers are IPP's (RFC 8011 §5.3.7).
enum class JobState : unsigned char { Pending = 3, Held = 4, Processing = 5, Canceled = 7, Aborted = 8, Completed = 9 };

/// Who asks: by a proven name, or by a name that he says, from an address.
struct Caller {
    std::string user;
    std::string host;
    bool authenticated = false;
};

/// A job as IPP clients see it. Its documents are in the spool; this is only the record of it.
struct Job {
    int id = 0;
    std::string printer;   ///< path of the print service
    JobIdentity identity;  ///< document_number is that of the last document
    int copies = 1;
    JobState state = JobState::Held;
    std::string reason = "job-incoming";  ///< keyword of job-state-reasons (RFC 8011 §5.3.8)
    std::string message;                  ///< sentence for the person who printed
    int documents = 0;                    ///< that are durable
    std::uint64_t size = 0;               ///< bytes of them
    bool open = false;                    ///< more documents may come
    TimePoint processing{};               ///< zero: not yet
    TimePoint completed{};                ///< zero: not yet

    [[nodiscard]] bool ended() const noexcept { return state >= JobState::Canceled; }
};

/// True when `caller` printed the job: the same name, proven or not as then, and without a proof from the same address.
[[nodiscard]] bool is_owner(const Caller& caller, const Job& job);

/// The jobs since the start, the last thousand of those that ended. Thread-safe.
class JobBook {
  public:
    /// Numbers go on after a restart, so that nobody takes a new job for the one that he asks about.
    explicit JobBook(TimePoint start);
    /// Gives the job its number. \returns the job with it.
    Job add(Job job);
    [[nodiscard]] std::optional<Job> find(const std::string& printer, int id) const;
    /// Applies `change` to the job, if it still exists. \returns whether it does.
    bool change(const std::string& printer, int id, const std::function<void(Job&)>& change);
    void remove(int id);
    /// Those of one print service, the newest first.
    [[nodiscard]] std::vector<Job> of(const std::string& printer) const;
    [[nodiscard]] int active(const std::string& printer) const;
    /// Ends what waits for a document since more than `patience`, and forgets the oldest of too many ended jobs.
    void tidy(TimePoint now, std::chrono::seconds patience);

  private:
    mutable std::mutex mutex_;
    int next_;
    std::map<int, Job> jobs_;
};

}  // namespace quillport::ipp
