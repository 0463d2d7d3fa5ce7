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
    Format format = Format::Pdf;  ///< as delivered
    Lock lock = Lock::None;
    Bytes pdf;  ///< what the draft goes on with; empty: the bytes as delivered
    worker::Inspection inspection;
};

/// First look at a delivered document: size, format, a PDF of it, its encryption, tags as `settings` say, signatures. A document
/// that needs a password comes back Locked, without pages. `charset` is what a plain text is said to be written in (a name that
/// ICU knows); empty: it is guessed. A name that nobody knows is a problem "charset_unknown". Refuses in the keys that a person
/// reads: TooLarge "too_large", "too_complex", Unsupported "format_..." (FormatRow::refusal) | "damaged" | "no_converter" |
/// "encryption_unknown".
[[nodiscard]] Result<Intake> take_in(Tools& tools, BytesView document, const TagSettings& settings = {},
                                     const IntakeLimits& limits = {}, const std::string& charset = {});

/// What the worker answers, in the keys that a person reads.
[[nodiscard]] Error in_words(Error error);

/// A locked document, opened with `password`. Errors: as take_in, Unsupported "encrypted" for another password.
[[nodiscard]] Result<Intake> take_in_unlocked(Tools& tools, BytesView pdf, const std::string& password,
                                              const TagSettings& settings = {}, const IntakeLimits& limits = {});

/// Something about a whole document that its author is told, with its first page.
[[nodiscard]] TagProblem problem_of_document(const char* code, std::string message);

/// For a PDF that somebody else has looked into: size and magic bytes.
[[nodiscard]] Result<void> check_document(BytesView pdf, const IntakeLimits& limits = {});

/// Checks what somebody else says of the tags of a document, like any input: counts, lengths, numbers that are finite, boxes that
/// lie on their pages, rotations by quarters. \returns InvalidInput with the limit's key or "bad_tag".
[[nodiscard]] Result<void> check_detection(const Detection& found, const IntakeLimits& limits = {});

}  // namespace quillport::documents
