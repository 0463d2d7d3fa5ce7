#pragma once
#include <chrono>
#include <map>
#include <mutex>
#include <string>

#include "quillport/core/time.hpp"

namespace quillport::signing {

/// Who let a deadline pass is not waited for again for a while: with an authority down, each of a thousand documents would cost
/// its deadline. Thread-safe.
class SilentHosts {
  public:
    explicit SilentHosts(std::chrono::seconds pause) : pause_(pause) {}

    void note(const std::string& url, TimePoint now) {
        const std::lock_guard lock(mutex_);
        if (until_.size() >= kMost) until_.clear();
        until_[url] = now + pause_;
    }
    [[nodiscard]] bool is_silent(const std::string& url, TimePoint now) const {
        const std::lock_guard lock(mutex_);
        const auto found = until_.find(url);
        return found != until_.end() && now < found->second;
    }

  private:
    static constexpr std::size_t kMost = 1024;
    std::chrono::seconds pause_;
    mutable std::mutex mutex_;
    std::map<std::string, TimePoint> until_;
};

}  // namespace quillport::signing
