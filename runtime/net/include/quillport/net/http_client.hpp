#pragma once
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

#include "quillport/core/bytes.hpp"
#include "quillport/core/result.hpp"
#include "quillport/runtime/file_part.hpp"

namespace quillport::net {

struct HttpRequest {
    std::string method = "GET";
    std::string url;  ///< http or https only; no redirect is followed
    std::map<std::string, std::string> headers;
    /// What is sent: `body`, then the part of a file, read while it goes, then `body_end`. The descriptor stays open meanwhile.
    Bytes body;
    runtime::FilePart body_file;
    Bytes body_end;
    std::string user_and_password;              ///< basic authentication; empty: none
    std::chrono::milliseconds timeout{10'000};  ///< for the whole exchange
    std::uint64_t answer_limit = 1U << 20U;     ///< bytes
    bool loopback_only = false;                 ///< refuses every address but loopback
    /// Refuses every address that is not of the public Internet (loopback, private, link-local, shared, multicast, ...): for URLs
    /// that strangers chose. Sources: RFC 6890 and the IANA special-purpose registries.
    bool public_only = false;
};

struct HttpAnswer {
    int status = 0;
    std::map<std::string, std::string> headers;  ///< names in lower case
    Bytes body;
};

/// One exchange by libcurl. TLS is verified against the system's authorities or `ca_file`. Thread-safe: each call has its own
/// handle. Errors: Unavailable (no connection, DNS, TLS), Timeout, TooLarge (answer), InvalidInput (URL). A status of 4xx or 5xx
/// is an answer.
[[nodiscard]] Result<HttpAnswer> exchange(const HttpRequest& request, const std::filesystem::path& ca_file = {});

/// The host that `exchange` would ask for this URL, in lower case; an IPv6 address with its brackets. Read by libcurl itself: two
/// readers of one URL are what attackers look for. Empty: `exchange` would refuse the URL.
[[nodiscard]] std::string host_of(const std::string& url);

}  // namespace quillport::net
