#include "quillport/printing/forwarder.hpp"

#include <poll.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <vector>

#include "deliveries.hpp"
#include "scheduler_watch.hpp"
#include "switchboard.hpp"

namespace quillport::printing {
namespace {

/// What came into a folder, by inotify(7).
class Arrivals {
  public:
    [[nodiscard]] Result<void> open(const std::filesystem::path& folder) {
        fd_ = runtime::Descriptor(::inotify_init1(IN_CLOEXEC | IN_NONBLOCK));
        if (!fd_.valid() || ::inotify_add_watch(fd_.get(), folder.c_str(), IN_MOVED_TO) < 0)
            return runtime::error_from_errno(errno, "cannot watch the spool");
        return {};
    }
    [[nodiscard]] int fd() const noexcept { return fd_.get(); }

    void pass_to(Deliveries& deliveries) {
        alignas(inotify_event) std::array<char, 64U << 10U> block{};
        for (ssize_t n = 0; (n = ::read(fd_.get(), block.data(), block.size())) > 0;) {
            for (std::size_t at = 0; at < static_cast<std::size_t>(n);) {
                const auto* event = reinterpret_cast<const inotify_event*>(block.data() + at);
                at += sizeof(inotify_event) + event->len;
                // More came than the kernel keeps: look at all of it.
                if ((event->mask & IN_Q_OVERFLOW) != 0) deliveries.add_all();
                if (event->len == 0) continue;
                if (const auto key = spool::key_of(event->name)) deliveries.add(*key);
            }
        }
    }

  private:
    runtime::Descriptor fd_;
};

}  // namespace

Forwarder::Forwarder(spool::Spool& spool, Delivery& delivery, int at_once)
    : spool_(spool), delivery_(delivery), at_once_(at_once) {}

Result<void> Forwarder::run(int stop) {
    if (auto opened = spool_.open(); !opened.ok()) return opened;
    Arrivals arrivals;
    if (auto opened = arrivals.open(spool_.incoming()); !opened.ok()) return opened;
    Switchboard board;
    if (auto opened = board.open(spool_.socket()); !opened.ok()) return opened;
    SchedulerWatch scheduler(spool_);
    Deliveries deliveries(spool_, delivery_, board, at_once_, [&scheduler] { scheduler.portal_is_back(); });
    deliveries.add_all();
    for (;;) {
        std::vector<pollfd> fds = {{stop, POLLIN, 0}, {arrivals.fd(), POLLIN, 0}, {board.listener(), POLLIN, 0}};
        for (const int fd : board.callers()) fds.push_back({fd, POLLIN, 0});
        // A caller that another thread answers meanwhile wakes this too: its connection is shut down.
        if (::poll(fds.data(), fds.size(), -1) < 0 && errno != EINTR) return runtime::error_from_errno(errno, "poll");
        if (fds[0].revents != 0) return {};
        // Before the callers: whoever asks for a document has spooled it before.
        if (fds[1].revents != 0) arrivals.pass_to(deliveries);
        if (fds[2].revents != 0) board.accept_callers();
        for (std::size_t i = 3; i < fds.size(); ++i)
            if (fds[i].revents != 0) board.read_question(fds[i].fd);
        if (board.take_notice()) scheduler.look();
    }
}

}  // namespace quillport::printing
