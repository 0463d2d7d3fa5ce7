#pragma once
#include "quillport/core/bytes.hpp"
#include "quillport/core/result.hpp"

namespace quillport::signing {

/// The value of the one signature in a CMS SignedData (RFC 5652 §5.3): what a signature time-stamp is made over. Zeros may follow
/// the CMS. Errors: InvalidInput.
Result<Bytes> signature_value(BytesView cms);

/// The CMS with a time-stamp token over its signature as the unsigned attribute id-aa-signatureTimeStampToken (RFC 3161 appendix
/// A, EN 319 122-1 §5.3); attributes that are there stay. Nothing that is signed changes. Errors: InvalidInput.
Result<Bytes> with_time_stamp(BytesView cms, BytesView token);

/// Bytes that a CMS of `cms_size` takes at most with a token of `token_size` in it.
std::size_t size_with_time_stamp(std::size_t cms_size, std::size_t token_size) noexcept;

}  // namespace quillport::signing
