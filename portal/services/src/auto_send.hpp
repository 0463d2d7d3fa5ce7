#pragma once
#include "quillport/core/result.hpp"
#include "quillport/services/context.hpp"

namespace quillport::services {

/// Sends, in their owners' names, the drafts that leave by their queue's policy. One that is refused waits for its owner instead;
/// what only waits for somebody else (the worker, an authority) is tried again with the next call. \returns how many were sent.
[[nodiscard]] Result<int> send_by_policy(Context& context);

}  // namespace quillport::services
