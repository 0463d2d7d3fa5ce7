#pragma once
#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <unordered_set>

#include "connection.hpp"
#include "quillport/http/server.hpp"

namespace quillport::http {

/// Work for the pool that ends in an answer, or in none (an admitted request).
using Work = std::function<std::optional<Response>()>;

/// What all sessions of a server share. Outlives them.
struct Shared {
    const ServerOptions& options;
    Application& application;
    std::atomic<bool> stopping{false};
    std::atomic<int> sessions{0};
    std::mutex mutex;
    std::unordered_set<Connection*> idle;  ///< wait for a request; cut when the server stops

    /// Runs work on the pool and comes back to the connection's strand; an exception becomes 500, a full pool 503.
    std::function<Task<std::optional<Response>>(Connection&, Work)> on_pool;
};

/// Serves one connection until it ends; swallows that it broke.
Task<> serve(std::shared_ptr<Connection> connection, Shared& shared);

}  // namespace quillport::http
