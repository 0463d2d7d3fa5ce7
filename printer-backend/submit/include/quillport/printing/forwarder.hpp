#pragma once
#include "quillport/core/result.hpp"
#include "quillport/printing/delivery.hpp"
#include "quillport/spool/spool.hpp"

namespace quillport::printing {

/// Delivers what comes into the spool, each user's documents in their order, for ever with growing pauses, and tells waiting
/// backends what became of them. Has threads of its own; not thread-safe, and one forwarder a spool.
class Forwarder {
  public:
    /// `spool` and `delivery` must outlive it. `at_once`: how many documents are on their way together, at least 1.
    Forwarder(spool::Spool& spool, Delivery& delivery, int at_once);
    /// Works until `stop` (a descriptor) becomes readable, which is Ok. Errors: what keeps the spool or the socket from opening.
    [[nodiscard]] Result<void> run(int stop);

  private:
    spool::Spool& spool_;
    Delivery& delivery_;
    int at_once_;
};

}  // namespace quillport::printing
