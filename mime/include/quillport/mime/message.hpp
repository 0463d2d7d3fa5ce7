#pragma once
#include <string>

#include "quillport/core/bytes.hpp"
#include "quillport/core/received_mail.hpp"
#include "quillport/core/result.hpp"

namespace quillport::mime {

/// Takes a mail (RFC 5322, RFC 2045) apart. `trusted_host` is the name by which the receiving mail server writes
/// Authentication-Results; empty: nobody is trusted. Errors: Unsupported with detail "not_mail", TooLarge (too many parts or too
/// much data in them). Parses foreign data: confined only.
[[nodiscard]] Result<ReceivedMail> read_message(BytesView mail, const std::string& trusted_host);

}  // namespace quillport::mime
