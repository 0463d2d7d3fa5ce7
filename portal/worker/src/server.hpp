#pragma once
#include "job.hpp"

namespace quillport::worker {

/// Serves orders that come through the descriptor kOrders until the client closes its end: a child for each, watched for time and
/// resident memory. Call it warm; it waits for other threads to end. \returns the exit status of the program.
[[nodiscard]] int serve(const Offer& offer);

}  // namespace quillport::worker
