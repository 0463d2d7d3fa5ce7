#pragma once
#include <chrono>
#include <memory>

#include "quillport/net/mailer.hpp"
#include "quillport/services/context.hpp"

namespace quillport::services {

/// Where messages leave the house.
struct Carriers {
    net::Mailer& mailer;
    SmsSender* sms = nullptr;  ///< null: no gateway
};

/// Sends what is due in the outbox, at most `limit` messages. At least once; a failure that may mend is tried again after a
/// growing pause (30 s, doubled up to one hour), the last error stays visible in the row. \returns how many were delivered.
[[nodiscard]] Result<int> deliver_due(Context& context, const Carriers& carriers, int limit = 50);

/// The portal's background work on a thread of its own: the outbox as soon as the bell rings, housekeeping once a minute.
class Background final {
  public:
    /// Starts the thread. `context` and the carriers must outlive it.
    Background(Context& context, Carriers carriers);
    /// Ends after the message that is being sent.
    ~Background();
    Background(const Background&) = delete;
    Background& operator=(const Background&) = delete;

  private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace quillport::services
