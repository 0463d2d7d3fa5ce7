#pragma once
#include "quillport/services/context.hpp"

namespace quillport::services {

struct Housekeeping {
    int expired = 0;      ///< envelopes whose time ran out
    int finished = 0;     ///< completed envelopes that still lacked their certificate
    int handed_over = 0;  ///< drafts that nobody claimed and that went to their keeper
    int preserved = 0;    ///< files whose signatures came further or were renewed
};

/// What time alone brings about: expires due envelopes, finishes envelopes whose last step was interrupted, asks again
/// for time-stamps and validation data that nobody gave, renews archive time-stamps before they weaken, gives what nobody claimed
/// to its keeper, forgets old sessions, tickets and notices. Idempotent. (An act of signing whose lease ran out is void by
/// itself; the next act on the document records that.)
[[nodiscard]] Result<Housekeeping> keep_house(Context& context);

}  // namespace quillport::services
