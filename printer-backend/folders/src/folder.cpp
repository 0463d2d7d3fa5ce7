#include "folder.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "names.hpp"
#include "quillport/runtime/log.hpp"

namespace quillport::folders {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using runtime::LogLevel;

constexpr auto kPause = 300ms;    ///< after the last sign of a writer: some open a file again at once
constexpr auto kPatience = 120s;  ///< the document is durable: the forwarder's sentence is a kindness
constexpr std::size_t kMostWaiting = 500;
constexpr std::size_t kAskedAtOnce = 20;  ///< they are answered in their order

/// The sentence of a refusal among the lines for the scheduler.
std::optional<std::string> refusal_in(const std::string& lines) {
    constexpr std::string_view kError = "ERROR: ";
    if (!lines.starts_with(kError)) return std::nullopt;
    return lines.substr(kError.size(), lines.find('\n') - kError.size());
}

}  // namespace

Result<void> Folder::open() {
    lock_ = runtime::Descriptor(::open(setting_.path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!lock_.valid()) return runtime::error_from_errno(errno, "cannot open the folder " + setting_.path.string());
    if (::flock(lock_.get(), LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
        return Error{ErrorCode::Conflict, "another program watches the folder " + setting_.path.string(), {}};
    if (::access(setting_.path.c_str(), W_OK | X_OK) != 0)
        return runtime::error_from_errno(errno, "files cannot be taken out of the folder " + setting_.path.string());
    if (setting_.keeps && ::mkdir((setting_.path / "done").c_str(), 0770) != 0 && errno != EEXIST)
        return runtime::error_from_errno(errno, "cannot make the folder done");
    return {};
}

void Folder::announce(const std::string& name, Moment now) {
    if (!is_meant(name)) return;
    const auto state = state_of(setting_.path / name);
    if (state.ok()) seen_[name] = {state.value(), now, now};
}

std::vector<Candidate> Folder::entries() const {
    std::vector<Candidate> out;
    std::error_code failed;
    for (auto at = fs::directory_iterator(setting_.path, failed); !failed && at != fs::directory_iterator();
         at.increment(failed)) {
        const std::string entry = at->path().filename().string();
        if (entry.starts_with(kTakenPrefix))
            out.push_back({entry, entry.substr(kTakenPrefix.size())});
        else if (is_meant(entry))
            out.push_back({entry, entry});
    }
    if (failed)
        runtime::log(LogLevel::Warning, "folders.unreadable", {{"folder", setting_.path.string()}, {"what", failed.message()}});
    return out;
}

bool Folder::is_refused(const Candidate& candidate) const {
    struct stat file {
    }, report{};
    if (::lstat((setting_.path / (candidate.name + std::string(kErrorSuffix))).c_str(), &report) != 0) return false;
    if (::lstat((setting_.path / candidate.entry).c_str(), &file) != 0) return true;
    // Written or put there anew after the report: tried again.
    return std::pair(file.st_ctim.tv_sec, file.st_ctim.tv_nsec) <= std::pair(report.st_ctim.tv_sec, report.st_ctim.tv_nsec);
}

bool Folder::waits(const std::string& name) const {
    return std::any_of(waiting_.begin(), waiting_.end(), [&](const Waiting& w) { return w.candidate.name == name; });
}

bool Folder::is_complete(const Candidate& candidate, const FileState& state, Moment now) {
    if (candidate.entry != candidate.name) return true;  // it was, before we were interrupted
    const auto [at, is_new] = seen_.try_emplace(candidate.name, Seen{state, now, std::nullopt});
    Seen& seen = at->second;
    if (seen.state != state) seen = {state, now, std::nullopt};
    // Some copy programs make an empty file first, close it and come back.
    if (seen.announced && state.size > 0) return now - *seen.announced >= kPause;
    return now - seen.since >= setting_.quiet;
}

bool Folder::look(Moment now) {
    std::vector<Ready> ready;
    std::map<std::string, Seen> gone = std::move(seen_);
    seen_.clear();
    for (Candidate& candidate : entries()) {
        const auto state = state_of(setting_.path / candidate.entry);
        if (!state.ok() || waits(candidate.name) || is_refused(candidate)) continue;
        if (auto known = gone.extract(candidate.name); !known.empty()) seen_.insert(std::move(known));
        if (is_complete(candidate, state.value(), now)) ready.push_back({std::move(candidate), state.value().changed});
    }
    std::stable_sort(ready.begin(), ready.end(), [](const Ready& a, const Ready& b) {
        return std::pair(a.changed, a.candidate.name) < std::pair(b.changed, b.candidate.name);
    });
    for (const Ready& next : ready) {
        if (way_.stop != 0 || waiting_.size() >= kMostWaiting) return true;
        if (!take(next.candidate, now)) return false;
    }
    return true;
}

bool Folder::take(const Candidate& candidate, Moment now) {
    auto taken = copy_to_spool(setting_, candidate, way_.incoming, way_.stop);
    if (taken.ok()) {
        runtime::log(LogLevel::Info, "folders.taken", {{"folder", setting_.path.string()}, {"key", taken.value().key}});
        seen_.erase(candidate.name);
        std::error_code ignored;  // an old report about a file that is tried again
        fs::remove(setting_.path / (candidate.name + std::string(kErrorSuffix)), ignored);
        waiting_.push_back({candidate, std::move(taken).value(), now});
        return true;
    }
    const Error& why = taken.error();
    if (why.code == ErrorCode::InvalidInput) {
        seen_.erase(candidate.name);
        refuse(candidate, why.what);
    } else if (why.code == ErrorCode::PreconditionFailed) {
        if (const auto seen = seen_.find(candidate.name); seen != seen_.end())
            seen->second = {seen->second.state, now, std::nullopt};
    } else if (why.code != ErrorCode::NotFound && why.code != ErrorCode::Conflict) {
        runtime::log(LogLevel::Error, "folders.spool", {{"what", why.what}, {"detail", why.detail}});
        return false;
    }
    return true;
}

void Folder::settle(Moment now) {
    std::size_t asked = 0;
    std::erase_if(waiting_, [&](const Waiting& waiting) { return asked++ < kAskedAtOnce && finish(waiting, now); });
}

bool Folder::finish(const Waiting& waiting, Moment now) {
    const auto lines = way_.ask(waiting.taken.key);
    if (!lines && now - waiting.since < kPatience) return false;
    if (const auto sentence = refusal_in(lines.value_or(""))) {
        refuse(waiting.candidate, *sentence);
        return true;
    }
    if (auto done = take_out(setting_, waiting.candidate, waiting.taken.state); !done.ok())
        runtime::log(LogLevel::Error, "folders.take_out", {{"folder", setting_.path.string()}, {"what", done.error().what}});
    return true;
}

/// What was claimed before an interruption is shown under its own name again.
void Folder::put_back(const Candidate& candidate) const {
    if (candidate.entry == candidate.name) return;
    std::error_code failed;
    if (!fs::exists(setting_.path / candidate.name, failed))
        fs::rename(setting_.path / candidate.entry, setting_.path / candidate.name, failed);
}

void Folder::refuse(const Candidate& candidate, const std::string& sentence) {
    put_back(candidate);
    const fs::path report = setting_.path / (candidate.name + std::string(kErrorSuffix));
    runtime::log(LogLevel::Warning, "folders.refused", {{"folder", setting_.path.string()}, {"reason", sentence}});
    const std::string text = sentence + "\nDelete this note or save the file again to have it tried once more.\n";
    if (auto written = runtime::write_durably(report, bytes_of(text), 0664); !written.ok())
        runtime::log(LogLevel::Error, "folders.report", {{"what", written.error().what}});
}

}  // namespace quillport::folders
