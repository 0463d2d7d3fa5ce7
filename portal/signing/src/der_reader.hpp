#pragma once
#include <optional>

#include "quillport/core/bytes.hpp"

namespace quillport::signing::der {

/// One element of DER as it stands: tag, content, and all of it.
struct Element {
    unsigned char tag = 0;
    BytesView content;
    BytesView whole;
};

/// Takes the next element off `rest`; nothing at its end or when it is malformed (X.690 §8.1; definite lengths of up to four
/// octets and tags of one).
std::optional<Element> take(BytesView& rest);

}  // namespace quillport::signing::der
