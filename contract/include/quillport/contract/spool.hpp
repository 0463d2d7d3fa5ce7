#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "quillport/core/bytes.hpp"
#include "quillport/core/draft.hpp"
#include "quillport/core/result.hpp"

namespace quillport::contract {

/// The spool's file format, version 1: what the backend hands to the forwarder, one file a document.
///
///     Quillport-Spool: 1
///     sha256: <64 hexadecimal digits>        of the data
///     size: <20 decimal digits>              of the data
///     key: value                             one a line, percent-encoded (RFC 3986 §2.1) but for unreserved characters and
///     blanks (empty line) data
///
/// The first three lines have a fixed length, so that a writer can fill in size and digest after the data went by.
struct SpoolHeader {
    JobIdentity job;
    /// The job's options as the scheduler gave them to the backend, one text still (backend(7)): the forwarder takes them apart
    /// into job.options. Empty where the writer did that itself.
    std::string options_text;
    std::string content_type;  ///< MIME type as the scheduler found it
    int copies = 1;
    std::string sha256;      ///< of the data; empty while it is not known
    std::uint64_t size = 0;  ///< bytes of data
};

/// Offset of the digest's first digit and of the size's first digit in a written header.
inline constexpr std::size_t kSpoolDigestOffset = 27;
inline constexpr std::size_t kSpoolSizeOffset = 98;
/// No header is longer.
inline constexpr std::size_t kSpoolHeaderLimit = std::size_t{64} << 10U;

/// The header as text, the empty line included.
[[nodiscard]] std::string spool_header_text(const SpoolHeader& header);

/// The size as it stands in the header: 20 digits.
[[nodiscard]] std::string spool_size_text(std::uint64_t size);

struct ParsedSpoolHeader {
    SpoolHeader header;
    std::size_t length = 0;  ///< where the data begins
};
/// Reads the header at the start of a spool file; kSpoolHeaderLimit bytes of it always suffice.
/// Errors: InvalidInput (not a spool file, an unknown version, cut off); unknown keys are skipped.
[[nodiscard]] Result<ParsedSpoolHeader> parse_spool_header(std::string_view text);

/// What makes a document the same one when it comes twice: job UUID, document number and content.
/// The text whose SHA-256 is the spool file's name and the idempotency key.
[[nodiscard]] std::string spool_identity(const SpoolHeader& header);

}  // namespace quillport::contract
