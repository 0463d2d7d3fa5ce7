#pragma once
#include <chrono>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

#include "quillport/contract/types.hpp"
#include "quillport/core/result.hpp"
#include "quillport/core/tag_settings.hpp"
#include "quillport/printing/delivery.hpp"

namespace quillport::printing {

/// How the tags of each queue are found, as the portal says. Asked again when the last answer is half a minute old; while the
/// portal is away the last answer holds, after a restart too: each is kept as a file. Thread-safe.
class QueueSettings {
  public:
    /// `folder` is this program's own, mode 0700.
    QueueSettings(const PortalSettings& portal, std::filesystem::path folder) : portal_(portal), folder_(std::move(folder)) {}
    /// Errors: Unavailable when the portal never answered for this queue; Unauthenticated or Forbidden when it refuses this key.
    [[nodiscard]] Result<TagSettings> of(const std::string& queue);

  private:
    struct Known {
        contract::Queue queue;
        std::chrono::steady_clock::time_point asked;
    };
    [[nodiscard]] Result<contract::Queue> ask(const std::string& queue) const;
    [[nodiscard]] std::optional<contract::Queue> remembered(const std::string& queue) const;
    [[nodiscard]] std::filesystem::path file_of(const std::string& queue) const;
    void remember(const std::string& queue, const contract::Queue& told);

    const PortalSettings& portal_;
    std::filesystem::path folder_;
    std::mutex mutex_;
    std::map<std::string, Known> known_;
};

}  // namespace quillport::printing
