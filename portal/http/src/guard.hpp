#pragma once
#include "context.hpp"
#include "quillport/core/result.hpp"
#include "rate_limiter.hpp"

namespace quillport::http {

/// Who really calls: the other end, or behind a known proxy the last address of X-Forwarded-For.
[[nodiscard]] services::Client client_of(const Request& request, const PortalOptions& options);

/// Settles before any handler runs: whether a change comes from the portal's own pages (header and Origin), who calls and whether
/// the route lets him, and whether he calls too often. Fills the caller into the context. Errors: Forbidden "csrf",
/// Unauthenticated, Forbidden "access_needed", RateLimited "too_many" with retry_after.
[[nodiscard]] Result<void> guard(const Request& request, Context& context, RateLimiter& limiter);

}  // namespace quillport::http
