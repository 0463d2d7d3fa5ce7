#pragma once
#include <csignal>
#include <filesystem>
#include <string>

#include "quillport/contract/spool.hpp"
#include "quillport/core/result.hpp"

namespace quillport::spool {

struct WrittenDocument {
    std::string key;         ///< SHA-256 of contract::spool_identity, hexadecimal: file name and idempotency key
    std::uint64_t size = 0;  ///< bytes of data
};

/// Copies everything from `input` behind `header` into `folder`/<key>.job. After Ok the document survives a power cut; a second
/// delivery of the same document replaces the first by itself. On an error or when `stop` becomes true nothing is left behind.
/// Errors: NoSpace, Forbidden, NotFound (the folder), Conflict (stopped), InvalidInput (no data at all), Internal.
[[nodiscard]] Result<WrittenDocument> write_document(const std::filesystem::path& folder, contract::SpoolHeader header, int input,
                                                     const volatile std::sig_atomic_t& stop);

}  // namespace quillport::spool
