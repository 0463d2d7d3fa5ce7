#include "quillport/runtime/random.hpp"

#include <sys/random.h>

#include <cerrno>
#include <cstdlib>
#include <span>
#include <string_view>

namespace quillport::runtime {
namespace {

constexpr std::string_view kCrockford = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr std::string_view kBase64Url = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// `data` as digits of `bits` bits each, first bit first, the last digit filled with zeros.
std::string in_digits(const Bytes& data, unsigned bits, std::string_view alphabet) {
    std::string text;
    unsigned held = 0, count = 0;
    for (const std::byte b : data) {
        held = (held << 8U) | std::to_integer<unsigned>(b);
        for (count += 8; count >= bits; count -= bits) text += alphabet[(held >> (count - bits)) & (alphabet.size() - 1)];
        held &= (1U << count) - 1U;
    }
    if (count > 0) text += alphabet[(held << (bits - count)) & (alphabet.size() - 1)];
    return text;
}

}  // namespace

Bytes SystemRandom::bytes(std::size_t count) {
    Bytes data(count);
    std::span<std::byte> rest = data;
    while (!rest.empty()) {
        const ssize_t got = ::getrandom(rest.data(), rest.size(), 0);
        if (got > 0) {
            rest = rest.subspan(static_cast<std::size_t>(got));
        } else if (errno != EINTR) {
            std::abort();  // whoever asks for randomness must never go on without it
        }
    }
    return data;
}

std::string new_id(Random& random) { return in_digits(random.bytes(16), 5, kCrockford); }

std::string new_token(Random& random) { return in_digits(random.bytes(32), 6, kBase64Url); }

std::string new_code(Random& random, int digits) {
    std::string code;
    while (static_cast<int>(code.size()) < digits) {
        for (const std::byte b : random.bytes(16)) {
            const auto n = std::to_integer<unsigned>(b);
            // 250 is the largest multiple of ten in a byte: what lies above would make some digits likelier.
            if (n < 250 && static_cast<int>(code.size()) < digits) code += static_cast<char>('0' + n % 10);
        }
    }
    return code;
}

}  // namespace quillport::runtime
