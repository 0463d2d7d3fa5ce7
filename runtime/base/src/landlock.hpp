#pragma once
#include "quillport/core/result.hpp"
#include "quillport/runtime/confine.hpp"

namespace quillport::runtime {

/// The version of Landlock that this kernel speaks; 0: none (not built in, switched off, or hidden by a container).
[[nodiscard]] int landlock_version() noexcept;

/// Restricts this thread to the paths of `jail`, and as far as the version goes takes TCP, abstract sockets and signals to
/// processes outside away. Needs no_new_privs. Errors: Internal when the kernel refuses the rules.
[[nodiscard]] Result<void> restrict_paths(const Confinement& jail, int version);

}  // namespace quillport::runtime
