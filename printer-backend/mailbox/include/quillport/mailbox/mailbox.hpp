#pragma once
#include <chrono>
#include <filesystem>
#include <string>

#include "quillport/core/result.hpp"
#include "quillport/net/imap.hpp"
#include "quillport/net/mailer.hpp"
#include "quillport/worker/client.hpp"

namespace quillport::mailbox {

struct MailboxSettings {
    net::ImapSettings imap;
    std::string queue;         ///< through which the documents come
    std::string trusted_host;  ///< whose Authentication-Results count; empty: no sender is shown to be one
    bool verified_only = false;
    std::string done = "Quillport-Done", refused = "Quillport-Refused";  ///< where mails go
    std::string from;                                                    ///< sender of answers; empty: nobody is answered
    std::filesystem::path spool, state;
    std::chrono::milliseconds poll{60'000};
    std::chrono::milliseconds patience{120'000};  ///< for the forwarder's sentences about one mail
    std::uint64_t largest = std::uint64_t{150} << 20U;
};

/// Works until `stop` (a descriptor) becomes readable; a server that is away is asked again with growing pauses. Errors: settings
/// that cannot be used.
[[nodiscard]] Result<void> run(const MailboxSettings& settings, worker::Client& worker, net::Mailer& mailer, int stop);

}  // namespace quillport::mailbox
