#include "quillport/ipp/access.hpp"

#include <crypt.h>

#include <array>
#include <map>
#include <optional>

#include "quillport/core/bytes.hpp"
#include "quillport/runtime/digest.hpp"
#include "quillport/runtime/file.hpp"
#include "quillport/runtime/log.hpp"

namespace quillport::ipp {
namespace {

constexpr std::uint64_t kLargestFile = 4U << 20U;
constexpr std::size_t kLongestHeader = 4096;
// A hash that no password has: an unknown name takes as long as a known one.
constexpr const char* kNobody =
    "$6$quillport$CxMbySU3P1FgzHW.hNzlNw30aIwvCbmXDVlcKIZTQLXhTIB.dCgGi1xke.jQ9xfcTNDGxuAr6KPzFYGZAHgj20";

using Hashes = std::map<std::string, std::string, std::less<>>;

Result<Hashes> read_hashes(const std::filesystem::path& file) {
    const auto bytes = runtime::read_file(file, kLargestFile);
    if (!bytes.ok()) return bytes.error();
    Hashes hashes;
    std::string_view text = text_of(bytes.value());
    for (int number = 1; !text.empty(); ++number) {
        const std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(text.size(), line.size() + 1));
        if (line.empty() || line.starts_with('#')) continue;
        const std::size_t colon = line.find(':');
        // A password in clear is refused, not taken for a hash.
        if (colon == std::string_view::npos || colon == 0 || !line.substr(colon + 1).starts_with('$'))
            return Error{ErrorCode::InvalidInput, "a line of the password file is not NAME:HASH",
                         "line " + std::to_string(number)};
        hashes.emplace(line.substr(0, colon), line.substr(colon + 1));
    }
    return hashes;
}

class PasswordFile final : public Access {
  public:
    explicit PasswordFile(std::filesystem::path file) : file_(std::move(file)) {}

    [[nodiscard]] bool proves(const std::string& user, const std::string& password) const override {
        const auto hashes = read_hashes(file_);
        if (!hashes.ok()) {
            runtime::log(runtime::LogLevel::Error, "access.unreadable",
                         {{"what", hashes.error().what}, {"detail", hashes.error().detail}});
            return false;
        }
        const auto known = hashes.value().find(user);
        const std::string expected = known == hashes.value().end() ? kNobody : known->second;
        const auto work = std::make_unique<crypt_data>();
        const char* made = ::crypt_r(password.c_str(), expected.c_str(), work.get());
        return made != nullptr && known != hashes.value().end() && runtime::equal_in_constant_time(made, expected);
    }

  private:
    std::filesystem::path file_;
};

/// RFC 4648 §4. Nothing when it is not base64.
std::optional<std::string> from_base64(std::string_view text) {
    static constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    while (!text.empty() && text.back() == '=') text.remove_suffix(1);
    std::string out;
    unsigned bits = 0;
    int count = 0;
    for (const char c : text) {
        const std::size_t value = kLetters.find(c);
        if (value == std::string_view::npos) return std::nullopt;
        bits = (bits << 6U | static_cast<unsigned>(value)) & 0xFFFFU;
        count += 6;
        if (count < 8) continue;
        count -= 8;
        out += static_cast<char>(bits >> static_cast<unsigned>(count) & 0xFFU);
    }
    return out;
}

}  // namespace

Result<std::unique_ptr<Access>> password_file(std::filesystem::path file) {
    if (auto read = read_hashes(file); !read.ok()) return read.error();
    return std::unique_ptr<Access>(std::make_unique<PasswordFile>(std::move(file)));
}

Result<Credentials> basic_credentials(std::string_view header) {
    static constexpr std::string_view kBasic = "basic ";
    const Error refused{ErrorCode::InvalidInput, "the Authorization header is not Basic", {}};
    if (header.size() > kLongestHeader || header.size() < kBasic.size()) return refused;
    for (std::size_t i = 0; i < kBasic.size(); ++i)
        if ((header[i] | 0x20) != kBasic[i]) return refused;
    header.remove_prefix(kBasic.size());
    while (header.starts_with(' ')) header.remove_prefix(1);
    const auto decoded = from_base64(header);
    const std::size_t colon = decoded ? decoded->find(':') : std::string::npos;
    if (colon == std::string::npos || colon == 0 || decoded->find('\0') != std::string::npos) return refused;
    return Credentials{decoded->substr(0, colon), decoded->substr(colon + 1)};
}

}  // namespace quillport::ipp
