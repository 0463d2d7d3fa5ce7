#include "taking.hpp"

#include <fcntl.h>
#include <pwd.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <vector>

#include "names.hpp"
#include "quillport/runtime/clock.hpp"
#include "quillport/runtime/digest.hpp"
#include "quillport/runtime/file.hpp"
#include "quillport/spool/writer.hpp"

namespace quillport::folders {
namespace {

namespace fs = std::filesystem;
using runtime::Descriptor;
using runtime::error_from_errno;

constexpr off_t kLargest = off_t{1} << 30;

Error sentence(std::string text) { return {ErrorCode::InvalidInput, std::move(text), "file"}; }

std::string owner_name(uid_t uid) {
    std::array<char, 4096> room{};
    struct passwd entry {};
    struct passwd* found = nullptr;
    if (::getpwuid_r(uid, &entry, room.data(), room.size(), &found) == 0 && found != nullptr) return found->pw_name;
    return "uid " + std::to_string(uid);
}

std::string host_name() {
    std::array<char, 256> name{};
    return ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "";
}

/// A reading lease is refused while somebody has the file open for writing (fcntl(2)). Whoever may not ask gets no answer.
bool is_being_written(int fd) {
    if (::fcntl(fd, F_SETLEASE, F_RDLCK) != 0) return errno == EAGAIN;
    ::fcntl(fd, F_SETLEASE, F_UNLCK);
    return false;
}

Result<Descriptor> opened(const fs::path& file, struct stat& about) {
    Descriptor fd(::open(file.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    if (!fd.valid() && errno == EACCES) return sentence("Quillport may not read this file. Give its group the right to read it.");
    if (!fd.valid()) return error_from_errno(errno, "cannot open the file");
    if (::fstat(fd.get(), &about) != 0) return error_from_errno(errno, "cannot look at the file");
    if (!S_ISREG(about.st_mode)) return Error{ErrorCode::NotFound, "not a regular file", {}};
    if (is_being_written(fd.get())) return Error{ErrorCode::PreconditionFailed, "somebody is writing it", {}};
    if (about.st_size == 0) return sentence("This file is empty.");
    if (about.st_size > kLargest) return sentence("This file is larger than 1 GiB.");
    return fd;
}

/// A copy that nobody else can change, without a name.
Result<Descriptor> copy_of_file(int fd, const fs::path& folder) {
    Descriptor copy(::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600));
    if (!copy.valid()) return error_from_errno(errno, "cannot write to the spool");
    std::vector<char> block(1U << 18U);
    for (;;) {
        const ssize_t n = ::read(fd, block.data(), block.size());
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return error_from_errno(errno, "cannot read the file");
        if (n == 0) break;
        if (auto done = runtime::write_all(copy.get(), bytes_of({block.data(), static_cast<std::size_t>(n)})); !done.ok())
            return done.error();
    }
    if (::lseek(copy.get(), 0, SEEK_SET) != 0) return error_from_errno(errno, "cannot read the copy");
    return copy;
}

/// A spool that is not there says nothing of the file.
Error of_spool(Error error) {
    if (error.code == ErrorCode::NotFound) error.code = ErrorCode::Unavailable;
    return error;
}

/// Name and time make a file the same one after a crash; a copy under another name, or put there anew, is another document.
contract::SpoolHeader header_for(const FolderSetting& setting, const std::string& name, const struct stat& about) {
    contract::SpoolHeader header;
    JobIdentity& job = header.job;
    const std::string identity = setting.path.string() + '\0' + name + '\0' + std::to_string(state_of(about).changed);
    job.uuid = "urn:quillport:file:" + runtime::sha256_hex(bytes_of(identity)).substr(0, 32);
    job.queue = setting.queue;
    job.user = setting.user.empty() ? owner_name(about.st_uid) : setting.user;
    job.host = host_name();
    job.title = title_of(name);
    job.authenticated = setting.trusted;
    job.received = runtime::SystemClock().now();
    job.options["document-name-supplied"] = name;
    header.content_type = "application/octet-stream";  // the portal looks at the bytes
    return header;
}

/// Renames without replacing what has the name already. Not every file system can say so in one step.
bool renamed(const fs::path& from, const fs::path& to) {
    if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return true;
    if (errno != EINVAL && errno != ENOSYS) return false;
    struct stat about {};
    if (::lstat(to.c_str(), &about) == 0) {
        errno = EEXIST;
        return false;
    }
    return ::rename(from.c_str(), to.c_str()) == 0;
}

Result<void> move_to_done(const FolderSetting& setting, const fs::path& from, const std::string& name) {
    const fs::path done = setting.path / "done";
    const fs::path wanted(name);
    for (int n = 1; n < 10'000; ++n) {
        const std::string number = n == 1 ? "" : " (" + std::to_string(n) + ")";
        if (renamed(from, done / (wanted.stem().string() + number + wanted.extension().string())))
            return runtime::sync_directory(done);
        if (errno != EEXIST) break;
    }
    return error_from_errno(errno, "cannot move the file to done");
}

}  // namespace

FileState state_of(const struct stat& about) {
    return {about.st_dev, about.st_ino, about.st_size,
            std::int64_t{about.st_mtim.tv_sec} * 1'000'000'000 + std::int64_t{about.st_mtim.tv_nsec}};
}

Result<FileState> state_of(const fs::path& file) {
    struct stat about {};
    if (::lstat(file.c_str(), &about) != 0) return error_from_errno(errno, "cannot look at the file");
    if (!S_ISREG(about.st_mode)) return Error{ErrorCode::NotFound, "not a regular file", {}};
    return state_of(about);
}

Result<Taken> copy_to_spool(const FolderSetting& setting, const Candidate& candidate, const fs::path& incoming,
                            const volatile std::sig_atomic_t& stop) {
    struct stat before {};
    auto file = opened(setting.path / candidate.entry, before);
    if (!file.ok()) return file.error();
    auto copy = copy_of_file(file.value().get(), incoming);
    if (!copy.ok()) return of_spool(copy.error());
    struct stat after {};
    if (::fstat(file.value().get(), &after) != 0) return error_from_errno(errno, "cannot look at the file");
    if (state_of(before) != state_of(after)) return Error{ErrorCode::PreconditionFailed, "somebody is writing it", {}};
    auto written = spool::write_document(incoming, header_for(setting, candidate.name, before), copy.value().get(), stop);
    if (!written.ok()) return of_spool(written.error());
    return Taken{written.value().key, state_of(before)};
}

Result<void> take_out(const FolderSetting& setting, const Candidate& candidate, const FileState& state) {
    const fs::path place = setting.path / candidate.name;
    const fs::path taken = setting.path / (std::string(kTakenPrefix) + candidate.name);
    if (candidate.entry == candidate.name && !renamed(place, taken)) {
        if (errno == ENOENT) return {};
        return error_from_errno(errno, "cannot take the file out of the folder");
    }
    const auto now = state_of(taken);
    if (!now.ok() || now.value() != state) {
        // Another file took its place between the copy and now: that one is new.
        if (!renamed(taken, place)) return error_from_errno(errno, "cannot put the file back");
        return {};
    }
    if (setting.keeps) {
        if (auto moved = move_to_done(setting, taken, candidate.name); !moved.ok()) return moved;
    } else if (::unlink(taken.c_str()) != 0) {
        return error_from_errno(errno, "cannot remove the file");
    }
    return runtime::sync_directory(setting.path);
}

}  // namespace quillport::folders
