#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace quillport::agent {

/// The user's desktop, by the programs that every desktop has. Both are command lines: words with blanks between.
struct DesktopSettings {
    std::string browser = "xdg-open";      ///< the address is added
    std::string notifier = "notify-send";  ///< of libnotify 0.8 or newer, or what takes the same options
};

/// Titles of documents are strangers' text: they reach the programs as arguments, never a shell, and as plain text.
/// Not thread-safe, but for what it calls back.
class Desktop {
  public:
    explicit Desktop(DesktopSettings settings);
    ~Desktop();
    Desktop(const Desktop&) = delete;
    Desktop& operator=(const Desktop&) = delete;

    /// False when the program cannot be started.
    bool open(const std::string& url);

    struct Message {
        std::string title, text;
        std::string action;             ///< what the button says; empty: none
        std::function<void()> pressed;  ///< called in another thread
        bool replaces_crowd = false;    ///< takes the place of the last one that did
    };
    /// False when the program cannot be started.
    bool notify(const Message& message);

  private:
    class Work;
    std::unique_ptr<Work> work_;
};

/// The words that `notifier` is called with.
[[nodiscard]] std::vector<std::string> notification_words(const std::string& notifier, const Desktop::Message& message,
                                                          const std::string& replaced_id);

}  // namespace quillport::agent
