#include "queue_settings.hpp"

#include <utility>

#include "quillport/contract/codecs.hpp"
#include "quillport/net/http_client.hpp"

namespace quillport::printing {
namespace {

using namespace std::chrono_literals;
constexpr auto kFresh = 30s;
constexpr std::size_t kMostQueues = 1000;  ///< kept; a print server has fewer

/// One segment of a path (RFC 3986 §2.1, §3.3).
std::string segment_of(const std::string& name) {
    constexpr std::string_view kHex = "0123456789ABCDEF";
    std::string out;
    for (const char c : name) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
        if (plain) {
            out += c;
            continue;
        }
        out += '%';
        out += kHex[static_cast<unsigned char>(c) >> 4U];
        out += kHex[static_cast<unsigned char>(c) & 15U];
    }
    return out;
}

TagSettings settings_of(contract::TagSettings told) {
    const auto list = [](std::optional<std::vector<std::string>>& texts) {
        return std::move(texts).value_or(std::vector<std::string>{});
    };
    return {list(told.dialects), list(told.languages), list(told.marks), list(told.anchors)};
}

}  // namespace

Result<TagSettings> QueueSettings::ask(const std::string& queue) const {
    net::HttpRequest request;
    request.url = portal_.url + "/api/v1/queues/" + segment_of(queue);
    request.headers = {{"Authorization", "Bearer " + portal_.key}};
    const auto answer = net::exchange(request, portal_.authorities);
    if (!answer.ok()) return answer.error();
    const int status = answer.value().status;
    if (status == 401) return Error{ErrorCode::Unauthenticated, "the portal does not know this key", {}};
    if (status == 403) return Error{ErrorCode::Forbidden, "this key may not ask for queues", {}};
    const auto told = contract::from_json<contract::Queue>(text_of(answer.value().body), contract::UnknownKeys::Skip);
    if (status != 200 || !told.ok())
        return Error{ErrorCode::Unavailable, "the portal does not tell the queue's settings", "status " + std::to_string(status)};
    return settings_of(told.value().tags);
}

Result<TagSettings> QueueSettings::of(const std::string& queue) {
    if (queue.empty()) return TagSettings{};
    const auto now = std::chrono::steady_clock::now();
    const std::lock_guard lock(mutex_);
    const auto known = known_.find(queue);
    if (known != known_.end() && now - known->second.asked < kFresh) return known->second.settings;
    auto told = ask(queue);
    if (!told.ok()) {
        const bool refused = told.error().code == ErrorCode::Unauthenticated || told.error().code == ErrorCode::Forbidden;
        if (known == known_.end() || refused) return told.error();
        return known->second.settings;
    }
    if (known_.size() >= kMostQueues) known_.clear();
    known_[queue] = {told.value(), now};
    return told;
}

}  // namespace quillport::printing
