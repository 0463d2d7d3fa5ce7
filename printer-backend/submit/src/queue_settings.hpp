#pragma once
#include <chrono>
#include <map>
#include <mutex>
#include <string>

#include "quillport/core/result.hpp"
#include "quillport/core/tag_settings.hpp"
#include "quillport/printing/delivery.hpp"

namespace quillport::printing {

/// How the tags of each queue are found, as the portal says. Asked again when the last answer is half a minute old; while the
/// portal is away the last answer holds. Thread-safe.
class QueueSettings {
  public:
    explicit QueueSettings(const PortalSettings& portal) : portal_(portal) {}
    /// Errors: Unavailable when the portal never answered for this queue; Unauthenticated or Forbidden when it refuses this key.
    [[nodiscard]] Result<TagSettings> of(const std::string& queue);

  private:
    struct Known {
        TagSettings settings;
        std::chrono::steady_clock::time_point asked;
    };
    [[nodiscard]] Result<TagSettings> ask(const std::string& queue) const;

    const PortalSettings& portal_;
    std::mutex mutex_;
    std::map<std::string, Known> known_;
};

}  // namespace quillport::printing
