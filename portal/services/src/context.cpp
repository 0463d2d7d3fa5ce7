#include "quillport/services/context.hpp"

#include <cstdio>
#include <utility>

#include "quillport/runtime/digest.hpp"
#include "quillport/runtime/file.hpp"

namespace quillport::services {
namespace {

constexpr std::size_t kSecretSize = 32;

unsigned nibble(char c) { return static_cast<unsigned>(c <= '9' ? c - '0' : c - 'a' + 10); }

/// base64url without padding (RFC 4648 §5) of what hexadecimal digits stand for.
std::string base64url_of_hex(const std::string& hex) {
    constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    std::string out;
    unsigned bits = 0;
    unsigned held = 0;
    for (const char c : hex) {
        bits = (bits << 4U) | nibble(c);
        held += 4;
        if (held >= 6) {
            held -= 6;
            out += kAlphabet[(bits >> held) & 63U];
            bits &= (1U << held) - 1;
        }
    }
    if (held > 0) out += kAlphabet[(bits << (6 - held)) & 63U];
    return out;
}

}  // namespace

Result<Secret> Secret::open(const std::filesystem::path& file, runtime::Random& random) {
    auto stored = runtime::read_file(file, 4096);
    if (stored.ok()) {
        if (stored.value().size() != kSecretSize)
            return Error{ErrorCode::InvalidInput, "the portal's secret is damaged", file.string()};
        return Secret(std::move(stored).value());
    }
    if (stored.error().code != ErrorCode::NotFound) return stored.error();
    Bytes fresh = random.bytes(kSecretSize);
    if (auto written = runtime::write_durably(file, fresh, 0600); !written.ok()) return written.error();
    return Secret(std::move(fresh));
}

std::string Secret::link_token(std::string_view link_id) const {
    return base64url_of_hex(runtime::hmac_sha256_hex(key_, bytes_of("link:" + std::string(link_id))));
}

std::string Secret::code(std::string_view code_id) const {
    // 60 bits of the keyed hash, so that the remainder prefers no code by more than 2^-40.
    const std::string hex = runtime::hmac_sha256_hex(key_, bytes_of("code:" + std::string(code_id)));
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < 15; ++i) number = (number << 4U) | nibble(hex[i]);
    char digits[8];
    std::snprintf(digits, sizeof digits, "%06u", static_cast<unsigned>(number % 1'000'000U));
    return digits;
}

std::string Secret::code_hash(std::string_view code_id, std::string_view code) const {
    return runtime::hmac_sha256_hex(key_, bytes_of("code-hash:" + std::string(code_id) + ":" + std::string(code)));
}

void DeliveryBell::ring() noexcept {
    {
        const std::lock_guard lock(mutex_);
        pending_ = true;
    }
    rung_.notify_one();
}

void DeliveryBell::wait(std::chrono::milliseconds longest) {
    std::unique_lock lock(mutex_);
    rung_.wait_for(lock, longest, [this] { return pending_; });
    pending_ = false;
}

}  // namespace quillport::services
