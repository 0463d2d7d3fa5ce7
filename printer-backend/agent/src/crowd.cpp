#include "quillport/agent/crowd.hpp"

#include <algorithm>
#include <utility>

namespace quillport::agent {
namespace {

using namespace std::chrono_literals;
constexpr auto kWindow = 10s;
constexpr std::size_t kMostOneByOne = 3;  // in a window
constexpr auto kQuiet = 1500ms;

}  // namespace

void Crowd::forget_old(Time now) {
    while (!recent_.empty() && now - recent_.front() > kWindow) recent_.pop_front();
}

void Crowd::arrive(Arrival arrival, Time now) {
    forget_old(now);
    if (recent_.empty()) crowd_ = 0;
    if (waiting_.empty()) first_waiting_ = now;
    last_ = now;
    recent_.push_back(now);
    waiting_.push_back(std::move(arrival));
}

std::vector<Showing> Crowd::due(Time now) {
    std::vector<Showing> showings;
    if (waiting_.empty() || (!alone() && now < *next())) return showings;
    forget_old(now);
    std::vector<Arrival> waiting = std::exchange(waiting_, {});
    if (recent_.size() > kMostOneByOne || waiting.size() > kMostOneByOne) {
        crowd_ += waiting.size();
        showings.push_back({std::move(waiting), crowd_});
        return showings;
    }
    for (Arrival& arrival : waiting) showings.push_back({{std::move(arrival)}, 0});
    return showings;
}

std::optional<Crowd::Time> Crowd::next() const {
    if (waiting_.empty()) return std::nullopt;
    if (alone()) return last_;
    return std::min(last_ + kQuiet, first_waiting_ + kWindow);
}

}  // namespace quillport::agent
