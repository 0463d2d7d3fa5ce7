#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "quillport/http/message.hpp"

namespace quillport::http {

/// Refuses what two servers in a row could read differently, before any parser sees it (RFC 9112 §2.2, §5.2, §11.2): bare CR or
/// LF, folded lines, control characters, white space before the colon, an empty name. `head` ends with the empty line.
[[nodiscard]] bool is_strict(std::string_view head);

/// What the fields of a request say about its body and connection.
struct Framing {
    int refusal = 0;  ///< a status: 400, 501 (an encoding that is not "chunked"); 0: fine
    bool chunked = false;
    std::optional<std::uint64_t> length;
    bool expects_continue = false;
};
/// \param counts how often "content-length", "transfer-encoding" and "host" were sent
[[nodiscard]] Framing framing_of(const Request& request, int lengths, int encodings, int hosts, bool http_1_1);

/// Status line and fields of an answer. `keep` says whether the connection stays; no `length`: ends with the connection.
[[nodiscard]] std::string head_of(const Response& response, bool keep, std::optional<std::uint64_t> length);

}  // namespace quillport::http
