#pragma once
#include "quillport/core/result.hpp"
#include "quillport/runtime/digest.hpp"
#include "quillport/runtime/file.hpp"

namespace quillport::runtime {

/// Appends everything that `from` holds from offset 0 to `to` at its position, and hashes it on the way, so that a large file is
/// read once and never held in memory. Errors: as write_all, or Internal when `from` cannot be read.
[[nodiscard]] Result<void> copy_hashed(const Descriptor& from, const Descriptor& to, DigestStream& digest);

}  // namespace quillport::runtime
