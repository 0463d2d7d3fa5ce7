#pragma once
#include "quillport/core/result.hpp"

namespace quillport::runtime {

/// What the filter of system calls leaves beyond plain computing.
struct FilterOptions {
    bool may_exec = false;   ///< new programs in the place of this one stay
    bool may_write = false;  ///< modes, owners and times of open files can be changed
    bool may_open = true;    ///< false: no file is opened any more; for kernels without Landlock
};

/// Loads the filter for this thread, for good. Needs no_new_privs. Errors: Unavailable (the kernel has no seccomp), Internal.
[[nodiscard]] Result<void> filter_system_calls(const FilterOptions& options);

}  // namespace quillport::runtime
