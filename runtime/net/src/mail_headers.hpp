#pragma once
#include <string>
#include <string_view>

#include "quillport/core/result.hpp"
#include "quillport/core/time.hpp"
#include "quillport/net/mailer.hpp"

namespace quillport::net {

/// Refuses what could forge a header or a command: controls in any header, an address that is not one mailbox, a bad Message-ID
/// or media type. \returns InvalidInput, naming the part and never its value.
[[nodiscard]] Result<void> check(const Mail& mail);

/// Text for an unstructured header: as it is, or as encoded words of at most 75 characters, folded (RFC 2047 §2, §5).
[[nodiscard]] std::string encoded_text(std::string_view utf8);
/// "Name" <address>, the name quoted or as encoded words (RFC 5322 §3.4, RFC 2047 §5 rule 3).
[[nodiscard]] std::string mailbox(std::string_view name, std::string_view address);
/// Header line that names an attachment; what is not ASCII as RFC 2231 §4 says.
[[nodiscard]] std::string attachment_disposition(std::string_view name);
/// The media type with the name once more: readers that do not know RFC 2231 look there, for an encoded word.
[[nodiscard]] std::string attachment_type(std::string_view media_type, std::string_view name);
/// "Mon, 23 Nov 2026 21:45:00 +0000" (RFC 5322 §3.3).
[[nodiscard]] std::string mail_date(TimePoint when);
/// Every line end becomes CRLF (RFC 5321 §2.3.8).
[[nodiscard]] std::string with_crlf(std::string_view text);

}  // namespace quillport::net
