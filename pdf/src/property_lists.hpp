#pragma once
#include <cstdint>
#include <map>
#include <string_view>
#include <vector>

#include "erase_text.hpp"

namespace quillport::pdf {

/// Property lists of marked content (ISO 32000-1 §14.6.2) that repeat erased text in ActualText, Alt or E: those of sequences
/// that lose a code, and any that hold one of `erased` whole. Written anew without it, by where they begin.
[[nodiscard]] std::map<std::uint32_t, Replacement> cleaned_property_lists(std::string_view bytes, const Cuts& cuts,
                                                                          const std::vector<std::string_view>& erased);

/// Where the name ends that begins at `begin`.
[[nodiscard]] std::uint32_t name_end(std::string_view bytes, std::uint32_t begin);

}  // namespace quillport::pdf
