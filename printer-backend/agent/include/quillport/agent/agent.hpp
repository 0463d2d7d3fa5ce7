#pragma once
#include <memory>
#include <string>

#include "quillport/agent/desktop.hpp"
#include "quillport/agent/portal.hpp"
#include "quillport/core/result.hpp"

namespace quillport::agent {

struct AgentSettings {
    PortalSettings portal;
    DesktopSettings desktop;
    bool opens_browser = true;  ///< false: a notification with a button
};

/// Follows the portal with the user's token and shows on his desktop what came out of the printer for him, and what did not and
/// why. Reconnects for ever, with pauses that grow from one second to five minutes.
class Agent {
  public:
    explicit Agent(AgentSettings settings);
    ~Agent();
    Agent(const Agent&) = delete;
    Agent& operator=(const Agent&) = delete;
    /// Works until the portal says that the token is worth nothing (Unauthenticated), which the user is told.
    [[nodiscard]] Error run();

  private:
    class Work;
    std::unique_ptr<Work> work_;
};

}  // namespace quillport::agent
