#include "quillport/folders/watcher.hpp"

#include <poll.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <map>
#include <memory>

#include "folder.hpp"
#include "quillport/core/growing_pause.hpp"
#include "quillport/runtime/log.hpp"
#include "quillport/spool/announcement.hpp"

namespace quillport::folders {
namespace {

using namespace std::chrono_literals;
using runtime::LogLevel;
using Clock = std::chrono::steady_clock;

constexpr auto kSoon = 300ms;
constexpr auto kAnswer = 50ms;  ///< the forwarder knows or does not
constexpr auto kLongestPause = std::chrono::milliseconds(60'000);

volatile std::sig_atomic_t never = 0;  ///< a file that is being copied is finished; it takes no longer than a moment

class Watcher {
  public:
    Watcher(const WatchSettings& settings, int stop) : settings_(settings), stop_(stop) {
        const std::filesystem::path socket = settings.spool / "forwarder.sock";
        for (const FolderSetting& folder : settings.folders)
            folders_.push_back({std::make_unique<Folder>(
                folder,
                SpoolWay{settings.spool / "incoming",
                         [socket](const std::string& key) { return spool::ask_forwarder(socket, key, kAnswer); }, never})});
    }

    Result<void> run() {
        events_ = runtime::Descriptor(::inotify_init1(IN_CLOEXEC | IN_NONBLOCK));
        if (auto opened = open_folders(); !opened.ok()) return opened;
        int failures = 0;
        for (;;) {
            const bool fine = look();
            failures = fine ? 0 : failures + 1;
            if (!wait(fine && !is_busy() ? settings_.poll : growing_pause(failures + 1, kSoon, kLongestPause))) return {};
            read_events();
        }
    }

  private:
    struct Watched {
        std::unique_ptr<Folder> folder;
        bool open = false;
    };

    Result<void> open_folders() {
        Result<void> first;
        bool any = false;
        for (Watched& watched : folders_) {
            auto opened = try_open(watched);
            any = any || opened.ok();
            if (!opened.ok() && first.ok()) first = std::move(opened);
        }
        return any ? Result<void>() : first;
    }

    Result<void> try_open(Watched& watched) {
        const FolderSetting& setting = watched.folder->setting();
        if (auto opened = watched.folder->open(); !opened.ok()) {
            runtime::log(LogLevel::Warning, "folders.away", {{"folder", setting.path.string()}, {"what", opened.error().what}});
            return opened;
        }
        watched.open = true;
        if (!events_.valid()) return {};
        const int number = ::inotify_add_watch(events_.get(), setting.path.c_str(), IN_CLOSE_WRITE | IN_MOVED_TO | IN_ONLYDIR);
        if (number >= 0) by_number_[number] = watched.folder.get();
        return {};
    }

    /// False when the spool takes nothing: then a longer pause.
    bool look() {
        bool fine = true;
        for (Watched& watched : folders_) {
            if (!watched.open && !try_open(watched).ok()) continue;
            std::error_code ignored;
            if (!std::filesystem::is_directory(watched.folder->setting().path, ignored)) {
                watched.open = false;  // a share that went away comes back as another folder
                continue;
            }
            fine = watched.folder->look(Clock::now()) && fine;
            watched.folder->settle(Clock::now());
        }
        return fine;
    }

    [[nodiscard]] bool is_busy() const {
        return std::any_of(folders_.begin(), folders_.end(), [](const Watched& w) { return w.folder->is_busy(); });
    }

    /// False when it is time to stop.
    bool wait(std::chrono::milliseconds longest) const {
        std::array<pollfd, 2> fds{{{stop_, POLLIN, 0}, {events_.get(), POLLIN, 0}}};
        if (::poll(fds.data(), fds.size(), static_cast<int>(longest.count())) < 0) return errno == EINTR;
        return fds[0].revents == 0;
    }

    void read_events() {
        alignas(inotify_event) std::array<char, 16'384> block{};
        for (;;) {
            const ssize_t size = events_.valid() ? ::read(events_.get(), block.data(), block.size()) : 0;
            if (size <= 0) return;
            for (ssize_t at = 0; at < size;) {
                inotify_event event{};
                std::memcpy(&event, block.data() + at, sizeof event);
                const auto folder = by_number_.find(event.wd);
                if (event.len > 0 && folder != by_number_.end())
                    folder->second->announce(block.data() + at + sizeof event, Clock::now());
                at += static_cast<ssize_t>(sizeof event + event.len);
            }
        }
    }

    const WatchSettings& settings_;
    int stop_;
    runtime::Descriptor events_;
    std::vector<Watched> folders_;
    std::map<int, Folder*> by_number_;
};

}  // namespace

Result<void> watch(const WatchSettings& settings, int stop) { return Watcher(settings, stop).run(); }

}  // namespace quillport::folders
