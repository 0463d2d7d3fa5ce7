#include "event_hub.hpp"

#include <algorithm>
#include <map>

#include "quillport/contract/codecs.hpp"

namespace quillport::http {

namespace {

constexpr std::ptrdiff_t kMostStreams = 16;

}  // namespace

std::shared_ptr<EventQueue> EventHub::open(const services::User& user) {
    auto queue = std::make_shared<EventQueue>();
    const std::lock_guard lock(mutex_);
    if (closed_) queue->close();
    std::erase_if(streams_, [](const Stream& stream) {
        const auto open = stream.queue.lock();
        return !open || open->closed();
    });
    const auto same = [&](const Stream& stream) { return stream.user.id == user.id; };
    if (std::count_if(streams_.begin(), streams_.end(), same) >= kMostStreams) {
        const auto oldest = std::find_if(streams_.begin(), streams_.end(), same);
        if (const auto open = oldest->queue.lock()) open->close();
        streams_.erase(oldest);
    }
    streams_.push_back({user, queue});
    return queue;
}

void EventHub::publish(const OrganisationId& organisation, const contract::LiveEvent& event,
                       const std::function<bool(const services::User&)>& may_see) {
    std::map<std::string, std::pair<services::User, std::vector<std::shared_ptr<EventQueue>>>> listeners;
    {
        const std::lock_guard lock(mutex_);
        for (const Stream& stream : streams_) {
            auto queue = stream.queue.lock();
            if (!queue || stream.user.organisation != organisation) continue;
            auto& listener = listeners[stream.user.id.value];
            listener.first = stream.user;
            listener.second.push_back(std::move(queue));
        }
    }
    const std::string text = "event: " + std::string(name_of(event.kind)) + "\ndata: " + to_json(event) + "\n\n";
    for (const auto& [id, listener] : listeners) {
        if (!may_see(listener.first)) continue;
        for (const auto& queue : listener.second) queue->push(text);
    }
}

void EventHub::close() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    for (const Stream& stream : streams_)
        if (const auto open = stream.queue.lock()) open->close();
}

}  // namespace quillport::http
