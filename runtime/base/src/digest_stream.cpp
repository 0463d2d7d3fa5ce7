#include <openssl/evp.h>

#include <stdexcept>

#include "quillport/runtime/digest.hpp"

namespace quillport::runtime {
namespace {

struct FreeContext {
    void operator()(EVP_MD_CTX* context) const noexcept { EVP_MD_CTX_free(context); }
};

void must(int answer) {
    if (answer != 1) throw std::runtime_error("OpenSSL offers no SHA-256");
}

}  // namespace

struct Sha256Stream::State {
    std::unique_ptr<EVP_MD_CTX, FreeContext> context{EVP_MD_CTX_new()};
};

Sha256Stream::Sha256Stream() : state_(std::make_unique<State>()) {
    must(EVP_DigestInit_ex(state_->context.get(), EVP_sha256(), nullptr));
}
Sha256Stream::~Sha256Stream() = default;
Sha256Stream::Sha256Stream(Sha256Stream&&) noexcept = default;
Sha256Stream& Sha256Stream::operator=(Sha256Stream&&) noexcept = default;

void Sha256Stream::update(BytesView data) { must(EVP_DigestUpdate(state_->context.get(), data.data(), data.size())); }

Sha256 Sha256Stream::finish() {
    Sha256 digest{};
    must(EVP_DigestFinal_ex(state_->context.get(), reinterpret_cast<unsigned char*>(digest.data()), nullptr));
    return digest;
}

}  // namespace quillport::runtime
