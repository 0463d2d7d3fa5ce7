#pragma once
#include <chrono>
#include <functional>

#include "quillport/core/result.hpp"

namespace quillport::runtime {

/// Runs `work` in a child process, which may enter its jail for good, and waits for it: what hangs, crashes or is killed there
/// harms nobody here. The child has this process's memory and open files and dies with it. Call it while there is a single
/// thread. \returns what `work` returned (0 to 255; whatever it had to say it has said itself). Errors: Timeout when it took
/// longer than `wall` or its processor time ran out, Internal when it died otherwise.
[[nodiscard]] Result<int> run_watched(const std::function<int()>& work, std::chrono::milliseconds wall);

}  // namespace quillport::runtime
