#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "quillport/http/server.hpp"
#include "quillport/services/context.hpp"

namespace quillport::http {

struct PortalOptions {
    std::string version;
    std::filesystem::path web_root;                        ///< the built front end; read once, at the start
    std::uint64_t upload_limit = std::uint64_t{1} << 30U;  ///< bytes of a spooled body
    std::uint64_t json_limit = std::uint64_t{4} << 20U;    ///< bytes of any other body
    std::vector<std::string> proxies;                      ///< addresses whose X-Forwarded-For counts
};

/// The portal behind the server: routes, sessions, access, limits on calls, errors, security headers, live events, web pages.
class Portal final : public Application {
  public:
    /// `context` must outlive it.
    Portal(services::Context& context, PortalOptions options);
    ~Portal() override;

    [[nodiscard]] BodyPlan plan(const Request& head) override;
    [[nodiscard]] std::optional<Response> admit(const Request& head) override;
    [[nodiscard]] Response answer(Request request) override;
    [[nodiscard]] Response refusal(int status) override;
    void stopping() override;

  private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace quillport::http
