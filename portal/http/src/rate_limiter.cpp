#include "rate_limiter.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <cmath>

#include "quillport/core/bytes.hpp"

namespace quillport::http {

namespace {

struct Allowance {
    double burst;
    double per_second;
};

/// Reading allows a document of many pages to be leafed through. A print server delivers what it kept while the portal was away:
/// thousands of documents as fast as they are taken in.
Allowance allowance_of(contract::RateClass kind) {
    switch (kind) {
        case contract::RateClass::Login:
            return {30, 30.0 / 900};
        case contract::RateClass::Code:
            return {30, 60.0 / 900};
        case contract::RateClass::Write:
            return {600, 20};
        case contract::RateClass::None:
        case contract::RateClass::Deliver:
        case contract::RateClass::Read:
            break;
    }
    return {3000, 100};
}

constexpr std::size_t kMostBuckets = 50'000;

}  // namespace

std::optional<std::chrono::seconds> RateLimiter::take(contract::RateClass kind, const std::string& caller, Time now) {
    if (kind == contract::RateClass::None) return std::nullopt;
    const Allowance allowance = allowance_of(kind);
    const std::lock_guard lock(mutex_);
    if (buckets_.size() >= kMostBuckets) forget_full(now);
    const auto [found, fresh] =
        buckets_.try_emplace(std::to_string(static_cast<int>(kind)) + caller, Bucket{allowance.burst, now});
    Bucket& bucket = found->second;
    const double passed = std::chrono::duration<double>(now - bucket.filled).count();
    bucket.left = std::min(allowance.burst, bucket.left + std::max(0.0, passed) * allowance.per_second);
    bucket.filled = now;
    if (bucket.left >= 1) {
        bucket.left -= 1;
        return std::nullopt;
    }
    return std::chrono::seconds(static_cast<long>(std::ceil((1 - bucket.left) / allowance.per_second)));
}

std::size_t RateLimiter::size() const {
    const std::lock_guard lock(mutex_);
    return buckets_.size();
}

/// After fifteen minutes every bucket is full again, and says nothing. Still too many: a flood of addresses; start afresh.
void RateLimiter::forget_full(Time now) {
    std::erase_if(buckets_, [&](const auto& entry) { return now - entry.second.filled > std::chrono::minutes(15); });
    if (buckets_.size() >= kMostBuckets) buckets_.clear();
}

std::string network_of(const std::string& address) {
    in6_addr parsed{};
    if (address.find(':') == std::string::npos || inet_pton(AF_INET6, address.c_str(), &parsed) != 1) return address;
    if (IN6_IS_ADDR_V4MAPPED(&parsed)) return address;
    return to_hex({reinterpret_cast<const std::byte*>(parsed.s6_addr), 8}) + "/64";
}

}  // namespace quillport::http
