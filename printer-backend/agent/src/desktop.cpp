#include "quillport/agent/desktop.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <list>
#include <mutex>
#include <sstream>
#include <thread>

#include "quillport/core/markup.hpp"
#include "quillport/runtime/file.hpp"
#include "quillport/runtime/log.hpp"

extern char** environ;  // NOLINT: environ(7)

namespace quillport::agent {
namespace {

constexpr std::size_t kMostWatched = 8;  // notifications whose button still works

std::vector<std::string> words_of(const std::string& command) {
    std::istringstream in(command);
    std::vector<std::string> words;
    for (std::string word; in >> word;) words.push_back(word);
    return words;
}

/// A program that was started; its standard output is `output` unless that is -1. -1: it was not started.
pid_t started(const std::vector<std::string>& words, int output) {
    std::vector<char*> argv;
    for (const std::string& word : words) argv.push_back(const_cast<char*>(word.c_str()));
    argv.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    if (output >= 0) posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    pid_t child = -1;
    const int failed = argv.size() < 2 ? ENOENT : ::posix_spawnp(&child, argv[0], &actions, nullptr, argv.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    if (failed == 0) return child;
    runtime::log(runtime::LogLevel::Warning, "agent.program",
                 {{"program", words.empty() ? std::string() : words[0]},
                  {"what", runtime::error_from_errno(failed, "cannot be started").what}});
    return -1;
}

}  // namespace

std::vector<std::string> notification_words(const std::string& notifier, const Desktop::Message& message,
                                            const std::string& replaced_id) {
    std::vector<std::string> words = words_of(notifier);
    words.insert(words.end(), {"--app-name=Quillport", "--icon=quillport", "--print-id"});
    if (!replaced_id.empty()) words.push_back("--replace-id=" + replaced_id);
    if (!message.action.empty()) words.push_back("--action=open=" + message.action);
    // Markup is what some notification servers read in a text (Desktop Notifications Specification, "Markup").
    words.insert(words.end(), {"--", message.title, escaped_markup(message.text)});
    return words;
}

class Desktop::Work {
  public:
    explicit Work(DesktopSettings settings) : settings_(std::move(settings)) {}
    ~Work() {
        for (Watched& each : watched_) end(each);
    }
    Work(const Work&) = delete;
    Work& operator=(const Work&) = delete;

    bool open(const std::string& url) {
        std::vector<std::string> words = words_of(settings_.browser);
        words.push_back(url);
        const pid_t child = started(words, -1);
        if (child < 0) return false;
        // The browser may be this very process for hours: whoever waits for it waits apart.
        std::thread([child] { ::waitpid(child, nullptr, 0); }).detach();
        return true;
    }

    bool notify(const Message& message) {
        std::array<int, 2> ends{};
        if (::pipe2(ends.data(), O_CLOEXEC) != 0) return false;
        runtime::Descriptor read_end(ends[0]);
        const runtime::Descriptor write_end(ends[1]);
        const std::string replaced = message.replaces_crowd ? crowd_id() : std::string();
        const pid_t child = started(notification_words(settings_.notifier, message, replaced), write_end.get());
        if (child < 0) return false;
        if (watched_.size() >= kMostWatched) {
            end(watched_.front());
            watched_.pop_front();
        }
        watched_.push_back(
            {child, !message.action.empty(), std::thread([this, message, from = read_end.release()] { listen(from, message); })});
        return true;
    }

  private:
    struct Watched {
        pid_t child;
        bool waits;  ///< for its button; else it ends by itself, once the message stands
        std::thread thread;
    };

    /// Reaped here alone: until then the child's number is nobody else's.
    static void end(Watched& watched) {
        if (watched.waits) ::kill(watched.child, SIGTERM);
        watched.thread.join();
        ::waitpid(watched.child, nullptr, 0);
    }

    std::string crowd_id() {
        const std::lock_guard lock(mutex_);
        return crowd_id_;
    }

    /// The first line is the number of the notification, a second one says which button was pressed.
    void listen(int from, const Message& message) {
        const runtime::Descriptor output(from);
        std::string text;
        std::array<char, 256> block{};
        for (ssize_t got = 0; (got = ::read(output.get(), block.data(), block.size())) > 0 && text.size() < 4096;) {
            text.append(block.data(), static_cast<std::size_t>(got));
            const std::size_t line = text.find('\n');
            if (!message.replaces_crowd || line == std::string::npos) continue;
            const std::lock_guard lock(mutex_);
            crowd_id_ = text.substr(0, line);
        }
        if (text.find("open\n") != std::string::npos && message.pressed) message.pressed();
    }

    DesktopSettings settings_;
    std::mutex mutex_;
    std::string crowd_id_;
    std::list<Watched> watched_;
};

Desktop::Desktop(DesktopSettings settings) : work_(std::make_unique<Work>(std::move(settings))) {}
Desktop::~Desktop() = default;
bool Desktop::open(const std::string& url) { return work_->open(url); }
bool Desktop::notify(const Message& message) { return work_->notify(message); }

}  // namespace quillport::agent
