#include "quillport/net/http_client.hpp"

#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <span>
#include <string_view>

#include "addresses.hpp"
#include "curl.hpp"

namespace quillport::net {
namespace {

constexpr std::size_t kHeadersLimit = 64U << 10U;
/// A host that takes no connection at all is away, however long its answers may take.
constexpr long kConnectMilliseconds = 10'000;

/// RFC 9110 §5.6.2.
bool is_token(std::string_view text) {
    static constexpr std::string_view kMarks = "!#$%&'*+-.^_`|~";
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               kMarks.find(c) != std::string_view::npos;
    });
}

std::string lower_case(std::string_view text) {
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c); });
    return lower;
}

bool has_control(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) { return (c >= 0 && c < 0x20 && c != '\t') || c == 0x7F; });
}

/// What the callbacks of one exchange fill.
struct Exchange {
    HttpAnswer answer;
    std::uint64_t limit = 0;
    bool loopback_only = false;
    bool public_only = false;
    std::size_t header_bytes = 0;
    bool too_large = false;
    bool address_refused = false;
    bool body_lost = false;  ///< the file of the body cannot be read
};

std::size_t take_body(char* data, std::size_t, std::size_t size, void* user) {
    auto& exchange = *static_cast<Exchange*>(user);
    if (exchange.answer.body.size() + size > exchange.limit) {
        exchange.too_large = true;
        return 0;
    }
    const auto bytes = std::as_bytes(std::span(data, size));
    exchange.answer.body.insert(exchange.answer.body.end(), bytes.begin(), bytes.end());
    return size;
}

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

std::size_t take_header(char* data, std::size_t, std::size_t size, void* user) {
    auto& exchange = *static_cast<Exchange*>(user);
    exchange.header_bytes += size;
    if (exchange.header_bytes > kHeadersLimit) {
        exchange.too_large = true;
        return 0;
    }
    const std::string_view line(data, size);
    if (line.starts_with("HTTP/")) exchange.answer.headers.clear();  // an interim answer came before (RFC 9110 §15.2)
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) return size;
    exchange.answer.headers.insert_or_assign(lower_case(line.substr(0, colon)), std::string(trimmed(line.substr(colon + 1))));
    return size;
}

curl_socket_t open_socket(void* user, curlsocktype, curl_sockaddr* address) {
    // Checked on the address that is connected to, not on the name: a name can answer differently the second time.
    auto& exchange = *static_cast<Exchange*>(user);
    if ((exchange.loopback_only && !is_loopback(address->addr)) || (exchange.public_only && !is_public(address->addr))) {
        exchange.address_refused = true;
        return CURL_SOCKET_BAD;
    }
    return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

Result<List> headers_of(const HttpRequest& request) {
    List list;
    bool typed = false;
    for (const auto& [name, value] : request.headers) {
        if (!is_token(name) || has_control(value)) return Error{ErrorCode::InvalidInput, "a header cannot be sent", {}};
        typed = typed || lower_case(name) == "content-type";
        // libcurl takes "Name:" for "leave this header out", and "Name;" for an empty one.
        if (!append(list, value.empty() ? name + ";" : name + ": " + value))
            return Error{ErrorCode::Unavailable, "out of memory", {}};
    }
    // No guess at the type of the body, and no second of waiting for 100 Continue.
    if ((!typed && !append(list, "Content-Type:")) || !append(list, "Expect:")) {
        return Error{ErrorCode::Unavailable, "out of memory", {}};
    }
    return list;
}

/// The three pieces of a body as one stream. libcurl goes back when a kept connection turns out to be dead.
struct BodySource {
    const HttpRequest& request;
    Exchange& exchange;
    std::uint64_t at = 0;

    [[nodiscard]] std::uint64_t size() const { return request.body.size() + request.body_file.size + request.body_end.size(); }
};

std::size_t copied(const Bytes& from, std::uint64_t at, std::span<char> into) {
    const std::size_t size = std::min(into.size(), from.size() - static_cast<std::size_t>(at));
    std::memcpy(into.data(), from.data() + at, size);
    return size;
}

std::size_t give_body(char* data, std::size_t, std::size_t size, void* user) {
    auto& source = *static_cast<BodySource*>(user);
    const HttpRequest& request = source.request;
    const std::uint64_t file_end = request.body.size() + request.body_file.size;
    std::size_t given = 0;
    if (source.at < request.body.size()) {
        given = copied(request.body, source.at, {data, size});
    } else if (source.at < file_end) {
        const std::uint64_t done = source.at - request.body.size();
        const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(size, request.body_file.size - done));
        const ssize_t got = ::pread(request.body_file.fd, data, wanted, static_cast<off_t>(request.body_file.offset + done));
        if (got <= 0) {
            source.exchange.body_lost = true;
            return CURL_READFUNC_ABORT;
        }
        given = static_cast<std::size_t>(got);
    } else if (source.at < source.size()) {
        given = copied(request.body_end, source.at - file_end, {data, size});
    }
    source.at += given;
    return given;
}

