#pragma once
#include <string>
#include <string_view>

#include "quillport/core/result.hpp"

namespace quillport::formats {

/// `text` in UTF-8, without a byte order mark; what cannot be a character becomes U+FFFD. Errors: InvalidInput for a name that
/// ICU does not know.
[[nodiscard]] Result<std::string> in_utf8(std::string_view text, const std::string& charset);

/// True when these bytes are well-formed UTF-8, at their end perhaps cut within a character (Unicode 15 §3.9, table 3-7).
[[nodiscard]] bool is_utf8(std::string_view text);

/// The Latin character set of a text that is not UTF-8: "windows-1250", "ISO-8859-2", "ISO-8859-15" or "windows-1252".
[[nodiscard]] std::string latin_charset(std::string_view text);

}  // namespace quillport::formats
