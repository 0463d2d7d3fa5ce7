#pragma once
#include <string>
#include <string_view>

namespace quillport::signing {

/// A date as PDF writes it (ISO 32000-1 §7.9.4), "D:20261123140500+01'00'", in the form of ISO 8601, "2026-11-23T14:05:00+01:00":
/// the local time of whoever wrote it, as far as he wrote it. What is no date stays as it is.
[[nodiscard]] std::string iso_date(std::string_view pdf_date);

}  // namespace quillport::signing
