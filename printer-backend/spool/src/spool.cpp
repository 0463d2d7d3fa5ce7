#include "quillport/spool/spool.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>

#include "quillport/runtime/log.hpp"
#include "unfinished.hpp"

namespace quillport::spool {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using runtime::Descriptor;
using runtime::error_from_errno;
using runtime::LogLevel;

constexpr std::size_t kFirstLook = std::size_t{4} << 10U;
constexpr std::size_t kReasonLimit = std::size_t{64} << 10U;
/// A writer that is younger may be between making its file and locking it.
constexpr auto kAbandoned = 1min;
constexpr std::string_view kForeign = "This file in the spool is not a document of Quillport.";

fs::path job_file(const fs::path& folder, const std::string& key) { return folder / (key + ".job"); }
fs::path reason_file(const fs::path& folder, const std::string& key) { return folder / (key + ".reason"); }

Descriptor opened(const fs::path& file) { return Descriptor(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW)); }

/// Most headers are short; a long one is read a second time.
Result<contract::ParsedSpoolHeader> header_in(int fd) {
    Result<contract::ParsedSpoolHeader> parsed = Error{ErrorCode::InvalidInput, "not a spool file", {}};
    for (const std::size_t size : {kFirstLook, contract::kSpoolHeaderLimit}) {
        const auto head = runtime::first_bytes({fd, 0, contract::kSpoolHeaderLimit}, size);
        if (!head.ok()) return head.error();
        parsed = contract::parse_spool_header(text_of(head.value()));
        if (parsed.ok() || head.value().size() < size) break;
    }
    return parsed;
}

Result<contract::SpoolHeader> header_of(const fs::path& file) {
    const Descriptor fd = opened(file);
    if (!fd.valid()) return error_from_errno(errno, "cannot open the document");
    auto parsed = header_in(fd.get());
    if (!parsed.ok()) return parsed.error();
    return std::move(parsed.value().header);
}

std::string reason_in(const fs::path& file) {
    const auto text = runtime::read_file(file, kReasonLimit);
    if (!text.ok()) return "The reason was not written down.";
    std::string reason(text_of(text.value()));
    while (!reason.empty() && reason.back() == '\n') reason.pop_back();
    return reason;
}

Result<void> make_folder(const fs::path& folder, mode_t mode) {
    if (::mkdir(folder.c_str(), mode) == 0) {
        ::chmod(folder.c_str(), mode);  // mkdir's mode is cut by the umask
        return {};
    }
    if (errno == EEXIST) return {};
    return error_from_errno(errno, "cannot make the spool folder");
}

Result<std::vector<fs::path>> files_in(const fs::path& folder) {
    std::vector<fs::path> files;
    std::error_code failed;
    for (fs::directory_iterator at(folder, failed), end; !failed && at != end; at.increment(failed)) files.push_back(at->path());
    if (failed) return error_from_errno(failed.value(), "cannot read the spool");
    return files;
}

/// A writer holds a lock on its file as long as it lives.
bool is_abandoned(const fs::path& file) {
    const Descriptor fd = opened(file);
    struct stat about {};
    if (!fd.valid() || ::fstat(fd.get(), &about) != 0) return false;
    const auto age = std::chrono::system_clock::now() - std::chrono::system_clock::from_time_t(about.st_mtime);
    return age > kAbandoned && ::flock(fd.get(), LOCK_EX | LOCK_NB) == 0;
}

Result<void> moved(const fs::path& from, const fs::path& to, const char* what) {
    if (::rename(from.c_str(), to.c_str()) != 0) return error_from_errno(errno, what);
    if (auto synced = runtime::sync_directory(to.parent_path()); !synced.ok()) return synced;
    return runtime::sync_directory(from.parent_path());
}

}  // namespace

std::optional<std::string> key_of(const fs::path& file) {
    if (file.extension() != ".job" || file.stem().empty()) return std::nullopt;
    return file.stem().string();
}

Result<void> Spool::open() {
    // The backend's user passes through the root; in `incoming` it adds files and syncs the folder, which takes the right to read
    // it.
    if (auto made = make_folder(root_, 0711); !made.ok()) return made;
    if (auto made = make_folder(incoming(), 02770); !made.ok()) return made;
    if (auto made = make_folder(held(), 0700); !made.ok()) return made;
    if (auto made = make_folder(queues(), 0700); !made.ok()) return made;
    const auto files = files_in(incoming());
    if (!files.ok()) return files.error();
    for (const fs::path& file : files.value())
        if (file.filename().string().starts_with(kUnfinishedPrefix) && is_abandoned(file)) ::unlink(file.c_str());
    return {};
}

