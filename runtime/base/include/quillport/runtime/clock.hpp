#pragma once
#include "quillport/core/time.hpp"

namespace quillport::runtime {

/// Where the time comes from, so that a test can freeze it. Implementations are thread-safe.
class Clock {
  public:
    virtual ~Clock() = default;
    /// UTC, for evidence and deadlines that are stored.
    [[nodiscard]] virtual TimePoint now() const = 0;
};

/// The system's clock.
class SystemClock final : public Clock {
  public:
    [[nodiscard]] TimePoint now() const override;
};

}  // namespace quillport::runtime
