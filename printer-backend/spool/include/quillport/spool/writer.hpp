#pragma once
#include <csignal>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "quillport/contract/spool.hpp"
#include "quillport/core/result.hpp"

namespace quillport::spool {

/// A document that is durable.
struct WrittenDocument {
    std::string key;         ///< SHA-256 of contract::spool_identity, hexadecimal: file name and idempotency key
    std::uint64_t size = 0;  ///< bytes of data
};

/// Where a document comes from: fills the buffer and says with how much, 0 at the end. Its own errors come out of write_document.
using Source = std::function<Result<std::size_t>(std::span<std::byte>)>;

/// Copies everything from `source` behind `header` into `folder`/<key>.job. After Ok the document survives a power cut; a second
/// delivery of the same document replaces the first by itself. On an error or when `stop` becomes true nothing is left behind.
/// A header that would be longer than contract::kSpoolHeaderLimit loses its longest options.
/// Thread-safe, between programs too. Errors: NoSpace, Forbidden, NotFound (the folder), Conflict (stopped), InvalidInput (no
/// data at all), Internal.
[[nodiscard]] Result<WrittenDocument> write_document(const std::filesystem::path& folder, contract::SpoolHeader header,
                                                     const Source& source, const volatile std::sig_atomic_t& stop);
/// The same from a descriptor.
[[nodiscard]] Result<WrittenDocument> write_document(const std::filesystem::path& folder, contract::SpoolHeader header, int input,
                                                     const volatile std::sig_atomic_t& stop);

/// What is known of a job whose files come in one stream.
struct Stream {
    std::size_t files = 0;           ///< 0: not known
    bool begins_with_cover = false;  ///< with a cover page, as the scheduler says
};

/// The same for the standard input of a queue that gets all files of a job in one stream, each as often as `header.copies` says,
/// with cover pages around them: one document a file, numbered from the header's number on. Ok and empty when there were only
/// cover pages. On an error some documents may be there already; writing them again is harmless.
[[nodiscard]] Result<std::vector<WrittenDocument>> write_stream(const std::filesystem::path& folder,
                                                                const contract::SpoolHeader& header, int input,
                                                                const Stream& stream, const volatile std::sig_atomic_t& stop);

}  // namespace quillport::spool
