#include "lanes.hpp"

#include <algorithm>

#include "quillport/core/growing_pause.hpp"

namespace quillport::printing {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::seconds kFirstPause = 1s;
constexpr std::chrono::seconds kLongestPause = 300s;
/// An absent portal is asked by one document only; so soon is it noticed that it is back.
constexpr std::chrono::seconds kLongestAbsence = 30s;
constexpr auto kFresh = 5s;
constexpr int kGivesWay = 5;

}  // namespace

bool Lanes::add(const Document& document) {
    const Place place{document.user, {document.received, document.number, document.key}};
    if (!places_.emplace(document.key, place).second) return false;
    Lane& lane = lanes_[place.lane];
    lane.waiting.insert(place.turn);
    if (lane.waiting.size() == 1 && !lane.busy) ready_.push_back(place.lane);
    return true;
}

std::optional<std::string> Lanes::take(Moment now) {
    if (all_wait() && (now < all_until_ || on_the_way_ > 0)) return std::nullopt;
    for (auto at = paused_.begin(); at != paused_.end() && at->first <= now; at = paused_.erase(at)) ready_.push_back(at->second);
    if (ready_.empty()) return std::nullopt;
    Lane& lane = lanes_.at(ready_.front());
    ready_.pop_front();
    lane.busy = true;
    ++on_the_way_;
    return std::get<std::string>(*lane.waiting.begin());
}

Lanes::Lane& Lanes::come_back(const Place& place) {
    Lane& lane = lanes_.at(place.lane);
    lane.busy = false;
    --on_the_way_;
    return lane;
}

void Lanes::done(const std::string& key, bool answered) {
    if (answered) all_failures_ = 0;
    const auto at = places_.find(key);
    if (at == places_.end()) return;
    const Place place = at->second;
    places_.erase(at);
    Lane& lane = come_back(place);
    lane.waiting.erase(place.turn);
    lane.failures = 0;
    if (lane.waiting.empty())
        lanes_.erase(place.lane);
    else
        ready_.push_back(place.lane);
}

void Lanes::wait(const std::string& key, Moment now) {
    all_failures_ = 0;
    const auto at = places_.find(key);
    if (at == places_.end()) return;
    Lane* lane = &come_back(at->second);
    const int failures = ++lane->failures;
    // No user is called like that: the scheduler's names hold no line feed.
    const std::string own = "\n" + key;
    if (failures == kGivesWay && at->second.lane != own) {
        const std::string former = at->second.lane;
        lane->waiting.erase(at->second.turn);
        lane->failures = 0;
        if (lane->waiting.empty())
            lanes_.erase(former);
        else
            ready_.push_back(former);
        at->second.lane = own;
        lane = &lanes_[own];
        lane->waiting.insert(at->second.turn);
        lane->failures = failures;
    }
    lane->until = now + growing_pause(failures, kFirstPause, kLongestPause);
    paused_.emplace(lane->until, at->second.lane);
}

void Lanes::wait_all(const std::string& key, Moment now) {
    const auto at = places_.find(key);
    if (at == places_.end()) return;
    come_back(at->second);
    ready_.push_front(at->second.lane);
    last_failure_ = now;
    // Those that were on their way together fail together: that counts once.
    if (all_wait() && now < all_until_) return;
    all_until_ = now + growing_pause(++all_failures_, kFirstPause, kLongestAbsence);
}

void Lanes::hurry(Moment now) {
    if (all_wait() && now - last_failure_ >= kFresh) all_until_ = std::min(all_until_, now);
}

std::optional<Lanes::Moment> Lanes::next() const {
    std::optional<Moment> moment;
    if (!ready_.empty()) moment = Moment{};
    if (!moment && !paused_.empty()) moment = paused_.begin()->first;
    if (!moment || (all_wait() && on_the_way_ > 0)) return std::nullopt;
    return all_wait() ? std::max(*moment, all_until_) : *moment;
}

bool Lanes::is_paused(const std::string& key, Moment now) const {
    const auto at = places_.find(key);
    if (at == places_.end()) return false;
    const Lane& lane = lanes_.at(at->second.lane);
    return lane.failures > 0 && !lane.busy && now < lane.until;
}

}  // namespace quillport::printing
