#pragma once
#include <string>
#include <string_view>

namespace quillport::services {

/// Text for searching: one case, letters of the Latin alphabets without their marks ("Dvořák" -> "dvorak", "Straße" ->
/// "strasse"), Greek and Cyrillic in lower case, everything else as it is.
[[nodiscard]] std::string folded(std::string_view utf8);

}  // namespace quillport::services
