#pragma once
#include <string>

#include "quillport/services/context.hpp"
#include "quillport/store/queues.hpp"

namespace quillport::services {

/// The queue as the portal knows it; a queue that delivers or is described for the first time is made with the defaults.
[[nodiscard]] Result<store::Queue> queue_row(store::Tx& tx, Context& context, const OrganisationId& organisation,
                                             const std::string& name);

}  // namespace quillport::services
