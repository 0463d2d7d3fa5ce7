#include "quillport/runtime/file.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <utility>

#include "quillport/runtime/random.hpp"

namespace quillport::runtime {
namespace {

Result<void> failed(std::string what) { return error_from_errno(errno, std::move(what)); }

std::filesystem::path directory_of(const std::filesystem::path& path) {
    return path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
}

Result<void> fill(const std::filesystem::path& path, BytesView data, unsigned mode) {
    // O_EXCL: a name that somebody else laid there, say a link, is never followed.
    const Descriptor fd(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!fd.valid()) return failed("creating a file");
    if (::fchmod(fd.get(), mode) != 0) return failed("setting the mode of a file");
    if (auto written = write_all(fd.get(), data); !written.ok()) return written;
    if (::fsync(fd.get()) != 0) return failed("making a file durable");
    return {};
}

Result<Bytes> read_up_to(int fd, std::uint64_t limit) {
    struct stat about {};
    if (::fstat(fd, &about) != 0) return error_from_errno(errno, "asking for the size of a file");
    if (about.st_size > 0 && static_cast<std::uint64_t>(about.st_size) > limit) {
        return Error{ErrorCode::TooLarge, "a file is larger than allowed", std::to_string(about.st_size)};
    }
    // Files below /proc say that they are empty: read until nothing comes, with one byte more than said to notice the end.
    Bytes data(static_cast<std::size_t>(about.st_size) + 1);
    std::size_t size = 0;
    while (true) {
        if (size == data.size()) data.resize(data.size() + 65'536);
        const ssize_t got = ::pread(fd, data.data() + size, data.size() - size, static_cast<off_t>(size));
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return error_from_errno(errno, "reading a file");
        if (got == 0) break;
        size += static_cast<std::size_t>(got);
        if (size > limit) return Error{ErrorCode::TooLarge, "a file is larger than allowed", std::to_string(size)};
    }
    data.resize(size);
    return data;
}

ErrorCode code_of(int number) {
    switch (number) {
        case ENOENT:
        case ENOTDIR:
            return ErrorCode::NotFound;
        case EACCES:
        case EPERM:
        case EROFS:
            return ErrorCode::Forbidden;
        case ENOSPC:
        case EDQUOT:
        case EFBIG:
            return ErrorCode::NoSpace;  // EFBIG: RLIMIT_FSIZE, the quota of a process
        case EEXIST:
            return ErrorCode::Conflict;
        case ETIMEDOUT:
            return ErrorCode::Timeout;
        case EAGAIN:
        case ECONNREFUSED:
        case ECONNRESET:
        case EPIPE:
        case EHOSTUNREACH:
        case ENETUNREACH:
        case EMFILE:
        case ENFILE:
        case ENOMEM:
            return ErrorCode::Unavailable;
        default:
            return ErrorCode::Internal;
    }
}

}  // namespace

Result<void> write_all(int fd, BytesView data) {
    while (!data.empty()) {
        const ssize_t written = ::write(fd, data.data(), data.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return failed("writing a file");
        data = data.subspan(static_cast<std::size_t>(written));
    }
    return {};
}

Result<void> sync_directory(const std::filesystem::path& directory) {
    const Descriptor fd(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!fd.valid()) return failed("opening a directory");
    if (::fsync(fd.get()) != 0) return failed("making a directory durable");
    return {};
}

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
    if (this != &other) {
        const Descriptor old(std::exchange(fd_, other.release()));
    }
    return *this;
}

Descriptor::~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
}

int Descriptor::release() noexcept { return std::exchange(fd_, -1); }

Result<void> write_durably(const std::filesystem::path& path, BytesView data, unsigned mode) {
    SystemRandom random;
    // A name of its own length: the target's may already be as long as a name can be.
    const std::filesystem::path temporary = directory_of(path) / (".tmp-" + new_id(random));
    auto filled = fill(temporary, data, mode);
    if (filled.ok() && ::rename(temporary.c_str(), path.c_str()) != 0) filled = failed("renaming a file");
    if (!filled.ok()) {
        ::unlink(temporary.c_str());
        return filled;
    }
    return sync_directory(directory_of(path));
}

Result<Bytes> read_file(const std::filesystem::path& path, std::uint64_t limit) {
    const Descriptor fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!fd.valid()) return error_from_errno(errno, "opening a file");
    return read_up_to(fd.get(), limit);
}

Result<void> remove_durably(const std::filesystem::path& path) {
    if (::unlink(path.c_str()) != 0) {
        if (errno == ENOENT) return {};
        return failed("removing a file");
    }
    return sync_directory(directory_of(path));
}

Result<Descriptor> memory_file(BytesView data, const char* name) {
    Descriptor fd(::memfd_create(name, MFD_CLOEXEC | MFD_ALLOW_SEALING));
    if (!fd.valid()) return error_from_errno(errno, "creating a file in memory");
    if (auto written = write_all(fd.get(), data); !written.ok()) return written.error();
    if (::lseek(fd.get(), 0, SEEK_SET) != 0) return error_from_errno(errno, "rewinding a file in memory");
    if (::fcntl(fd.get(), F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL) != 0) {
        return error_from_errno(errno, "sealing a file in memory");
    }
    return fd;
}

Result<Bytes> read_all(const Descriptor& fd, std::uint64_t limit) { return read_up_to(fd.get(), limit); }

Error error_from_errno(int number, std::string what) {
    const char* description = ::strerrordesc_np(number);
    return {code_of(number), std::move(what), description == nullptr ? std::to_string(number) : description};
}

}  // namespace quillport::runtime
