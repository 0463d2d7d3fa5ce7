#pragma once
#include <chrono>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>

#include "quillport/core/time.hpp"

namespace quillport::printing {

/// In which order waiting documents are delivered. Each user has a lane: his documents go one after another, the oldest first,
/// and lanes take turns, so that one user's waiting document blocks nobody else. While the portal is away one document at a time
/// tries. Pauses grow. Knows no file and reads no clock. Not thread-safe.
class Lanes {
  public:
    using Moment = std::chrono::steady_clock::time_point;
    struct Document {
        std::string key;
        std::string user;
        TimePoint received{};
        int number = 1;  ///< within its job
    };

    /// False when it is known already.
    bool add(const Document& document);
    /// The next one to deliver; nothing when none may go now. It is on its way until one of the three calls below.
    [[nodiscard]] std::optional<std::string> take(Moment now);
    /// It is delivered, refused or gone. `answered`: the portal has shown that it is there.
    void done(const std::string& key, bool answered);
    /// It alone must wait: so does its lane. After some tries it gives way and waits in a lane of its own.
    void wait(const std::string& key, Moment now);
    /// All must wait: the portal, or what is needed to read a document, is away.
    void wait_all(const std::string& key, Moment now);
    /// Somebody waits at the other end: try the portal now if the last try is not too fresh.
    void hurry(Moment now);

    /// When `take` is worth another try without a call in between; nothing: never.
    [[nodiscard]] std::optional<Moment> next() const;
    /// True between wait_all and the next sign of life.
    [[nodiscard]] bool all_wait() const noexcept { return all_failures_ > 0; }
    /// True when the document's lane pauses.
    [[nodiscard]] bool is_paused(const std::string& key, Moment now) const;
    [[nodiscard]] std::size_t size() const noexcept { return places_.size(); }

  private:
    using Turn = std::tuple<TimePoint, int, std::string>;  ///< received, number, key
    struct Lane {
        std::set<Turn> waiting;
        bool busy = false;
        int failures = 0;
        Moment until{};
    };
    struct Place {
        std::string lane;
        Turn turn;
    };
    void make_ready(const std::string& lane);
    Lane& come_back(const Place& place);

    std::map<std::string, Place> places_;  ///< by key
    std::map<std::string, Lane> lanes_;
    std::deque<std::string> ready_;  ///< lanes that may go, in the order of their turns
    std::multimap<Moment, std::string> paused_;
    int on_the_way_ = 0;
    int all_failures_ = 0;
    Moment all_until_{};
    Moment last_failure_{};
};

}  // namespace quillport::printing
