#pragma once
#include <cstddef>
#include <string_view>

namespace quillport::contract {

/// The name of an enumerator in a table that lists the names in the order of the enumerators.
template <typename Enum, std::size_t N>
[[nodiscard]] constexpr std::string_view name_at(const std::string_view (&names)[N], Enum value) noexcept {
    const auto index = static_cast<std::size_t>(value);
    return index < N ? names[index] : std::string_view{};
}

/// The enumerator that has this name; false when there is none.
template <typename Enum, std::size_t N>
[[nodiscard]] constexpr bool find_name(const std::string_view (&names)[N], std::string_view name, Enum& value) noexcept {
    for (std::size_t i = 0; i < N; ++i) {
        if (names[i] != name) continue;
        value = static_cast<Enum>(i);
        return true;
    }
    return false;
}

}  // namespace quillport::contract
