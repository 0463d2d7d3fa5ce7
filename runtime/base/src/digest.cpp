#include "quillport/runtime/digest.hpp"

#include <nettle/hmac.h>
#include <nettle/memops.h>
#include <nettle/sha2.h>

#include <variant>

namespace quillport::runtime {
namespace {

const std::uint8_t* raw(BytesView data) { return reinterpret_cast<const std::uint8_t*>(data.data()); }
template <typename Digest>
std::uint8_t* raw(Digest& digest) {
    return reinterpret_cast<std::uint8_t*>(digest.data());
}

/// SHA-384 is SHA-512 from another start, cut off (FIPS 180-4 §6.5).
using Context = std::variant<sha256_ctx, sha512_ctx>;

Context started(DigestAlgorithm algorithm) {
    if (algorithm == DigestAlgorithm::Sha256) {
        sha256_ctx context;
        sha256_init(&context);
        return context;
    }
    sha512_ctx context;
    if (algorithm == DigestAlgorithm::Sha384)
        sha384_init(&context);
    else
        sha512_init(&context);
    return context;
}

}  // namespace

Sha256Value sha256(BytesView data) {
    Sha256Stream stream;
    stream.update(data);
    return stream.finish();
}

std::string sha256_hex(BytesView data) { return to_hex(sha256(data)); }

std::string hmac_sha256_hex(BytesView key, BytesView data) {
    Sha256Value digest{};
    hmac_sha256_ctx context;
    hmac_sha256_set_key(&context, key.size(), raw(key));
    hmac_sha256_update(&context, data.size(), raw(data));
    hmac_sha256_digest(&context, digest.size(), raw(digest));
    return to_hex(digest);
}

bool equal_in_constant_time(std::string_view a, std::string_view b) noexcept {
    return a.size() == b.size() && memeql_sec(a.data(), b.data(), a.size()) != 0;
}

struct Sha256Stream::State {
    sha256_ctx context;
};

Sha256Stream::Sha256Stream() : state_(std::make_unique<State>()) { sha256_init(&state_->context); }
Sha256Stream::~Sha256Stream() = default;
Sha256Stream::Sha256Stream(Sha256Stream&&) noexcept = default;
Sha256Stream& Sha256Stream::operator=(Sha256Stream&&) noexcept = default;

void Sha256Stream::update(BytesView data) { sha256_update(&state_->context, data.size(), raw(data)); }

Sha256Value Sha256Stream::finish() {
    Sha256Value digest{};
    sha256_digest(&state_->context, digest.size(), raw(digest));
    return digest;
}

std::size_t size_of(DigestAlgorithm algorithm) noexcept {
    constexpr std::array<std::size_t, 3> kSizes = {32, 48, 64};
    return kSizes[static_cast<std::size_t>(algorithm)];
}

Bytes digest_of(DigestAlgorithm algorithm, BytesView data) {
    DigestStream stream(algorithm);
    stream.update(data);
    return stream.finish();
}

struct DigestStream::State {
    Context context;
};

DigestStream::DigestStream(DigestAlgorithm algorithm)
    : state_(std::make_unique<State>(State{started(algorithm)})), algorithm_(algorithm) {}
DigestStream::~DigestStream() = default;
DigestStream::DigestStream(DigestStream&&) noexcept = default;
DigestStream& DigestStream::operator=(DigestStream&&) noexcept = default;

void DigestStream::update(BytesView data) {
    if (auto* short_one = std::get_if<sha256_ctx>(&state_->context))
        sha256_update(short_one, data.size(), raw(data));
    else
        sha512_update(&std::get<sha512_ctx>(state_->context), data.size(), raw(data));
    size_ += data.size();
}

DigestStream DigestStream::copy() const {
    DigestStream other(algorithm_);
    *other.state_ = *state_;
    other.size_ = size_;
    return other;
}

Bytes DigestStream::finish() {
    Bytes digest(size_of(algorithm_));
    if (auto* short_one = std::get_if<sha256_ctx>(&state_->context))
        sha256_digest(short_one, digest.size(), raw(digest));
    else if (auto& long_one = std::get<sha512_ctx>(state_->context); algorithm_ == DigestAlgorithm::Sha384)
        sha384_digest(&long_one, digest.size(), raw(digest));
    else
        sha512_digest(&long_one, digest.size(), raw(digest));
    return digest;
}

}  // namespace quillport::runtime
