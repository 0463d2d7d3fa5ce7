#include "queue_settings.hpp"

#include <optional>
#include <utility>

#include "quillport/contract/codecs.hpp"
#include "quillport/net/http_client.hpp"
#include "quillport/runtime/digest.hpp"
#include "quillport/runtime/file.hpp"
#include "quillport/runtime/log.hpp"

namespace quillport::printing {
namespace {

using namespace std::chrono_literals;
constexpr auto kFresh = 30s;
constexpr std::size_t kFileLimit = std::size_t{1} << 20U;
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
    return {list(told.dialects), list(told.languages), list(told.marks), list(told.anchors),
            std::move(told.split).value_or(std::string())};
}

}  // namespace

Result<contract::Queue> QueueSettings::ask(const std::string& queue) const {
    net::HttpRequest request;
    request.url = portal_.url + "/api/v1/queues/" + segment_of(queue);
    request.headers = {{"Authorization", "Bearer " + portal_.key}};
    const auto answer = net::exchange(request, portal_.authorities);
    if (!answer.ok()) return answer.error();
    const int status = answer.value().status;
    if (status == 401) return Error{ErrorCode::Unauthenticated, "the portal does not know this key", {}};
    if (status == 403) return Error{ErrorCode::Forbidden, "this key may not ask for queues", {}};
    auto told = contract::from_json<contract::Queue>(text_of(answer.value().body), contract::UnknownKeys::Skip);
    if (status != 200 || !told.ok())
        return Error{ErrorCode::Unavailable, "the portal does not tell the queue's settings", "status " + std::to_string(status)};
    return told;
}

// A name is a stranger's: its digest is a file name that leads nowhere else.
std::filesystem::path QueueSettings::file_of(const std::string& queue) const {
    return folder_ / (runtime::sha256_hex(bytes_of(queue)) + ".json");
}

std::optional<contract::Queue> QueueSettings::remembered(const std::string& queue) const {
    const auto text = runtime::read_file(file_of(queue), kFileLimit);
    if (!text.ok()) return std::nullopt;
    auto told = contract::from_json<contract::Queue>(text_of(text.value()), contract::UnknownKeys::Skip);
    if (!told.ok()) return std::nullopt;
    return std::move(told).value();
}

void QueueSettings::remember(const std::string& queue, const contract::Queue& told) {
    const std::lock_guard lock(mutex_);
    if (known_.size() >= kMostQueues) known_.clear();
    const auto [at, fresh] = known_.try_emplace(queue);
    const std::string text = contract::to_json(told);
    const bool changed = fresh || contract::to_json(at->second.queue) != text;
    at->second = {told, std::chrono::steady_clock::now()};
    if (!changed) return;
    if (const auto last = remembered(queue); last && contract::to_json(*last) == text) return;
    if (const auto kept = runtime::write_durably(file_of(queue), bytes_of(text)); !kept.ok())
        runtime::log(runtime::LogLevel::Warning, "forwarder.settings_not_kept",
                     {{"queue", queue}, {"what", kept.error().what}, {"detail", kept.error().detail}});
}

Result<TagSettings> QueueSettings::of(const std::string& queue) {
    if (queue.empty()) return TagSettings{};
    std::optional<contract::Queue> last;
    {
        const std::lock_guard lock(mutex_);
        const auto known = known_.find(queue);
        if (known != known_.end()) last = known->second.queue;
        if (last && std::chrono::steady_clock::now() - known->second.asked < kFresh) return settings_of(last->tags);
    }
    // Asked without the lock: an absent portal takes its time, and others know their settings.
    auto told = ask(queue);
    if (told.ok()) {
        remember(queue, told.value());
        return settings_of(told.value().tags);
    }
    const bool refused = told.error().code == ErrorCode::Unauthenticated || told.error().code == ErrorCode::Forbidden;
    if (refused) return told.error();
    if (!last) last = remembered(queue);
    if (!last) return told.error();
    return settings_of(last->tags);
}

}  // namespace quillport::printing
