#pragma once
#include "job.hpp"

namespace quillport::worker {

/// Everything that a job can be asked for: the one table of operations.
[[nodiscard]] std::span<const Task> operations();

/// Does every operation once on a small document that is built in, so that fonts, tables and code are loaded before the first
/// fork. Call it while quillport::pdf::Warm lives. What fails here fails again, with its reason, when somebody asks for it.
void warm_up();

}  // namespace quillport::worker
