#pragma once
#include <algorithm>
#include <chrono>

namespace quillport {

/// How long to wait after so many failures in a row: `first`, doubled with each failure after the first one, at most `longest`.
/// No failure waits like one. A value; it reads no clock. Thread-safe.
[[nodiscard]] constexpr std::chrono::milliseconds growing_pause(int failures, std::chrono::milliseconds first,
                                                                std::chrono::milliseconds longest) noexcept {
    std::chrono::milliseconds pause = first;
    for (; failures > 1 && pause < longest; --failures) pause *= 2;
    return std::min(pause, longest);
}

}  // namespace quillport
