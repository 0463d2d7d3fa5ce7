#pragma once
#include <string>

#include "quillport/core/bytes.hpp"
#include "quillport/core/format.hpp"

namespace quillport::formats {

/// What these bytes are. Looks at foreign data: call it confined. Thread-safe. Never fails; what nothing fits is Unknown.
[[nodiscard]] Recognised recognise(BytesView document);

/// The character set of a plain text as ICU names it: a byte order mark, UTF-8 that is valid, else the one in which its letters
/// make most sense. Empty: no text. Looks at foreign data: call it confined. Thread-safe.
[[nodiscard]] std::string charset_of(BytesView text);

}  // namespace quillport::formats
