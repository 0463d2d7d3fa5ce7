#include "object_encryption.hpp"

#include <algorithm>
#include <stdexcept>

#include "quillport/runtime/cipher.hpp"
#include "quillport/runtime/digest.hpp"
#include "source_scanner.hpp"

namespace quillport::pdf {
namespace {

constexpr std::string_view kStreamEnd = "\nendstream";

int digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    throw std::invalid_argument("the file's key is not hexadecimal");
}

Bytes from_hex(std::string_view text) {
    Bytes out;
    for (std::size_t i = 0; i + 1 < text.size(); i += 2)
        out.push_back(static_cast<std::byte>(digit(text[i]) * 16 + digit(text[i + 1])));
    return out;
}

void append_low_bytes(std::string& out, std::uint32_t number, int count) {
    for (int i = 0; i < count; ++i) out += static_cast<char>(number >> (8 * i));
}

// Encrypts what belongs to one object.
class OneObject {
  public:
    OneObject(BytesView file_key, int object, int generation) : file_key_(file_key) {
        append_low_bytes(number_, static_cast<std::uint32_t>(object), 3);
        append_low_bytes(number_, static_cast<std::uint32_t>(generation), 2);
    }

    [[nodiscard]] std::string operator()(Cipher cipher, std::string_view plain) {
        if (cipher == Cipher::None) return std::string(plain);
        const auto start = start_of(plain);
        const Bytes body = runtime::aes_cbc(key_for(cipher), start, bytes_of(plain));
        return std::string(text_of(start)) + std::string(text_of(body));
    }

  private:
    [[nodiscard]] Bytes key_for(Cipher cipher) const {
        if (cipher == Cipher::Aes256) return copy_of(file_key_);
        const auto key = runtime::md5(bytes_of(std::string(text_of(file_key_)) + number_ + "sAlT"));
        return {key.begin(), key.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(file_key_.size() + 5, 16))};
    }

    // The start of CBC must not be foreseen. It is derived from the key and from what is encrypted, so that it needs no source of
    // randomness and shows at most that one string stands at one place twice.
    [[nodiscard]] std::array<std::byte, 16> start_of(std::string_view plain) {
        std::string what = number_;
        append_low_bytes(what, count_++, 4);
        what += plain;
        const std::string mac = runtime::hmac_sha256_hex(file_key_, bytes_of(what));
        std::array<std::byte, 16> start{};
        std::copy_n(from_hex(std::string_view(mac).substr(0, 32)).begin(), start.size(), start.begin());
        return start;
    }

    BytesView file_key_;
    std::string number_;
    std::uint32_t count_ = 0;
};

std::string hex_string(std::string_view bytes) { return "<" + to_hex(bytes_of(bytes)) + ">"; }

}  // namespace

ObjectEncryption::ObjectEncryption(const PlannedEncryption& encryption)
    : strings_(encryption.strings), streams_(encryption.streams), key_(none() ? Bytes{} : from_hex(encryption.key)) {}

std::string ObjectEncryption::encrypted(std::string_view source, int object, int generation) const {
    using Kind = SourcePiece::Kind;
    OneObject encrypt(key_, object, generation);
    SourceScanner scanner(source);
    std::string out;
    std::size_t length_at = std::string::npos;
    int depth = 0;
    std::string_view before;
    for (SourcePiece piece = scanner.next(); piece.kind != Kind::End; before = piece.text, piece = scanner.next()) {
        if (piece.kind == Kind::Open) ++depth;
        if (piece.kind == Kind::Close) --depth;
        if (depth == 0 && piece.text == "stream") {
            const std::string_view data = source.substr(scanner.position() + 1);
            const std::string body = encrypt(streams_, data.substr(0, data.size() - kStreamEnd.size()));
            out.insert(length_at, std::to_string(body.size()));
            return out + " stream\n" + body + std::string(kStreamEnd);
        }
        if (!out.empty()) out += ' ';
        if (depth == 1 && before == "/Length") {
            length_at = out.size();
            if (source.ends_with(kStreamEnd)) continue;
        }
        out += piece.kind == Kind::String || piece.kind == Kind::HexString
                   ? hex_string(encrypt(strings_, string_bytes(piece.text)))
                   : std::string(piece.text);
    }
    return out;
}

}  // namespace quillport::pdf
