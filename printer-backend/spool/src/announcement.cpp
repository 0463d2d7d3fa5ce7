#include "quillport/spool/announcement.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cstring>

#include "quillport/runtime/file.hpp"

namespace quillport::spool {
namespace {

using Moment = std::chrono::steady_clock::time_point;

bool ready_before(int fd, short events, Moment deadline) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    if (left.count() <= 0) return false;
    pollfd entry{fd, events, 0};
    return ::poll(&entry, 1, static_cast<int>(left.count())) == 1;
}

runtime::Descriptor connected_to(const std::filesystem::path& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.native().size() >= sizeof address.sun_path) return {};
    std::memcpy(address.sun_path, path.c_str(), path.native().size());
    runtime::Descriptor fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (!fd.valid() || ::connect(fd.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) return {};
    return fd;
}

}  // namespace

void tell_given_back(const std::filesystem::path& socket) {
    const runtime::Descriptor fd = connected_to(socket);
    const std::string notice = std::string(kGivenBack) + "\n";
    if (fd.valid()) static_cast<void>(::send(fd.get(), notice.data(), notice.size(), MSG_NOSIGNAL));
}

std::optional<std::string> ask_forwarder(const std::filesystem::path& socket, const std::string& key,
                                         std::chrono::milliseconds patience, Asker asker) {
    const Moment deadline = std::chrono::steady_clock::now() + patience;
    const runtime::Descriptor fd = connected_to(socket);
    if (!fd.valid()) return std::nullopt;
    const std::string question = key + (asker == Asker::HoldsQueue ? kHoldsQueue : "") + "\n";
    if (!ready_before(fd.get(), POLLOUT, deadline)) return std::nullopt;
    if (::send(fd.get(), question.data(), question.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(question.size()))
        return std::nullopt;
    std::string answer;
    std::array<char, 2048> block{};
    while (ready_before(fd.get(), POLLIN, deadline)) {
        const ssize_t n = ::recv(fd.get(), block.data(), block.size(), 0);
        if (n <= 0) break;
        answer.append(block.data(), static_cast<std::size_t>(n));
        if (answer.size() > 4096) break;
    }
    if (answer.empty()) return std::nullopt;
    return answer;
}

}  // namespace quillport::spool
