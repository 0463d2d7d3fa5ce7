#include "doorstep.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <charconv>
#include <chrono>
#include <fstream>
#include <sstream>
#include <vector>

#include "quillport/runtime/log.hpp"
#include "quillport/runtime/random.hpp"

namespace quillport::agent {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;
constexpr auto kOpenFor = 2min;
constexpr std::size_t kLongestHead = 16U << 10U;
constexpr std::size_t kMostGuests = 16;

/// Somebody at the door, and what he said so far.
struct Guest {
    runtime::Descriptor socket;
    unsigned port = 0;
    std::string head;
};

unsigned port_of(int socket) {
    sockaddr_in address{};
    socklen_t size = sizeof address;
    if (::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size) != 0) return 0;
    return ntohs(address.sin_port);
}

runtime::Descriptor listening() {
    runtime::Descriptor socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const bool ready = socket.valid() && ::bind(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0 &&
                       ::listen(socket.get(), 8) == 0;
    return ready ? std::move(socket) : runtime::Descriptor();
}

/// "0100007F:1F90" -> the port; 0 when it is no such address.
unsigned port_in(std::string_view address) {
    const std::size_t colon = address.rfind(':');
    unsigned port = 0;
    if (colon != std::string_view::npos) std::from_chars(address.data() + colon + 1, address.data() + address.size(), port, 16);
    return port;
}

void answer(const runtime::Descriptor& socket, const std::string& status, const std::string& headers) {
    const std::string text =
        "HTTP/1.1 " + status + "\r\n" + headers +
        "Cache-Control: no-store\r\nReferrer-Policy: no-referrer\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    if (::send(socket.get(), text.data(), text.size(), MSG_NOSIGNAL) < 0)
        runtime::log(runtime::LogLevel::Debug, "agent.door", {{"what", "the browser went away"}});
}

}  // namespace

long owner_of_connection(std::string_view table, unsigned peer_port, unsigned own_port) {
    std::istringstream lines{std::string(table)};
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line);
        std::string number, local, remote, state, queues, timer, retransmits;
        long owner = -1;
        words >> number >> local >> remote >> state >> queues >> timer >> retransmits >> owner;
        if (words && port_in(local) == peer_port && port_in(remote) == own_port) return owner;
    }
    return -1;
}

class Doorstep::Work {
  public:
    Work(runtime::Descriptor listener, std::string secret, std::function<std::string()> destination)
        : listener_(std::move(listener)),
          stop_(::eventfd(0, EFD_CLOEXEC)),
          port_(port_of(listener_.get())),
          secret_(std::move(secret)),
          destination_(std::move(destination)) {}

    [[nodiscard]] unsigned port() const noexcept { return port_; }
    [[nodiscard]] bool valid() const noexcept { return listener_.valid() && stop_.valid() && port_ != 0; }
    [[nodiscard]] bool closed() const noexcept { return closed_; }
    void stop() const {
        const std::uint64_t one = 1;
        if (::write(stop_.get(), &one, sizeof one) < 0) return;
    }

    void run() {
        const auto end = Clock::now() + kOpenFor;
        while (!served_ && Clock::now() < end) {
            std::vector<pollfd> fds = {{stop_.get(), POLLIN, 0}, {listener_.get(), POLLIN, 0}};
            for (const Guest& guest : guests_) fds.push_back({guest.socket.get(), POLLIN, 0});
            if (::poll(fds.data(), fds.size(), 1000) < 0 || fds[0].revents != 0) break;
            for (std::size_t i = fds.size(); i-- > 2;)
                if (fds[i].revents != 0 && !listen_to(guests_[i - 2])) guests_.erase(guests_.begin() + static_cast<long>(i) - 2);
            if (fds[1].revents != 0) let_in();
        }
        closed_ = true;
    }

  private:
    void let_in() {
        sockaddr_in peer{};
        socklen_t size = sizeof peer;
        runtime::Descriptor socket(
            ::accept4(listener_.get(), reinterpret_cast<sockaddr*>(&peer), &size, SOCK_CLOEXEC | SOCK_NONBLOCK));
        if (!socket.valid()) return;
        if (guests_.size() >= kMostGuests) guests_.erase(guests_.begin());
        guests_.push_back({std::move(socket), ntohs(peer.sin_port), {}});
    }

    /// False when the guest is done.
    bool listen_to(Guest& guest) {
        std::array<char, 4096> block{};
        const ssize_t got = ::read(guest.socket.get(), block.data(), block.size());
        if (got <= 0) return false;
        guest.head.append(block.data(), static_cast<std::size_t>(got));
        if (guest.head.find("\r\n\r\n") == std::string::npos) return guest.head.size() < kLongestHead;
        if (guest.head.starts_with("GET /" + secret_ + " ") && is_own(guest)) {
            answer(guest.socket, "302 Found", "Location: " + destination_() + "\r\n");
            served_ = true;
        } else {
            answer(guest.socket, "404 Not Found", {});
        }
        return false;
    }

    [[nodiscard]] bool is_own(const Guest& guest) const {
        std::ifstream file("/proc/net/tcp");
        std::ostringstream table;
        table << file.rdbuf();
        if (owner_of_connection(table.str(), guest.port, port_) == static_cast<long>(::getuid())) return true;
        runtime::log(runtime::LogLevel::Warning, "agent.door", {{"what", "somebody else knocked"}});
        return false;
    }

    runtime::Descriptor listener_, stop_;
    unsigned port_;
    std::string secret_;
    std::function<std::string()> destination_;
    std::vector<Guest> guests_;
    bool served_ = false;
    std::atomic<bool> closed_ = false;
};

Doorstep::Doorstep(std::string url, std::shared_ptr<Work> work)
    : url_(std::move(url)), work_(std::move(work)), thread_([work = work_] { work->run(); }) {}

Doorstep::~Doorstep() {
    work_->stop();
    thread_.join();
}

bool Doorstep::closed() const noexcept { return work_->closed(); }

Result<std::unique_ptr<Doorstep>> Doorstep::open(std::function<std::string()> destination) {
    runtime::SystemRandom random;
    const std::string secret = runtime::new_token(random);
    auto work = std::make_shared<Work>(listening(), secret, std::move(destination));
    if (!work->valid()) return Error{ErrorCode::Unavailable, "no port of the loopback can be had", {}};
    std::string url = "http://127.0.0.1:" + std::to_string(work->port()) + "/" + secret;
    return std::unique_ptr<Doorstep>(new Doorstep(std::move(url), std::move(work)));
}

}  // namespace quillport::agent
