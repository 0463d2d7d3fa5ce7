#pragma once
#include <sys/socket.h>

namespace quillport::net {

/// 127.0.0.0/8 and ::1, mapped addresses included.
bool is_loopback(const sockaddr& address);
/// Of the public Internet: none of the blocks that the IANA special-purpose registries (RFC 6890) call not globally reachable,
/// nor one that carries an IPv4 address of them (mapped, NAT64, 6to4).
bool is_public(const sockaddr& address);

}  // namespace quillport::net
