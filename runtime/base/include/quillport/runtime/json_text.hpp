#pragma once
#include <string>
#include <string_view>

namespace quillport::runtime {

/// A JSON string (RFC 8259 §7). Bytes that are no UTF-8, as names of files may hold them, become U+FFFD.
[[nodiscard]] std::string json_text(std::string_view text);

}  // namespace quillport::runtime
