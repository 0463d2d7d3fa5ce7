#pragma once
#include <algorithm>
#include <string>

namespace quillport::store {

/// The form in which addresses are compared: A-Z as a-z, everything else as it is.
[[nodiscard]] inline std::string ascii_lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; });
    return text;
}

}  // namespace quillport::store
