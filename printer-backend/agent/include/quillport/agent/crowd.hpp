#pragma once
#include <chrono>
#include <deque>
#include <optional>
#include <string>
#include <vector>

namespace quillport::agent {

/// A draft that has just come out of a printer.
struct Arrival {
    std::string draft;
    std::string title;
};

/// What is to be shown now: one draft, or that many came.
struct Showing {
    std::vector<Arrival> drafts;
    std::size_t crowd = 0;  ///< how many the message speaks of, those of its last version included; 0: one draft, by itself
};

/// Decides what a person sees of what arrives: one document is shown at once; more than three within ten seconds become one
/// message, so that a mail merge does not open five hundred windows. What comes close behind another waits until it is quiet
/// for a moment, ten seconds at most. Pure: the caller brings the time. Not thread-safe.
class Crowd {
  public:
    using Time = std::chrono::steady_clock::time_point;

    void arrive(Arrival arrival, Time now);
    /// What is due, and is then forgotten.
    [[nodiscard]] std::vector<Showing> due(Time now);
    /// When to ask again; nothing while nothing waits.
    [[nodiscard]] std::optional<Time> next() const;

  private:
    void forget_old(Time now);
    [[nodiscard]] bool alone() const noexcept { return recent_.size() == 1 && waiting_.size() == 1; }

    std::deque<Time> recent_;  ///< arrivals of the last ten seconds
    std::vector<Arrival> waiting_;
    Time first_waiting_{}, last_{};
    std::size_t crowd_ = 0;  ///< how many the running crowd's message spoke of
};

}  // namespace quillport::agent
