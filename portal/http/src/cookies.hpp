#pragma once
#include <string>

#include "quillport/http/message.hpp"

namespace quillport::http {

/// The two cookies. With https they carry the prefix __Host- and Secure (RFC 6265bis §4.1.3.2), so that no sister domain and no
/// network between can plant one; without (a trial on loopback) neither, as not every browser stores Secure cookies from
/// http://localhost.
[[nodiscard]] std::string session_token_of(const Request& request, bool https);
[[nodiscard]] std::string ceremony_token_of(const Request& request, bool https);
/// An empty token removes the cookie.
void set_session_cookie(Response& response, const std::string& token, bool https);
void set_ceremony_cookie(Response& response, const std::string& token, bool https);

}  // namespace quillport::http
