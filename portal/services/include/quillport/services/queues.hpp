#pragma once
#include <string>
#include <vector>

#include "quillport/core/tag_settings.hpp"
#include "quillport/services/context.hpp"

namespace quillport::services {

/// Settings of a print queue, which the forwarder asks for.
struct Queue {
    std::string name;
    bool auto_send = false;
    TagSettings tags;  ///< how the tags of its documents are found
};
/// A queue that nobody described has the defaults: asked before sending, the native tags.
[[nodiscard]] Result<Queue> queue_settings(Context& context, const OrganisationId& organisation, const std::string& name);
/// All queues that were described or delivered already.
[[nodiscard]] Result<std::vector<Queue>> list_queues(Context& context, const OrganisationId& organisation);
/// Sets how the tags of a queue's documents are found; a queue that is not there yet is made. The worker checks the settings.
/// Errors: InvalidInput "queue" or "tag_settings", the latter with a sentence.
[[nodiscard]] Result<void> set_queue_tags(Context& context, const OrganisationId& organisation, const std::string& name,
                                          const TagSettings& settings);

}  // namespace quillport::services
