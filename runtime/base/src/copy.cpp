#include "quillport/runtime/copy.hpp"

#include <unistd.h>

#include <cerrno>

namespace quillport::runtime {

Result<void> copy_hashed(const Descriptor& from, const Descriptor& to, DigestStream& digest) {
    // Small enough to stay in the processor's cache between reading, hashing and writing.
    Bytes piece(std::size_t{128} << 10U);
    off_t offset = 0;
    while (true) {
        const ssize_t got = ::pread(from.get(), piece.data(), piece.size(), offset);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return error_from_errno(errno, "reading a file");
        if (got == 0) return {};
        const BytesView part = BytesView(piece).first(static_cast<std::size_t>(got));
        digest.update(part);
        if (auto written = write_all(to.get(), part); !written.ok()) return written;
        offset += got;
    }
}

}  // namespace quillport::runtime
