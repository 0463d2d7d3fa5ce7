#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace quillport::mime {

/// What the host `trusted` says of the domain of `from` in the values of Authentication-Results, the topmost first: "dmarc",
/// "dkim" or "spf" for a pass that is aligned with it, else empty. Only the first of its values counts, with those that follow
/// without a foreign one between: what a sender wrote himself stands below. Source: RFC 8601 §2.2, §2.7; alignment as RFC 7489
/// §3.1, relaxed to parent domains.
[[nodiscard]] std::string verified_by(const std::vector<std::string>& values, const std::string& trusted,
                                      const std::string& from);

}  // namespace quillport::mime
