#include "quillport/runtime/file_part.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "quillport/runtime/digest.hpp"
#include "quillport/runtime/file.hpp"

namespace quillport::runtime {
namespace {

constexpr std::size_t kPiece = std::size_t{1} << 18U;

/// Fills `into` from `offset` on. \returns how much there was.
Result<std::size_t> read_at(int fd, std::uint64_t offset, std::span<std::byte> into) {
    std::size_t size = 0;
    while (size < into.size()) {
        const ssize_t got = ::pread(fd, into.data() + size, into.size() - size, static_cast<off_t>(offset + size));
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return error_from_errno(errno, "reading a file");
        if (got == 0) break;
        size += static_cast<std::size_t>(got);
    }
    return size;
}

std::size_t shorter(std::uint64_t a, std::size_t b) { return static_cast<std::size_t>(std::min<std::uint64_t>(a, b)); }

}  // namespace

Result<Bytes> first_bytes(const FilePart& part, std::size_t size) {
    Bytes data(shorter(part.size, size));
    const auto got = read_at(part.fd, part.offset, data);
    if (!got.ok()) return got.error();
    data.resize(got.value());
    return data;
}

Result<std::string> sha256_hex_of(const FilePart& part) {
    Bytes piece(shorter(part.size, kPiece));
    Sha256Stream digest;
    for (std::uint64_t done = 0; done < part.size;) {
        const std::span<std::byte> room(piece.data(), shorter(part.size - done, piece.size()));
        const auto got = read_at(part.fd, part.offset + done, room);
        if (!got.ok()) return got.error();
        if (got.value() < room.size()) return Error{ErrorCode::InvalidInput, "a file ends before its data does", {}};
        digest.update(room);
        done += room.size();
    }
    const Sha256Value value = digest.finish();
    return to_hex(value);
}

}  // namespace quillport::runtime
