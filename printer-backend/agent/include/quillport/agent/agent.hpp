#pragma once
#include <memory>
#include <string>

#include "quillport/agent/desktop.hpp"
#include "quillport/agent/portal.hpp"
#include "quillport/core/result.hpp"

namespace quillport::agent {

/// Where the agent looks, and how it shows what it finds.
struct AgentSettings {
    PortalSettings portal;
    DesktopSettings desktop;
    bool opens_browser = true;  ///< false: a notification with a button
};

/// Follows the portal with the user's token and shows on his desktop what came out of the printer for him, and what did not and
/// why. Reconnects for ever, with pauses that grow from one second to five minutes. Has threads of its own; not thread-safe.
class Agent {
  public:
    explicit Agent(AgentSettings settings);
    ~Agent();
    Agent(const Agent&) = delete;
    Agent& operator=(const Agent&) = delete;
    /// Works until the portal says that the token is worth nothing, which the user is told. Once. \returns why it ended:
    /// Unauthenticated.
    [[nodiscard]] Error run();

  private:
    class Work;
    std::unique_ptr<Work> work_;
};

}  // namespace quillport::agent
