#include "link.hpp"

#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace quillport::worker {
namespace {

constexpr std::size_t kDescriptors = 3;

struct Packet {
    std::uint32_t operation;
    std::uint64_t wall;
    std::uint64_t memory;
};

/// Room for the control message that carries the descriptors.
struct alignas(cmsghdr) ControlRoom {
    std::array<char, CMSG_SPACE(kDescriptors * sizeof(int))> bytes{};
};

msghdr message_of(iovec& data, ControlRoom& room) {
    msghdr message{};
    message.msg_iov = &data;
    message.msg_iovlen = 1;
    message.msg_control = room.bytes.data();
    message.msg_controllen = room.bytes.size();
    return message;
}

/// The descriptors of a message, or fewer; each is owned from here on, so that none leaks whatever else is wrong.
std::array<runtime::Descriptor, kDescriptors> taken_from(msghdr& message) {
    std::array<runtime::Descriptor, kDescriptors> owned;
    const cmsghdr* header = CMSG_FIRSTHDR(&message);
    if (header == nullptr || header->cmsg_level != SOL_SOCKET || header->cmsg_type != SCM_RIGHTS) return owned;
    const std::size_t count = (header->cmsg_len - CMSG_LEN(0)) / sizeof(int);
    for (std::size_t i = 0; i < count && i < kDescriptors; ++i) {
        int fd = -1;
        std::memcpy(&fd, CMSG_DATA(header) + i * sizeof(int), sizeof fd);
        owned[i] = runtime::Descriptor(fd);
    }
    return owned;
}

}  // namespace

Result<void> send(const runtime::Descriptor& socket, const Order& order) {
    Packet packet{order.operation, static_cast<std::uint64_t>(order.wall.count()), order.memory};
    iovec data{&packet, sizeof packet};
    ControlRoom room;
    const msghdr message = message_of(data, room);
    cmsghdr* header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(kDescriptors * sizeof(int));
    const std::array<int, kDescriptors> descriptors{order.request.get(), order.answer.get(), order.verdict.get()};
    std::memcpy(CMSG_DATA(header), descriptors.data(), sizeof descriptors);
    while (::sendmsg(socket.get(), &message, MSG_NOSIGNAL) < 0) {
        if (errno != EINTR) return runtime::error_from_errno(errno, "giving the worker an order");
    }
    return {};
}

Result<Order> receive(const runtime::Descriptor& socket) {
    Packet packet{};
    iovec data{&packet, sizeof packet};
    ControlRoom room;
    msghdr message = message_of(data, room);
    const ssize_t got = ::recvmsg(socket.get(), &message, MSG_CMSG_CLOEXEC);
    if (got < 0 && errno == EINTR) return Error{ErrorCode::InvalidInput, "interrupted", {}};
    if (got <= 0) return Error{ErrorCode::Gone, "the client has closed its socket", {}};
    auto descriptors = taken_from(message);
    if (got != sizeof packet || (message.msg_flags & (MSG_TRUNC | MSG_CTRUNC)) != 0 || !descriptors.back().valid()) {
        return Error{ErrorCode::InvalidInput, "a packet that is no order", {}};
    }
    return Order{packet.operation,
                 std::chrono::milliseconds(packet.wall),
                 packet.memory,
                 std::move(descriptors[0]),
                 std::move(descriptors[1]),
                 std::move(descriptors[2])};
}

}  // namespace quillport::worker
