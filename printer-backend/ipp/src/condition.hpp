#pragma once
#include <cstdint>
#include <filesystem>
#include <mutex>
#include <string>
#include <string_view>

namespace quillport::ipp {

/// What the forwarder's lines (filter(7)) say, for a person and for the printer's state.
struct ForwarderWords {
    std::string sentence;
    bool refused = false;  ///< the portal will never take the document
    bool portal_down = false;
};
[[nodiscard]] ForwarderWords words_of(std::string_view lines);

/// How all printers of this program are: they share one spool. Thread-safe.
class Condition {
  public:
    explicit Condition(std::filesystem::path incoming) : incoming_(std::move(incoming)) {}
    void spool_failed();
    void spool_worked();
    void portal(bool down);

    struct Report {
        bool stopped = false;
        std::string reason = "none";  ///< keyword of printer-state-reasons
        std::string message;
        int free_percent = 100;  ///< of the spool's disk
    };
    /// A spool that failed counts as mended as soon as its disk has room for a document again.
    [[nodiscard]] Report report();

  private:
    std::filesystem::path incoming_;
    std::mutex mutex_;
    bool full_ = false;
    bool portal_down_ = false;
};

}  // namespace quillport::ipp
