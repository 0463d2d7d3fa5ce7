#pragma once
#include <string>
#include <vector>

#include "quillport/contract/spool.hpp"
#include "quillport/core/received_mail.hpp"
#include "quillport/core/time.hpp"

namespace quillport::mailbox {

/// The spool's headers for the attachments of a mail, in their order. The user is the sender where a trusted host showed that he
/// is it, else "not verified"; his address is told as the option "mail-from". `digest` is of the whole mail.
[[nodiscard]] std::vector<contract::SpoolHeader> headers_for(const ReceivedMail& mail, const std::string& queue,
                                                             const std::string& digest, TimePoint now);

}  // namespace quillport::mailbox
