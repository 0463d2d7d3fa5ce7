#pragma once
#include <chrono>

#include "quillport/core/result.hpp"
#include "quillport/printing/delivery.hpp"
#include "quillport/printing/spool.hpp"

namespace quillport::printing {

/// Delivers what comes into the spool, oldest first, for ever with growing pauses, and tells waiting backends what became of it.
class Forwarder {
  public:
    Forwarder(Spool& spool, Delivery& delivery);
    /// Works until `stop` (a descriptor) becomes readable. Errors: what keeps the spool or the socket from opening.
    [[nodiscard]] Result<void> run(int stop);

  private:
    Spool& spool_;
    Delivery& delivery_;
};

}  // namespace quillport::printing
