#pragma once
#include <chrono>
#include <deque>
#include <filesystem>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "quillport/core/result.hpp"
#include "quillport/printing/delivery.hpp"
#include "quillport/runtime/file.hpp"

namespace quillport::printing {

/// The lines that a backend prints for a report: "WARNING: ..." and "STATE: ..." (filter(7)).
[[nodiscard]] std::string lines_for(const DeliveryReport& report);

/// The socket beside the spool, where backends ask what became of their document. In a burst those that hold a queue meanwhile
/// are not kept waiting (spool::Asker). `serve` and `answer` may run in different threads.
class Switchboard {
  public:
    /// `at_once`: a queue's next document that comes so soon after the last conversation belongs to a burst: a scheduler that has
    /// the next job starts it at once.
    explicit Switchboard(std::chrono::milliseconds at_once = std::chrono::milliseconds(100)) : at_once_(at_once) {}
    /// Listens at `path`; a socket that a dead forwarder left behind is replaced.
    [[nodiscard]] Result<void> open(const std::filesystem::path& path);
    [[nodiscard]] int listener() const noexcept { return listener_.get(); }

    /// Takes new callers and their questions; never blocks. The descriptors to watch besides the listener:
    [[nodiscard]] std::vector<int> callers();
    void accept_callers();
    void read_question(int fd);

    /// A document came in under `key`: what was said of an earlier one holds no more.
    void expect(const std::string& key);
    /// True once after a backend has said that it gave a job back (spool::tell_given_back).
    [[nodiscard]] bool take_notice();
    /// Answers everybody who waits for `key`, and whoever asks for it later.
    void answer(const std::string& key, const DeliveryReport& report);

  private:
    struct Caller {
        runtime::Descriptor fd;
        std::string question;  ///< up to the line's end
        bool asked = false;
        bool holds_queue = false;
    };
    void reply(Caller& caller, const std::string& lines);
    /// \returns the next caller.
    std::map<int, Caller>::iterator leave(std::map<int, Caller>::iterator caller);

    std::chrono::milliseconds at_once_;
    std::mutex mutex_;
    runtime::Descriptor listener_;
    std::map<int, Caller> callers_;
    std::map<std::string, std::string> answers_;
    std::chrono::steady_clock::time_point last_left_;  ///< of those that hold a queue
    int in_a_row_ = 0;                                 ///< came at once after the one before
    bool notice_ = false;
    std::deque<std::string> remembered_;  ///< keys of answers_, oldest first
};

}  // namespace quillport::printing
