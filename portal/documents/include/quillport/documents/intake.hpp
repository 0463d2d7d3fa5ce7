#pragma once
#include <cstdint>
#include <string>

#include "quillport/documents/tools.hpp"

namespace quillport::documents {

/// What a document may be at most; more is refused with the detail that stands behind.
struct IntakeLimits {
    std::uint64_t bytes = std::uint64_t{100} << 20U;  ///< "too_large"
    std::size_t pages = 2000;                         ///< "too_many_pages"
    std::size_t tags = 2000;                          ///< "too_many_tags"
    std::size_t problems = 500;                       ///< "too_many_problems"
};

struct Intake {
    std::string sha256;  ///< of the bytes as delivered
    worker::Inspection inspection;
};

/// First look at a delivered document: size, magic bytes, tags as `settings` say, signatures. Refuses in the keys that a person
/// reads: TooLarge "too_large", Unsupported "not_pdf" | "encrypted" | "damaged", Timeout "too_complex".
[[nodiscard]] Result<Intake> take_in(Tools& tools, BytesView pdf, const TagSettings& settings = {},
                                     const IntakeLimits& limits = {});

/// What the worker answers, in the keys that a person reads.
[[nodiscard]] Error in_words(Error error);

/// The part of it that needs no parser: size and magic bytes.
[[nodiscard]] Result<void> check_document(BytesView pdf, const IntakeLimits& limits = {});

/// Checks what somebody else says of the tags of a document, like any input: counts, lengths, numbers that are finite, boxes that
/// lie on their pages, rotations by quarters. \returns InvalidInput with the limit's key or "bad_tag".
[[nodiscard]] Result<void> check_detection(const Detection& found, const IntakeLimits& limits = {});

}  // namespace quillport::documents
