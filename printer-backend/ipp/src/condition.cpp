#include "condition.hpp"

#include <sys/statvfs.h>

#include <algorithm>

namespace quillport::ipp {
namespace {

constexpr std::uint64_t kRoom = 1U << 20U;

}  // namespace

ForwarderWords words_of(std::string_view lines) {
    static constexpr std::string_view kWarning = "WARNING: ";
    static constexpr std::string_view kError = "ERROR: ";
    ForwarderWords words;
    while (!lines.empty()) {
        const std::string_view line = lines.substr(0, lines.find('\n'));
        lines.remove_prefix(std::min(lines.size(), line.size() + 1));
        if (line.starts_with(kWarning)) words.sentence = line.substr(kWarning.size());
        if (line.starts_with(kError)) {
            words.sentence = line.substr(kError.size());
            words.refused = true;
        }
        if (line == "STATE: +quillport-portal-down-warning") words.portal_down = true;
    }
    return words;
}

void Condition::spool_failed() {
    const std::lock_guard lock(mutex_);
    full_ = true;
}

void Condition::spool_worked() {
    const std::lock_guard lock(mutex_);
    full_ = false;
}

void Condition::portal(bool down) {
    const std::lock_guard lock(mutex_);
    portal_down_ = down;
}

Condition::Report Condition::report() {
    struct statvfs disk {};
    const bool known = ::statvfs(incoming_.c_str(), &disk) == 0;
    const std::uint64_t room = std::uint64_t{disk.f_bavail} * disk.f_frsize;
    const std::lock_guard lock(mutex_);
    if (full_ && known && room >= kRoom) full_ = false;
    Report report;
    if (known && disk.f_blocks > 0) report.free_percent = static_cast<int>(disk.f_bavail * 100 / disk.f_blocks);
    if (full_) {
        report.stopped = true;
        report.reason = "spool-area-full-error";
        report.message = "The disk of the print server is full. Printing goes on by itself when there is room.";
    } else if (portal_down_) {
        report.reason = "quillport-portal-down-warning";
        report.message = "The portal does not answer. Documents are safe and are delivered as soon as it is back.";
    }
    return report;
}

}  // namespace quillport::ipp
