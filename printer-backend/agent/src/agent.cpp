#include "quillport/agent/agent.hpp"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <list>
#include <mutex>
#include <set>
#include <thread>

#include "doorstep.hpp"
#include "quillport/agent/crowd.hpp"
#include "quillport/core/growing_pause.hpp"
#include "quillport/runtime/log.hpp"
#include "quillport/runtime/random.hpp"
#include "texts.hpp"

namespace quillport::agent {
namespace {

using namespace std::chrono_literals;
using runtime::LogLevel;
using Clock = std::chrono::steady_clock;
constexpr auto kFirstPause = 1000ms;
constexpr std::chrono::milliseconds kLongestPause = 5min;
constexpr auto kSettle = 200ms;  // events of one job come together

/// A fifth more or less, so that a house full of desktops does not come back in one moment.
std::chrono::milliseconds about(std::chrono::milliseconds pause) {
    runtime::SystemRandom random;
    const auto share = std::to_integer<int>(random.bytes(1)[0]);  // 0 to 255
    return pause * (80 * 255 + 40 * share) / (100 * 255);
}

}  // namespace

class Agent::Work {
  public:
    explicit Work(AgentSettings settings)
        : settings_(std::move(settings)),
          portal_(settings_.portal),
          texts_(Texts::of_environment()),
          desktop_(settings_.desktop) {}

    Error run() {
        std::thread listener([this] { listen(); });
        show();
        listener.join();
        const Error over = over_.value_or(Error{ErrorCode::Internal, "the agent ended", {}});
        say({texts_.token_over(), texts_.token_again(portal_.url() + "/account"), {}, {}, false});
        return over;
    }

  private:
    /// The events' thread: keeps the stream open and wakes the other one.
    void listen() {
        int failures = 0;
        for (;;) {
            const auto began = Clock::now();
            const auto followed = portal_.follow([this] { wake(); }, [this] { return !is_over(); });
            if (is_over()) return;
            if (!followed.ok() && followed.error().code == ErrorCode::Unauthenticated) return end(followed.error());
            if (followed.ok() || Clock::now() - began > kLongestPause / 10) failures = 0;
            if (!followed.ok()) ++failures;
            const auto pause = growing_pause(failures, kFirstPause, kLongestPause);
            if (!followed.ok())
                runtime::log(LogLevel::Info, "agent.portal_away",
                             {{"what", followed.error().what}, {"pause_ms", static_cast<long long>(pause.count())}});
            std::this_thread::sleep_for(about(pause));
        }
    }

    void wake() {
        const std::lock_guard lock(mutex_);
        woken_ = true;
        changed_.notify_one();
    }

    bool is_over() {
        const std::lock_guard lock(mutex_);
        return over_.has_value();
    }

    void end(const Error& error) {
        const std::lock_guard lock(mutex_);
        over_ = error;
        changed_.notify_one();
    }

    /// The other thread: looks when it is woken, shows when something is due.
    void show() {
        for (;;) {
            {
                std::unique_lock lock(mutex_);
                const auto awake = [this] { return woken_ || over_; };
                if (const auto next = crowd_.next())
                    changed_.wait_until(lock, *next, awake);
                else
                    changed_.wait(lock, awake);
                if (over_) return;
            }
            if (take_wake()) look();
            show_due();
        }
    }

    bool take_wake() {
        {
            const std::lock_guard lock(mutex_);
            if (!woken_) return false;
        }
        std::this_thread::sleep_for(kSettle);
        const std::lock_guard lock(mutex_);
        woken_ = false;
        return true;
    }

    void look() {
        look_for_drafts();
        look_for_notices();
        std::erase_if(doors_, [](const std::unique_ptr<Doorstep>& door) { return door->closed(); });
    }

    /// What was there before the agent came is known; what came while the portal was away is not.
    void look_for_drafts() {
        const auto drafts = portal_.drafts();
        if (!drafts.ok() && drafts.error().code == ErrorCode::Unauthenticated) return end(drafts.error());
        if (!drafts.ok()) return;
        std::set<std::string> there;
        for (auto draft = drafts.value().rbegin(); draft != drafts.value().rend(); ++draft) {
            const bool for_me = draft->mine && !draft->queue.empty() && !draft->by_policy.value_or(false);
            if (!for_me) continue;
            there.insert(draft->id);
            if (began_ && !known_.contains(draft->id)) crowd_.arrive({draft->id, draft->title}, Clock::now());
        }
        // What is gone from the list may come back to it, as after an undo, and is not new then.
        known_.merge(there);
        began_ = true;
    }

    void look_for_notices() {
        const auto notices = portal_.notices();
        if (!notices.ok()) return;
        std::vector<std::string> told;
        for (const contract::Notice& notice : notices.value())
            if (say({texts_.refused(notice.title), texts_.reason(notice.key, notice.text), {}, {}, false}))
                told.push_back(notice.id);
        tell({}, std::move(told));
    }

    void show_due() {
        std::vector<std::string> told;
        for (const Showing& showing : crowd_.due(Clock::now())) {
            const bool shown = showing.crowd == 0 ? show_draft(showing.drafts.front()) : show_crowd(showing.crowd);
            if (!shown) continue;
            for (const Arrival& arrival : showing.drafts) told.push_back(arrival.draft);
        }
        tell(std::move(told), {});
    }

    bool show_draft(const Arrival& arrival) {
        if (settings_.opens_browser) return open("/drafts/" + arrival.draft);
        return say(
            {texts_.ready(), arrival.title, texts_.open(), [this, draft = arrival.draft] { open("/drafts/" + draft); }, false});
    }

    bool show_crowd(std::size_t count) {
        return say({texts_.many_ready(count), texts_.in_inbox(), texts_.open(), [this] { open("/"); }, true});
    }

    bool say(const Desktop::Message& message) {
        const std::lock_guard lock(desktop_mutex_);
        return desktop_.notify(message);
    }

    /// Called from the threads of buttons too.
    bool open(const std::string& path) {
        auto door = Doorstep::open([this, path] { return destination(path); });
        if (!door.ok()) return false;
        const std::lock_guard lock(door_mutex_);
        const bool opened = desktop_.open(door.value()->url());
        doors_.push_back(std::move(door).value());
        return opened;
    }

    /// The page, with a ticket that logs in; without one the browser asks for the password.
    std::string destination(const std::string& path) const {
        const auto ticket = portal_.ticket();
        return portal_.url() + path + (ticket.ok() ? "#ticket=" + ticket.value() : std::string());
    }

    void tell(std::vector<std::string> drafts, std::vector<std::string> notices) const {
        if (drafts.empty() && notices.empty()) return;
        if (auto done = portal_.told(std::move(drafts), std::move(notices)); !done.ok())
            runtime::log(LogLevel::Info, "agent.not_told", {{"what", done.error().what}});
    }

    AgentSettings settings_;
    Portal portal_;
    Texts texts_;
    Crowd crowd_;
    std::set<std::string> known_;
    bool began_ = false;
    std::mutex mutex_;
    std::condition_variable changed_;
    bool woken_ = false;
    std::optional<Error> over_;
    std::mutex door_mutex_;
    std::list<std::unique_ptr<Doorstep>> doors_;
    std::mutex desktop_mutex_;
    Desktop desktop_;  // goes first: its threads use what stands above
};

Agent::Agent(AgentSettings settings) : work_(std::make_unique<Work>(std::move(settings))) {}
Agent::~Agent() = default;
Error Agent::run() { return work_->run(); }

}  // namespace quillport::agent
