#pragma once
#include <string_view>

namespace quillport::store {

/// True for text that both back ends keep unchanged: well-formed UTF-8 (RFC 3629 §4) without NUL.
[[nodiscard]] bool is_storable(std::string_view text) noexcept;

}  // namespace quillport::store
