#pragma once
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "quillport/contract/types.hpp"
#include "quillport/core/result.hpp"

namespace quillport::agent {

/// Where the drafts are, and whose they are.
struct PortalSettings {
    std::string url;                    ///< "https://sign.example.org", no slash at the end
    std::string token;                  ///< of the user
    std::filesystem::path authorities;  ///< PEM file that TLS is checked against; empty: the system's
};

/// The portal as the user's token opens it. Thread-safe. Errors: Unauthenticated (the token is not known, or not any more),
/// Unavailable, Timeout.
class Portal {
  public:
    explicit Portal(PortalSettings settings) : settings_(std::move(settings)) {}

    /// Open drafts of the user and of his inboxes, newest first.
    [[nodiscard]] Result<std::vector<contract::DraftSummary>> drafts() const;
    /// What he has not been told yet.
    [[nodiscard]] Result<std::vector<contract::Notice>> notices() const;
    /// He was shown these: no mail speaks of them any more.
    [[nodiscard]] Result<void> told(std::vector<std::string> drafts, std::vector<std::string> notices) const;
    /// A ticket that logs his browser in, once, within a minute.
    [[nodiscard]] Result<std::string> ticket() const;
    /// Blocks. Calls `look` when the portal says that something changed, and once when the stream opens. Returns when it ends, or
    /// soon after `wanted` answers false.
    [[nodiscard]] Result<void> follow(const std::function<void()>& look, const std::function<bool()>& wanted) const;

    [[nodiscard]] const std::string& url() const noexcept { return settings_.url; }

  private:
    [[nodiscard]] Result<std::string> ask(const std::string& method, const std::string& path, const std::string& body,
                                          int expected) const;
    PortalSettings settings_;
};

}  // namespace quillport::agent
