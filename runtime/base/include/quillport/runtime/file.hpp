#pragma once
#include <cstdint>
#include <filesystem>
#include <string>

#include "quillport/core/bytes.hpp"
#include "quillport/core/result.hpp"

namespace quillport::runtime {

/// An open descriptor that closes itself.
class Descriptor {
  public:
    Descriptor() noexcept = default;
    explicit Descriptor(int fd) noexcept : fd_(fd) {}
    Descriptor(Descriptor&& other) noexcept : fd_(other.release()) {}
    Descriptor& operator=(Descriptor&& other) noexcept;
    ~Descriptor();
    [[nodiscard]] int get() const noexcept { return fd_; }
    [[nodiscard]] bool valid() const noexcept { return fd_ >= 0; }
    [[nodiscard]] int release() noexcept;

  private:
    int fd_ = -1;
};

/// All of `data` at the descriptor's position, however many calls it takes. Errors: as write_durably.
[[nodiscard]] Result<void> write_all(int fd, BytesView data);

/// Makes the names in a folder durable (fsync(2)); whoever calls must be allowed to read it.
[[nodiscard]] Result<void> sync_directory(const std::filesystem::path& directory);

/// Writes `data` so that after Ok it survives a power cut: temporary file beside `path`, fsync, rename over `path`, fsync of the
/// directory. An existing file is replaced as a whole; a failure leaves it as it was and no temporary file behind.
/// Errors: NoSpace (ENOSPC, EDQUOT), Forbidden (EACCES, EPERM, EROFS), NotFound (no such directory), Internal (the rest).
[[nodiscard]] Result<void> write_durably(const std::filesystem::path& path, BytesView data, unsigned mode = 0600);

/// The whole file. Errors: NotFound, Forbidden, TooLarge (over `limit` bytes), Internal.
[[nodiscard]] Result<Bytes> read_file(const std::filesystem::path& path, std::uint64_t limit = std::uint64_t{1} << 30U);

/// Removes the file and makes that durable; NotFound is not an error.
[[nodiscard]] Result<void> remove_durably(const std::filesystem::path& path);

/// An anonymous file in memory (memfd_create(2)) that holds `data`, sealed against change; position 0.
[[nodiscard]] Result<Descriptor> memory_file(BytesView data, const char* name);
/// Everything that `fd` holds from offset 0 (pread), whatever its position. Errors: TooLarge, Internal.
[[nodiscard]] Result<Bytes> read_all(const Descriptor& fd, std::uint64_t limit = std::uint64_t{1} << 30U);

/// The Error for an errno value; `what` is a short English phrase of what was tried.
[[nodiscard]] Error error_from_errno(int number, std::string what);

}  // namespace quillport::runtime
