#pragma once
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "quillport/contract/types.hpp"
#include "quillport/http/message.hpp"
#include "quillport/services/accounts.hpp"

namespace quillport::http {

/// Tells open pages that something changed. Thread-safe.
class EventHub {
  public:
    /// A stream for this user; at most 16 each, the oldest ends for a new one.
    [[nodiscard]] std::shared_ptr<EventQueue> open(const services::User& user);
    /// Tells every user of the organisation who `may_see` it; asked once a user, on the caller's thread.
    void publish(const OrganisationId& organisation, const contract::LiveEvent& event,
                 const std::function<bool(const services::User&)>& may_see);
    /// Ends all streams, and every later one at once.
    void close();

  private:
    struct Stream {
        services::User user;
        std::weak_ptr<EventQueue> queue;
    };
    std::mutex mutex_;
    std::vector<Stream> streams_;
    bool closed_ = false;
};

}  // namespace quillport::http
