#pragma once
#include "quillport/core/result.hpp"
#include "quillport/services/drafts.hpp"
#include "quillport/store/drafts.hpp"

namespace quillport::services {

/// Settles, inside the transaction that makes the draft, what the queue's settings say: whose it is, which message it starts
/// with, and whether it leaves by itself. An upload is its user's.
[[nodiscard]] Result<void> settle_arrival(store::Tx& tx, Context& context, const Deliverer& by, store::DraftRow& row);

/// True for a draft in which something was read that no person saw on the page, or not for sure: such a draft waits for a look.
[[nodiscard]] bool is_doubtful(const store::DraftRow& row);

}  // namespace quillport::services