int seek_body(void* user, curl_off_t offset, int origin) {
    auto& source = *static_cast<BodySource*>(user);
    if (origin != SEEK_SET || offset < 0 || static_cast<std::uint64_t>(offset) > source.size()) return CURL_SEEKFUNC_FAIL;
    source.at = static_cast<std::uint64_t>(offset);
    return CURL_SEEKFUNC_OK;
}

void set_method_and_body(CURL* handle, const HttpRequest& request, BodySource& source) {
    if (request.method == "HEAD") {
        curl_easy_setopt(handle, CURLOPT_NOBODY, 1L);
        return;
    }
    if (request.method == "GET" && source.size() == 0) return;
    curl_easy_setopt(handle, CURLOPT_POST, 1L);
    curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(source.size()));
    if (source.size() == 0) {
        curl_easy_setopt(handle, CURLOPT_POSTFIELDS, "");
    } else {
        curl_easy_setopt(handle, CURLOPT_READFUNCTION, give_body);
        curl_easy_setopt(handle, CURLOPT_READDATA, &source);
        curl_easy_setopt(handle, CURLOPT_SEEKFUNCTION, seek_body);
        curl_easy_setopt(handle, CURLOPT_SEEKDATA, &source);
        curl_easy_setopt(handle, CURLOPT_UPLOAD_BUFFERSIZE, 256L << 10U);
    }
    if (request.method != "POST") curl_easy_setopt(handle, CURLOPT_CUSTOMREQUEST, request.method.c_str());
}

void set_callbacks(CURL* handle, Exchange& exchange) {
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(handle, CURLOPT_WRITEDATA, &exchange);
    curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, take_header);
    curl_easy_setopt(handle, CURLOPT_HEADERDATA, &exchange);
    curl_easy_setopt(handle, CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(exchange.limit));
    if (exchange.loopback_only || exchange.public_only) {
        curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, open_socket);
        curl_easy_setopt(handle, CURLOPT_OPENSOCKETDATA, &exchange);
        curl_easy_setopt(handle, CURLOPT_NOPROXY, "*");
    }
}

}  // namespace

Result<HttpAnswer> exchange(const HttpRequest& request, const std::filesystem::path& ca_file) {
    if (!is_token(request.method) || has_control(request.url) || has_control(request.user_and_password)) {
        return Error{ErrorCode::InvalidInput, "the request cannot be sent", {}};
    }
    auto handle = new_handle();
    if (!handle.ok()) return handle.error();
    CURL* curl = handle.value().get();
    auto headers = headers_of(request);
    if (!headers.ok()) return headers.error();
    Exchange state{{}, request.answer_limit, request.loopback_only, request.public_only};
    curl_easy_setopt(curl, CURLOPT_URL, request.url.c_str());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, kConnectMilliseconds);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(request.timeout.count()));
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.value().get());
    if (!ca_file.empty()) curl_easy_setopt(curl, CURLOPT_CAINFO, ca_file.c_str());
    if (!request.user_and_password.empty()) {
        curl_easy_setopt(curl, CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_BASIC));
        curl_easy_setopt(curl, CURLOPT_USERPWD, request.user_and_password.c_str());
    }
    BodySource source{request, state};
    set_method_and_body(curl, request, source);
    set_callbacks(curl, state);
    const CURLcode done = curl_easy_perform(curl);
    if (state.too_large) return Error{ErrorCode::TooLarge, "the answer is larger than allowed", {}};
    if (state.address_refused) return Error{ErrorCode::InvalidInput, "the URL leads to an address that is not allowed", {}};
    if (state.body_lost) return Error{ErrorCode::Internal, "the file of the body cannot be read", {}};
    if (done != CURLE_OK) return error_from_curl(done);
    long status = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    state.answer.status = static_cast<int>(status);
    return std::move(state.answer);
}

std::string host_of(const std::string& url) {
    const Url parsed(curl_url());
    if (has_control(url) || parsed == nullptr) return {};
    // Without a scheme `exchange` guesses one; here nothing is guessed.
    if (curl_url_set(parsed.get(), CURLUPART_URL, url.c_str(), 0) != CURLUE_OK) return {};
    char *scheme = nullptr, *host = nullptr;
    const CURLUcode has_scheme = curl_url_get(parsed.get(), CURLUPART_SCHEME, &scheme, 0);
    const CURLUcode has_host = curl_url_get(parsed.get(), CURLUPART_HOST, &host, 0);
    const Text scheme_text(scheme), host_text(host);
    if (has_scheme != CURLUE_OK || has_host != CURLUE_OK) return {};
    const std::string_view kind(scheme);
    return kind == "http" || kind == "https" ? lower_case(host) : std::string{};
}

}  // namespace quillport::net
