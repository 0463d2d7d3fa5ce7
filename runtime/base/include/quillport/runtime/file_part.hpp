#pragma once
#include <cstdint>

#include "quillport/core/bytes.hpp"
#include "quillport/core/result.hpp"

namespace quillport::runtime {

/// Where data lies in an open file; nobody needs to hold it in memory as a whole. The descriptor is somebody else's.
struct FilePart {
    int fd = -1;
    std::uint64_t offset = 0;
    std::uint64_t size = 0;  ///< bytes
};

/// The first bytes of the part, at most `size`; fewer when the part or the file ends. Errors: as read_file.
[[nodiscard]] Result<Bytes> first_bytes(const FilePart& part, std::size_t size);
/// SHA-256 of the part as 64 lower-case hexadecimal digits, read in small pieces. Errors: InvalidInput when the file ends before
/// the part does, else as read_file.
[[nodiscard]] Result<std::string> sha256_hex_of(const FilePart& part);

}  // namespace quillport::runtime
