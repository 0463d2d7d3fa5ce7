#pragma once
#include "seal.hpp"

namespace quillport::seal {

/// Seals every file of the folder (--dir) or of standard input (--list) and prints one line of JSON for each. What fails stops
/// nothing else. Returns true when all are complete. Errors: the folder cannot be read, or the report cannot be written.
[[nodiscard]] Result<bool> seal_batch(const Setup& setup);

}  // namespace quillport::seal
