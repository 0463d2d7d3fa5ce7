#include "password.hpp"

#include <argon2.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <semaphore>

#include "quillport/services/problem.hpp"

namespace quillport::services {
namespace {

constexpr std::uint32_t kPasses = 1;
constexpr std::uint32_t kMemory = 64 * 1024;  // KiB
constexpr std::uint32_t kLanes = 1;
constexpr std::size_t kSaltSize = 16;
constexpr std::size_t kHashSize = 32;
constexpr std::ptrdiff_t kParallel = 4;

// What people choose first, at least twelve characters long; shorter ones are refused anyway.
constexpr std::array<std::string_view, 16> kCommon = {
    "password1234",  "passwordpassword", "123456789012",     "1234567890123", "12345678901234",     "qwertyuiop12",
    "qwertyuiop123", "administrator",    "administrator1",   "quillport123",  "quillportquillport", "letmeinletmein",
    "iloveyou1234",  "welcome12345",     "changemechangeme", "aaaaaaaaaaaa"};

std::counting_semaphore<kParallel>& seats() {
    static std::counting_semaphore<kParallel> semaphore(kParallel);
    return semaphore;
}

class Seat {
  public:
    Seat() { seats().acquire(); }
    ~Seat() { seats().release(); }
    Seat(const Seat&) = delete;
    Seat& operator=(const Seat&) = delete;
};

std::size_t characters_in(std::string_view utf8) {
    return static_cast<std::size_t>(
        std::count_if(utf8.begin(), utf8.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

}  // namespace

Result<std::string> hash_password(std::string_view password, runtime::Random& random) {
    const Bytes salt = random.bytes(kSaltSize);
    std::string encoded(argon2_encodedlen(kPasses, kMemory, kLanes, kSaltSize, kHashSize, Argon2_id), '\0');
    const Seat seat;
    const int failed = argon2id_hash_encoded(kPasses, kMemory, kLanes, password.data(), password.size(), salt.data(), salt.size(),
                                             kHashSize, encoded.data(), encoded.size());
    if (failed != ARGON2_OK) return Error{ErrorCode::Internal, "argon2id failed", argon2_error_message(failed)};
    encoded.resize(encoded.find('\0'));
    return encoded;
}

bool password_matches(std::string_view password, const std::string& hash) {
    const Seat seat;
    return argon2id_verify(hash.c_str(), password.data(), password.size()) == ARGON2_OK;
}

void pretend_to_check(std::string_view password) {
    std::array<unsigned char, kHashSize> out{};
    constexpr std::array<unsigned char, kSaltSize> kSalt{};
    const Seat seat;
    static_cast<void>(argon2id_hash_raw(kPasses, kMemory, kLanes, password.data(), password.size(), kSalt.data(), kSalt.size(),
                                        out.data(), out.size()));
}

Result<void> check_password_rules(std::string_view password) {
    constexpr std::size_t kShortest = 12;
    constexpr std::size_t kLongest = 256;
    if (characters_in(password) < kShortest)
        return refusal(ErrorCode::InvalidInput, "password too short",
                       {.key = "password_short", .field = "password", .tries_left = {}, .retry_after = {}});
    if (password.size() > kLongest)
        return refusal(ErrorCode::InvalidInput, "password too long",
                       {.key = "password_long", .field = "password", .tries_left = {}, .retry_after = {}});
    std::string lower(password);
    std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    const bool same = std::all_of(lower.begin(), lower.end(), [&](char c) { return c == lower.front(); });
    if (same || std::find(kCommon.begin(), kCommon.end(), lower) != kCommon.end())
        return refusal(ErrorCode::InvalidInput, "password too common",
                       {.key = "password_common", .field = "password", .tries_left = {}, .retry_after = {}});
    return {};
}

}  // namespace quillport::services
