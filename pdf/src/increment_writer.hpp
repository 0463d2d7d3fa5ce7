#pragma once
#include <cstddef>
#include <optional>
#include <string>

#include "object_sink.hpp"
#include "quillport/pdf/increment.hpp"

namespace quillport::pdf {

/// Where a signature dictionary goes and how much room its CMS or time-stamp token gets.
struct SignatureSlot {
    int object = 0;
    std::string head;      ///< /Type, /Filter and /SubFilter
    std::string entries;   ///< of the dictionary, without /ByteRange and /Contents
    std::size_t hole = 0;  ///< bytes
    runtime::DigestAlgorithm digest = runtime::DigestAlgorithm::Sha256;
};

/// True for a number of bytes that a signature may reserve.
[[nodiscard]] constexpr bool is_hole(std::size_t bytes) noexcept { return bytes > 0 && bytes <= (std::size_t{1} << 24U); }

/// Serialises one incremental update in the flavour and encryption of the file: what is unwritten in the plan, the objects of the
/// sink, a cross-reference section, the trailer; fills in the /ByteRange. `next` of the result gets the new size,
/// cross-reference and /Size. The plan, a copy of which nobody needs, is moved on. Source: ISO 32000-1 §7.5.4 to §7.5.6, §7.5.8,
/// §7.6, §12.8.1.
[[nodiscard]] PendingIncrement write_increment(SigningPlan plan, ObjectSink& sink, const SignatureSlot& signature);
/// The same without a signature.
[[nodiscard]] ValidationIncrement write_increment(SigningPlan plan, ObjectSink& sink);

}  // namespace quillport::pdf
