#pragma once
#include <string>

#include "object_sink.hpp"
#include "quillport/pdf/increment.hpp"

namespace quillport::pdf {

/// Where a signature dictionary goes and how much room its CMS gets.
struct SignatureSlot {
    int object = 0;
    std::string entries;   ///< of the dictionary, without /ByteRange and /Contents
    std::size_t hole = 0;  ///< bytes
};

/// Serialises one incremental update: objects, a classic cross-reference section, the trailer; fills in the /ByteRange and hashes
/// what it covers. `plan.next` gets the new size, cross-reference and /Size. Source: ISO 32000-1 §7.5.4, §7.5.5, §7.5.6, §12.8.1.
[[nodiscard]] PendingIncrement write_increment(BytesView original, const SigningPlan& plan, const ObjectSink& sink,
                                               const SignatureSlot& signature);

}  // namespace quillport::pdf
