#pragma once
#include <chrono>
#include <filesystem>
#include <string>

#include "quillport/core/result.hpp"
#include "quillport/net/imap.hpp"
#include "quillport/net/mailer.hpp"
#include "quillport/worker/client.hpp"

namespace quillport::mailbox {

/// Which mailbox, whose mails count, and where everything goes.
struct MailboxSettings {
    net::ImapSettings imap;
    std::string queue;           ///< through which the documents come
    std::string trusted_host;    ///< whose Authentication-Results count; empty: no sender is shown to be one
    bool verified_only = false;  ///< true: only mails whose sender the receiving server verified (RFC 8601)
    std::string done = "Quillport-Done", refused = "Quillport-Refused";  ///< where mails go
    std::string from;                                                    ///< sender of answers; empty: nobody is answered
    std::filesystem::path spool;                                         ///< its root; documents go into `incoming` below it
    std::filesystem::path state;                        ///< folder that is there, where it is kept who was answered
    std::chrono::milliseconds poll{60'000};             ///< between two looks
    std::chrono::milliseconds patience{120'000};        ///< for the forwarder's sentences about one mail
    std::uint64_t largest = std::uint64_t{150} << 20U;  ///< bytes of a mail; a larger one is put aside among the refused
};

/// Makes documents of attachments until `stop` (a descriptor) becomes readable, which is Ok; a server that is away is asked again
/// with growing pauses. Blocks; one call a mailbox. Errors: InvalidInput, settings that cannot be used.
[[nodiscard]] Result<void> run(const MailboxSettings& settings, worker::Client& worker, net::Mailer& mailer, int stop);

}  // namespace quillport::mailbox