Result<void> Spool::for_each_waiting(const std::function<void(Entry)>& found) const {
    const auto files = files_in(incoming());
    if (!files.ok()) return files.error();
    for (const fs::path& file : files.value()) {
        const auto key = key_of(file);
        if (!key) continue;
        auto header = header_of(file);
        if (header.ok())
            found({*key, std::move(header).value(), false, {}});
        else
            put_aside_if_foreign(*key, header.error());
    }
    return {};
}

Result<void> Spool::for_each(const std::function<void(Entry)>& found) const {
    if (auto read = for_each_waiting(found); !read.ok()) return read;
    const auto files = files_in(held());
    if (!files.ok()) return files.error();
    for (const fs::path& file : files.value()) {
        const auto key = key_of(file);
        if (!key) continue;
        // What is no document is shown too: somebody has to look at it.
        auto header = header_of(file);
        found({*key, header.ok() ? std::move(header).value() : contract::SpoolHeader{}, true,
               reason_in(reason_file(held(), *key))});
    }
    return {};
}

std::optional<Entry> Spool::find(const std::string& key) const {
    if (key.empty() || key.find('/') != std::string::npos) return std::nullopt;
    if (auto header = header_of(job_file(incoming(), key)); header.ok()) return Entry{key, std::move(header).value(), false, {}};
    if (!fs::exists(job_file(held(), key))) return std::nullopt;
    auto header = header_of(job_file(held(), key));
    return Entry{key, header.ok() ? std::move(header).value() : contract::SpoolHeader{}, true,
                 reason_in(reason_file(held(), key))};
}

void Spool::put_aside_if_foreign(const std::string& key, const Error& error) const {
    if (error.code == ErrorCode::NotFound) return;  // delivered meanwhile
    // What merely cannot be read now may be a document all the same.
    if (error.code == ErrorCode::InvalidInput && hold(key, std::string(kForeign)).ok()) return;
    runtime::log(LogLevel::Error, "spool.unreadable", {{"key", key}, {"what", error.what}, {"detail", error.detail}});
}

bool Spool::waits(const std::string& key) const { return ::access(job_file(incoming(), key).c_str(), F_OK) == 0; }

Result<OpenDocument> Spool::open_document(const std::string& key) const {
    OpenDocument document;
    document.file = opened(job_file(incoming(), key));
    if (!document.file.valid()) return error_from_errno(errno, "cannot open the document");
    auto parsed = header_in(document.file.get());
    if (!parsed.ok()) return parsed.error();
    document.header = std::move(parsed.value().header);
    document.data = {document.file.get(), parsed.value().length, document.header.size};
    struct stat about {};
    if (::fstat(document.file.get(), &about) != 0) return error_from_errno(errno, "cannot look at the document");
    const auto digest = runtime::sha256_hex_of(document.data);
    if (!digest.ok()) return digest.error();
    if (static_cast<std::uint64_t>(about.st_size) != document.data.offset + document.data.size ||
        digest.value() != document.header.sha256)
        return Error{ErrorCode::InvalidInput, "the spool file is damaged", key};
    return document;
}

Result<void> Spool::remove(const std::string& key) const {
    // Not synced: a file that a power cut brings back is delivered again, and the portal knows its key.
    for (const fs::path& file : {job_file(incoming(), key), job_file(held(), key), reason_file(held(), key)})
        if (::unlink(file.c_str()) != 0 && errno != ENOENT) return error_from_errno(errno, "cannot remove the document");
    return {};
}

Result<void> Spool::hold(const std::string& key, const std::string& reason) const {
    if (!fs::exists(job_file(incoming(), key))) return Error{ErrorCode::NotFound, "this document does not wait", key};
    if (auto written = runtime::write_durably(reason_file(held(), key), bytes_of(reason + "\n")); !written.ok()) return written;
    if (auto done = moved(job_file(incoming(), key), job_file(held(), key), "cannot hold the document"); !done.ok()) return done;
    runtime::log(LogLevel::Warning, "spool.held", {{"key", key}, {"reason", reason}});
    return {};
}

Result<void> Spool::retry(const std::string& key) const {
    if (!fs::exists(job_file(held(), key))) return Error{ErrorCode::NotFound, "this document is not held", key};
    if (auto done = moved(job_file(held(), key), job_file(incoming(), key), "cannot put the document back"); !done.ok())
        return done;
    ::unlink(reason_file(held(), key).c_str());
    return {};
}

}  // namespace quillport::spool
