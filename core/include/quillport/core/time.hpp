#pragma once
#include <chrono>
#include <string>

namespace quillport {

/// A moment in UTC with the precision that is stored: milliseconds.
using TimePoint = std::chrono::sys_time<std::chrono::milliseconds>;

/// "2026-11-23T21:45:00.123Z" (RFC 3339).
[[nodiscard]] std::string to_rfc3339(TimePoint when);
/// "D:20261123214500Z" (ISO 32000-1 §7.9.4), in UTC, to the second.
[[nodiscard]] std::string to_pdf_date(TimePoint when);

}  // namespace quillport
