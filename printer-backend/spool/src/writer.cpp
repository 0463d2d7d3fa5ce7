#include "quillport/spool/writer.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>

#include "quillport/runtime/digest.hpp"
#include "quillport/runtime/file.hpp"

namespace quillport::spool {
namespace {

using runtime::Descriptor;
using runtime::error_from_errno;

/// A file under construction; gone again unless it is kept.
class Unfinished {
  public:
    explicit Unfinished(const std::filesystem::path& folder) : path_((folder / ".unfinished-XXXXXX").string()) {
        fd_ = Descriptor(::mkostemp(path_.data(), O_CLOEXEC));
        if (!fd_.valid()) failure_ = errno;
    }
    ~Unfinished() {
        if (fd_.valid() && !kept_) ::unlink(path_.c_str());
    }
    Unfinished(const Unfinished&) = delete;
    Unfinished& operator=(const Unfinished&) = delete;

    [[nodiscard]] int failure() const noexcept { return failure_; }
    [[nodiscard]] int fd() const noexcept { return fd_.get(); }
    [[nodiscard]] bool move_to(const std::filesystem::path& target) {
        kept_ = ::rename(path_.c_str(), target.c_str()) == 0;
        return kept_;
    }

  private:
    std::string path_;
    Descriptor fd_;
    int failure_ = 0;
    bool kept_ = false;
};

Result<std::uint64_t> copy_all(int input, int output, const volatile std::sig_atomic_t& stop) {
    std::array<char, 1U << 16U> block{};
    std::uint64_t size = 0;
    for (;;) {
        if (stop != 0) return Error{ErrorCode::Conflict, "stopped while reading the document", {}};
        const ssize_t n = ::read(input, block.data(), block.size());
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return error_from_errno(errno, "cannot read the document");
        if (n == 0) return size;
        if (auto written = runtime::write_all(output, bytes_of({block.data(), static_cast<std::size_t>(n)})); !written.ok())
            return written.error();
        size += static_cast<std::uint64_t>(n);
    }
}

/// The digest of what was written, read back through the page cache: one pass, no second copy in memory.
Result<std::string> digest_behind(int fd, std::size_t header, std::uint64_t size) {
    const std::size_t length = header + size;
    void* memory = ::mmap(nullptr, length, PROT_READ, MAP_PRIVATE, fd, 0);
    if (memory == MAP_FAILED) return error_from_errno(errno, "cannot read the spool back");
    std::string digest = runtime::sha256_hex({static_cast<const std::byte*>(memory) + header, size});
    ::munmap(memory, length);
    return digest;
}

Result<void> fill_in(int fd, std::size_t offset, std::string_view text) {
    if (::pwrite(fd, text.data(), text.size(), static_cast<off_t>(offset)) != static_cast<ssize_t>(text.size()))
        return error_from_errno(errno, "cannot finish the spool file");
    return {};
}

}  // namespace

Result<WrittenDocument> write_document(const std::filesystem::path& folder, contract::SpoolHeader header, int input,
                                       const volatile std::sig_atomic_t& stop) {
    Unfinished file(folder);
    if (file.failure() != 0) return error_from_errno(file.failure(), "cannot write to the spool");
    const std::string text = contract::spool_header_text(header);
    if (auto written = runtime::write_all(file.fd(), bytes_of(text)); !written.ok()) return written.error();
    const auto size = copy_all(input, file.fd(), stop);
    if (!size.ok()) return size.error();
    if (size.value() == 0) return Error{ErrorCode::InvalidInput, "the document is empty", {}};

    header.size = size.value();
    auto digest = digest_behind(file.fd(), text.size(), header.size);
    if (!digest.ok()) return digest.error();
    header.sha256 = digest.value();
    if (auto done = fill_in(file.fd(), contract::kSpoolDigestOffset, header.sha256); !done.ok()) return done.error();
    if (auto done = fill_in(file.fd(), contract::kSpoolSizeOffset, contract::spool_size_text(header.size)); !done.ok())
        return done.error();

    // The folder's group is the forwarder's; nobody else may read a document.
    if (::fchmod(file.fd(), 0660) != 0 || ::fsync(file.fd()) != 0) return error_from_errno(errno, "cannot sync the spool file");
    WrittenDocument document{runtime::sha256_hex(bytes_of(contract::spool_identity(header))), header.size};
    if (!file.move_to(folder / (document.key + ".job"))) return error_from_errno(errno, "cannot name the spool file");
    if (auto synced = runtime::sync_directory(folder); !synced.ok()) return synced.error();
    return document;
}

}  // namespace quillport::spool
