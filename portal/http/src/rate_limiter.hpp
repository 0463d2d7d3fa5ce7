#pragma once
#include <chrono>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include "quillport/contract/routes.hpp"

namespace quillport::http {

/// Token buckets in memory, one for each caller and class of calls. They guard the machine; what must survive a restart (wrong
/// passwords, one-time codes) is counted by the services in the database. Thread-safe.
class RateLimiter {
  public:
    using Time = std::chrono::steady_clock::time_point;
    /// Takes one call from the caller's allowance. \returns nothing when it may go on, else how long to wait.
    [[nodiscard]] std::optional<std::chrono::seconds> take(contract::RateClass kind, const std::string& caller, Time now);
    [[nodiscard]] std::size_t size() const;

  private:
    struct Bucket {
        double left = 0;
        Time filled;
    };
    void forget_full(Time now);

    mutable std::mutex mutex_;
    std::unordered_map<std::string, Bucket> buckets_;
};

/// The network address as a caller: an IPv6 host owns a /64 (RFC 6177 §2), so that it counts as one.
[[nodiscard]] std::string network_of(const std::string& address);

}  // namespace quillport::http
