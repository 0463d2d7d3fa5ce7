#include "addresses.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <optional>

namespace quillport::net {
namespace {

struct Block {
    std::uint32_t first;
    unsigned int bits;
};
constexpr std::uint32_t ip(unsigned int a, unsigned int b, unsigned int c) { return a << 24U | b << 16U | c << 8U; }

constexpr std::array kNotPublic{
    Block{ip(0, 0, 0), 8},                                    // this network
    Block{ip(10, 0, 0), 8},                                   // private
    Block{ip(100, 64, 0), 10},                                // shared by carriers
    Block{ip(127, 0, 0), 8},                                  // loopback
    Block{ip(169, 254, 0), 16},                               // link-local, and where clouds tell secrets
    Block{ip(172, 16, 0), 12},                                // private
    Block{ip(192, 0, 0), 24},                                 // protocol assignments
    Block{ip(192, 0, 2), 24},                                 // documentation
    Block{ip(192, 88, 99), 24},                               // 6to4 relays
    Block{ip(192, 168, 0), 16},                               // private
    Block{ip(198, 18, 0), 15},                                // benchmarks
    Block{ip(198, 51, 100), 24}, Block{ip(203, 0, 113), 24},  // documentation
    Block{ip(224, 0, 0), 3},                                  // multicast, reserved, broadcast
};

bool is_public_v4(std::uint32_t address) {
    return std::none_of(kNotPublic.begin(), kNotPublic.end(),
                        [&](const Block& block) { return (address ^ block.first) >> (32U - block.bits) == 0; });
}

using V6 = std::array<std::uint8_t, 16>;

std::uint32_t v4_at(const V6& address, std::size_t offset) {
    return static_cast<std::uint32_t>(address[offset]) << 24U | static_cast<std::uint32_t>(address[offset + 1]) << 16U |
           static_cast<std::uint32_t>(address[offset + 2]) << 8U | address[offset + 3];
}

/// The IPv4 address inside: mapped (RFC 4291 §2.5.5.2), NAT64 (RFC 6052), 6to4 (RFC 3056).
std::optional<std::uint32_t> inner_v4(const V6& address) {
    constexpr std::array<std::uint8_t, 12> kMapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
    constexpr std::array<std::uint8_t, 12> kNat64{0, 0x64, 0xFF, 0x9B};
    if (std::equal(kMapped.begin(), kMapped.end(), address.begin())) return v4_at(address, 12);
    if (std::equal(kNat64.begin(), kNat64.end(), address.begin())) return v4_at(address, 12);
    if (address[0] == 0x20 && address[1] == 0x02) return v4_at(address, 2);
    return std::nullopt;
}

/// Only 2000::/3 is given out, and of it 2001::/23 and 2001:db8::/32 are not for everybody.
bool is_public_v6(const V6& address) {
    if (const auto inner = inner_v4(address)) return is_public_v4(*inner);
    if ((address[0] & 0xE0U) != 0x20U) return false;
    const bool assignments = address[0] == 0x20 && address[1] == 0x01 && address[2] < 2;
    const bool documentation = (address[0] == 0x20 && address[1] == 0x01 && address[2] == 0x0D && address[3] == 0xB8) ||
                               (address[0] == 0x3F && address[1] == 0xFF && address[2] < 0x10);
    return !assignments && !documentation;
}

std::optional<std::uint32_t> v4_of(const sockaddr& address) {
    if (address.sa_family != AF_INET) return std::nullopt;
    sockaddr_in v4{};
    std::memcpy(&v4, &address, sizeof v4);
    return ntohl(v4.sin_addr.s_addr);
}

std::optional<V6> v6_of(const sockaddr& address) {
    if (address.sa_family != AF_INET6) return std::nullopt;
    sockaddr_in6 v6{};
    std::memcpy(&v6, &address, sizeof v6);
    V6 bytes{};
    std::copy_n(std::begin(v6.sin6_addr.s6_addr), bytes.size(), bytes.begin());
    return bytes;
}

}  // namespace

bool is_loopback(const sockaddr& address) {
    if (const auto v4 = v4_of(address)) return *v4 >> 24U == 127U;
    const auto v6 = v6_of(address);
    if (!v6) return false;
    constexpr V6 kLoopback{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
    const bool mapped = std::all_of(v6->begin(), v6->begin() + 10, [](auto b) { return b == 0; }) && (*v6)[10] == 0xFF &&
                        (*v6)[11] == 0xFF && (*v6)[12] == 127;
    return *v6 == kLoopback || mapped;
}

bool is_public(const sockaddr& address) {
    if (const auto v4 = v4_of(address)) return is_public_v4(*v4);
    const auto v6 = v6_of(address);
    return v6 && is_public_v6(*v6);
}

}  // namespace quillport::net
