#pragma once
#include <filesystem>
#include <memory>

#include "quillport/core/result.hpp"

struct ssl_ctx_st;

namespace quillport::http {

struct FreeTlsContext {
    void operator()(ssl_ctx_st* context) const noexcept;
};
using TlsContext = std::unique_ptr<ssl_ctx_st, FreeTlsContext>;

/// A server's context: TLS 1.2 and 1.3 (RFC 8446, RFC 9325 §3.1), ephemeral keys only, no renegotiation, buffers given back when
/// idle. Errors: InvalidInput (certificate or key unreadable, or they do not belong together).
[[nodiscard]] Result<TlsContext> make_tls_context(const std::filesystem::path& certificate, const std::filesystem::path& key);

}  // namespace quillport::http
