#pragma once
#include "quillport/services/context.hpp"

namespace quillport::services {

struct Housekeeping {
    int expired = 0;   ///< envelopes whose time ran out
    int voided = 0;    ///< acts of signing whose lease ran out
    int finished = 0;  ///< completed envelopes that still lacked their certificate
};

/// What time alone brings about: expires due envelopes, voids signing acts whose lease ran out (with an audit event; nothing of them
/// reaches the document), finishes envelopes whose last step was interrupted, forgets old sessions and codes. Idempotent.
[[nodiscard]] Result<Housekeeping> keep_house(Context& context);

}  // namespace quillport::services
