#pragma once
#include "quillport/contract/types.hpp"
#include "quillport/core/draft.hpp"

namespace quillport::printing {

/// What the forwarder knows of a job and its tags, in the words of the interface.
[[nodiscard]] contract::DraftDelivery delivery_of(const JobIdentity& job, const Detection& found);

}  // namespace quillport::printing
