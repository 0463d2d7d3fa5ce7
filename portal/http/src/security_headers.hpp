#pragma once
#include "quillport/http/message.hpp"

namespace quillport::http {

/// Puts the security headers on an answer, whatever it is; what the answer already says of caching stays, else it is not stored.
void add_security_headers(Response& response, bool https);

}  // namespace quillport::http
