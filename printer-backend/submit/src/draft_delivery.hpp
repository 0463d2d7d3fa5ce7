#pragma once
#include "quillport/contract/types.hpp"
#include "quillport/core/draft.hpp"
#include "quillport/core/tag_settings.hpp"

namespace quillport::printing {

/// A job in the words of the interface.
[[nodiscard]] contract::Job job_of(const JobIdentity& job);
/// A job whose document the portal looks into itself.
[[nodiscard]] contract::DraftDelivery delivery_of(const JobIdentity& job);

/// What the forwarder knows of a job and its tags, in the words of the interface.
[[nodiscard]] contract::DraftDelivery delivery_of(const JobIdentity& job, const Detection& found, const TagSettings& settings);

}  // namespace quillport::printing
