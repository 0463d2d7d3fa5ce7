#pragma once
#include <string>
#include <vector>

#include "quillport/core/bytes.hpp"

namespace quillport::seal {

/// Base64 with padding (RFC 4648 §4), as a JSON string.
[[nodiscard]] std::string json_base64(BytesView data);
/// A list of strings.
[[nodiscard]] std::string json_list(const std::vector<std::string>& texts);

}  // namespace quillport::seal
