#pragma once
#include <chrono>
#include <csignal>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "quillport/folders/setting.hpp"
#include "quillport/runtime/file.hpp"
#include "taking.hpp"

namespace quillport::folders {

using Moment = std::chrono::steady_clock::time_point;

/// Where documents go, and who knows what became of them.
struct SpoolWay {
    std::filesystem::path incoming;
    /// The forwarder's lines for a document (spool::ask_forwarder); nothing: it does not say yet.
    std::function<std::optional<std::string>(const std::string& key)> ask;
    const volatile std::sig_atomic_t& stop;
};

/// One folder at work. Not thread-safe.
class Folder {
  public:
    Folder(FolderSetting setting, SpoolWay way) : setting_(std::move(setting)), way_(std::move(way)) {}

    /// Makes done/ where it is wanted and keeps every other program of ours away from the folder. Errors: NotFound, Forbidden,
    /// Conflict (another program watches it).
    [[nodiscard]] Result<void> open();
    /// Somebody closed or renamed this file: it is complete as soon as nothing more is heard of it for a moment.
    void announce(const std::string& name, Moment now);
    /// Takes what is complete into the spool, the oldest first. \returns false when the spool did not take something.
    bool look(Moment now);
    /// Asks what became of what was taken: it leaves the folder, or gets its reason beside it.
    void settle(Moment now);
    /// Something grows or waits for a sentence: look again soon.
    [[nodiscard]] bool is_busy() const noexcept { return !seen_.empty() || !waiting_.empty(); }
    [[nodiscard]] const FolderSetting& setting() const noexcept { return setting_; }

  private:
    struct Seen {
        FileState state;
        Moment since;                     ///< of the last change that was seen
        std::optional<Moment> announced;  ///< nothing changed since
    };
    struct Waiting {
        Candidate candidate;
        Taken taken;
        Moment since;
    };
    struct Ready {
        Candidate candidate;
        std::int64_t changed;
    };

    [[nodiscard]] std::vector<Candidate> entries() const;
    [[nodiscard]] bool is_complete(const Candidate& candidate, const FileState& state, Moment now);
    [[nodiscard]] bool is_refused(const Candidate& candidate) const;
    [[nodiscard]] bool waits(const std::string& name) const;
    [[nodiscard]] bool take(const Candidate& candidate, Moment now);
    [[nodiscard]] bool finish(const Waiting& waiting, Moment now);
    void refuse(const Candidate& candidate, const std::string& sentence);
    void put_back(const Candidate& candidate) const;

    FolderSetting setting_;
    SpoolWay way_;
    runtime::Descriptor lock_;
    std::map<std::string, Seen> seen_;  ///< by name: not complete yet
    std::vector<Waiting> waiting_;
};

}  // namespace quillport::folders
