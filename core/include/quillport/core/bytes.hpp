#pragma once
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace quillport {

/// Binary data that somebody owns.
using Bytes = std::vector<std::byte>;
/// Binary data that somebody else owns; valid only during the call unless said otherwise.
using BytesView = std::span<const std::byte>;

/// The same memory seen as bytes. No copy.
[[nodiscard]] inline BytesView bytes_of(std::string_view text) noexcept {
    return {reinterpret_cast<const std::byte*>(text.data()), text.size()};
}
/// The same memory seen as text. No copy, no check of the encoding.
[[nodiscard]] inline std::string_view text_of(BytesView bytes) noexcept {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}
[[nodiscard]] inline Bytes copy_of(BytesView bytes) { return {bytes.begin(), bytes.end()}; }
[[nodiscard]] inline Bytes copy_of(std::string_view text) { return copy_of(bytes_of(text)); }

/// Lower-case hexadecimal.
[[nodiscard]] std::string to_hex(BytesView bytes);

}  // namespace quillport
