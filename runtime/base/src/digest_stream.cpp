#include <openssl/evp.h>

#include <array>
#include <stdexcept>

#include "quillport/runtime/digest.hpp"

namespace quillport::runtime {
namespace {

struct FreeContext {
    void operator()(EVP_MD_CTX* context) const noexcept { EVP_MD_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_MD_CTX, FreeContext>;

void must(int answer) {
    if (answer != 1) throw std::runtime_error("OpenSSL offers no SHA-2");
}

// Fetched once: EVP_sha256() looks its provider up again with every use, which costs more than hashing a small increment.
const EVP_MD* method_of(DigestAlgorithm algorithm) {
    static const std::array<const EVP_MD*, 3> kMethods = {EVP_MD_fetch(nullptr, "SHA256", nullptr),
                                                          EVP_MD_fetch(nullptr, "SHA384", nullptr),
                                                          EVP_MD_fetch(nullptr, "SHA512", nullptr)};
    return kMethods.at(static_cast<std::size_t>(algorithm));
}

Context started(DigestAlgorithm algorithm) {
    Context context(EVP_MD_CTX_new());
    must(EVP_DigestInit_ex2(context.get(), method_of(algorithm), nullptr));
    return context;
}

void add(EVP_MD_CTX* context, BytesView data) { must(EVP_DigestUpdate(context, data.data(), data.size())); }

void take(EVP_MD_CTX* context, std::byte* out) {
    must(EVP_DigestFinal_ex(context, reinterpret_cast<unsigned char*>(out), nullptr));
}

}  // namespace

struct Sha256Stream::State {
    Context context = started(DigestAlgorithm::Sha256);
};

Sha256Stream::Sha256Stream() : state_(std::make_unique<State>()) {}
Sha256Stream::~Sha256Stream() = default;
Sha256Stream::Sha256Stream(Sha256Stream&&) noexcept = default;
Sha256Stream& Sha256Stream::operator=(Sha256Stream&&) noexcept = default;

void Sha256Stream::update(BytesView data) { add(state_->context.get(), data); }

Sha256Value Sha256Stream::finish() {
    Sha256Value digest{};
    take(state_->context.get(), digest.data());
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
    add(state_->context.get(), data);
    size_ += data.size();
}

DigestStream DigestStream::copy() const {
    DigestStream other(algorithm_);
    must(EVP_MD_CTX_copy_ex(other.state_->context.get(), state_->context.get()));
    other.size_ = size_;
    return other;
}

Bytes DigestStream::finish() {
    Bytes digest(size_of(algorithm_));
    take(state_->context.get(), digest.data());
    return digest;
}

}  // namespace quillport::runtime
