#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "quillport/core/result.hpp"

namespace quillport::printing {

/// Reasons that the backend sets on a queue (printer-state-reasons, RFC 8011 §5.4.12).
inline constexpr const char* kPortalDown = "quillport-portal-down-warning";
inline constexpr const char* kSpoolFull = "quillport-spool-full-error";
inline constexpr const char* kInterrupted = "quillport-interrupted-warning";

/// A queue of the local scheduler that captures into one spool.
struct CaptureQueue {
    std::string name;
    std::vector<std::string> reasons;  ///< printer-state-reasons, "none" left out
    bool keeps_documents = false;      ///< its last finished job still has its files: PreserveJobFiles is on
};

/// A job that the backend gave back because it could not write to the spool (exit 3: held), or that the filter gave back because
/// the backend died (stopped).
struct HeldJob {
    int id = 0;
    std::string queue;
    std::uint64_t size = 0;  ///< bytes of its documents, about
    bool stopped = false;
};

/// The local CUPS scheduler (CUPS_SERVER or client.conf say where) as the forwarder sees it. Each call is a connection of its
/// own; thread-safe. Errors of all: Unavailable (no scheduler), Forbidden (its policy), Internal.
class Scheduler {
  public:
    /// `spool`: only queues that capture into it count.
    explicit Scheduler(std::filesystem::path spool) : spool_(std::move(spool)) {}

    [[nodiscard]] Result<std::vector<CaptureQueue>> queues() const;
    /// In the order in which they were printed. Those that a person holds are not among them.
    [[nodiscard]] Result<std::vector<HeldJob>> held_jobs(const std::vector<CaptureQueue>& queues) const;
    /// Release-Job or Restart-Job (RFC 8011 §4.3.6, §4.3.7); its user needs the right to it.
    [[nodiscard]] Result<void> release(const HeldJob& job) const;
    /// Replaces the queue's reasons and says `message` beside them.
    [[nodiscard]] Result<void> set_state(const CaptureQueue& queue, const std::string& message) const;

  private:
    std::filesystem::path spool_;
};

}  // namespace quillport::printing
