#pragma once
#include "quillport/core/envelope.hpp"
#include "quillport/services/look.hpp"

namespace quillport::services {

/// The organisation's look as a signature in this envelope is drawn.
[[nodiscard]] Result<pdf::SignatureLook> signature_look(Context& context, const OrganisationId& organisation,
                                                        const EnvelopeId& envelope);

}  // namespace quillport::services
