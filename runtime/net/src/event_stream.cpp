#include "quillport/net/event_stream.hpp"

#include "curl.hpp"

namespace quillport::net {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::size_t kLongestEvent = 64U << 10U;

struct Following {
    const EventListener& listener;
    CURL* handle = nullptr;
    EventParser parser;
    Clock::time_point heard = Clock::now();
    bool open = false;
    bool enough = false;
    bool silent = false;
};

long status_of(CURL* handle) {
    long status = 0;
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
    return status;
}

std::size_t take_piece(char* data, std::size_t, std::size_t size, void* user) {
    auto& following = *static_cast<Following*>(user);
    following.heard = Clock::now();
    if (status_of(following.handle) != 200) return size;
    if (!following.open) {
        following.open = true;
        if (following.listener.on_open) following.listener.on_open();
    }
    for (const ServerEvent& event : following.parser.take({data, size})) {
        if (following.listener.on_event(event)) continue;
        following.enough = true;
        return 0;
    }
    return size;
}

/// Called about once a second, also while nothing comes.
int look_at_clock(void* user, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    auto& following = *static_cast<Following*>(user);
    following.silent = Clock::now() - following.heard > following.listener.silence;
    if (following.listener.wanted && !following.listener.wanted()) following.enough = true;
    return following.silent || following.enough ? 1 : 0;
}

Result<List> headers_of(const HttpRequest& request) {
    List list;
    for (const auto& [name, value] : request.headers)
        if (!append(list, name + ": " + value)) return Error{ErrorCode::Unavailable, "out of memory", {}};
    if (!append(list, "Accept: text/event-stream")) return Error{ErrorCode::Unavailable, "out of memory", {}};
    return list;
}

Result<void> outcome(CURLcode done, const Following& following) {
    if (following.enough) return {};
    if (following.silent) return Error{ErrorCode::Timeout, "the server is silent", {}};
    const long status = done == CURLE_OK ? status_of(following.handle) : 0;
    if (status == 200) return {};
    if (status == 401) return Error{ErrorCode::Unauthenticated, "the server does not know this token", "401"};
    if (status == 403) return Error{ErrorCode::Forbidden, "the server does not let this token listen", "403"};
    if (status != 0) return Error{ErrorCode::Unavailable, "the server tells no events", std::to_string(status)};
    return error_from_curl(done);
}

}  // namespace

std::vector<ServerEvent> EventParser::take(std::string_view piece) {
    std::vector<ServerEvent> done;
    for (const char c : piece) {
        // A line ends with CR LF, LF or CR.
        if (c == '\n' && after_return_) {
            after_return_ = false;
            continue;
        }
        after_return_ = c == '\r';
        if (c == '\n' || c == '\r') {
            read_line(line_, done);
            line_.clear();
        } else if (line_.size() + event_.data.size() < kLongestEvent) {
            line_ += c;
        } else {
            too_long_ = true;
        }
    }
    return done;
}

void EventParser::read_line(std::string_view line, std::vector<ServerEvent>& done) {
    if (line.empty()) {
        if (has_data_ && !too_long_) {
            if (event_.kind.empty()) event_.kind = "message";
            done.push_back(std::move(event_));
        }
        event_ = {};
        has_data_ = too_long_ = false;
        return;
    }
    const std::size_t colon = line.find(':');
    const std::string_view name = line.substr(0, colon);
    std::string_view value = colon == std::string_view::npos ? std::string_view{} : line.substr(colon + 1);
    if (value.starts_with(' ')) value.remove_prefix(1);
    if (name == "event") event_.kind = value;
    if (name != "data") return;
    if (has_data_) event_.data += '\n';
    event_.data += value;
    has_data_ = true;
}

Result<void> follow_events(const HttpRequest& request, const EventListener& listener, const std::filesystem::path& ca_file) {
    auto handle = new_handle();
    if (!handle.ok()) return handle.error();
    CURL* curl = handle.value().get();
    auto headers = headers_of(request);
    if (!headers.ok()) return headers.error();
    Following following{listener, curl, {}};
    curl_easy_setopt(curl, CURLOPT_URL, request.url.c_str());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(request.timeout.count()));
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.value().get());
    if (!ca_file.empty()) curl_easy_setopt(curl, CURLOPT_CAINFO, ca_file.c_str());
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_piece);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &following);
    curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, look_at_clock);
    curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &following);
    curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
    return outcome(curl_easy_perform(curl), following);
}

}  // namespace quillport::net
