#include "quillport/signing/open_key.hpp"

#include <algorithm>

#include "certificates.hpp"
#include "pkcs11_key.hpp"
#include "pkcs12.hpp"
#include "quillport/runtime/file.hpp"

namespace quillport::signing {
namespace {

constexpr std::uint64_t kLargestFile = std::uint64_t{4} << 20U;
constexpr std::uint64_t kLargestSecret = 4096;

Result<std::vector<Bytes>> read_all_certificates(const std::vector<std::filesystem::path>& paths) {
    std::vector<Bytes> all;
    for (const auto& path : paths) {
        const auto file = runtime::read_file(path, kLargestFile);
        if (!file.ok()) return Error{file.error().code, "the certificate cannot be read: " + path.string(), file.error().detail};
        auto some = read_certificates(file.value());
        if (!some.ok()) return Error{some.error().code, "there is no certificate in " + path.string(), ""};
        for (Bytes& der : some.value()) all.push_back(std::move(der));
    }
    return all;
}

/// The private key and what certificates lie in the same file.
Result<KeyBundle> read_key_file(const std::string& path, const std::string& secret) {
    const auto file = runtime::read_file(path, kLargestFile);
    if (!file.ok()) return Error{file.error().code, "the key cannot be read: " + path, file.error().detail};
    if (looks_like_der(file.value())) return read_pkcs12(file.value(), secret);
    auto key = parse_private_key(file.value(), secret);
    if (!key.ok()) return std::move(key).error();
    auto beside = read_certificates(file.value());
    return KeyBundle{std::move(key).value(), beside.ok() ? std::move(beside).value() : std::vector<Bytes>{}};
}

Result<std::unique_ptr<SigningKey>> open_token_key(const KeyRequest& request, std::vector<Bytes> certificates) {
    const auto uri = parse_pkcs11_uri(request.key);
    if (!uri.ok()) return uri.error();
    std::string pin = request.secret;
    if (pin.empty() && !uri.value().pin_source.empty()) {
        auto read = read_secret(uri.value().pin_source);
        if (!read.ok()) return Error{read.error().code, "the pin-source cannot be read", read.error().detail};
        pin = std::move(read).value();
    }
    auto key = open_pkcs11_key(uri.value(), pin, std::move(certificates), request.wish);
    OPENSSL_cleanse(pin.data(), pin.size());
    return key;
}

}  // namespace

Result<std::unique_ptr<SigningKey>> open_key(const KeyRequest& request) {
    auto certificates = read_all_certificates(request.certificates);
    if (!certificates.ok()) return std::move(certificates).error();
    if (is_pkcs11_uri(request.key)) return open_token_key(request, std::move(certificates).value());
    auto bundle = read_key_file(request.key, request.secret);
    if (!bundle.ok()) return std::move(bundle).error();
    // Those that were named come first; those beside the key may complete the chain.
    std::vector<Bytes> all = std::move(certificates).value();
    for (Bytes& der : bundle.value().certificates) all.push_back(std::move(der));
    return make_local_key(std::move(bundle.value().key), chain_in_order(std::move(all)), request.wish);
}

/// What two tools call a first line is one secret: the newline at its end is not part of it.
Result<std::string> read_secret(const std::filesystem::path& path) {
    constexpr std::size_t kBeyondSmallStrings = 64;
    auto file = runtime::read_file(path, kLargestSecret);
    if (!file.ok()) return std::move(file).error();
    const std::string_view text = text_of(file.value());
    std::string secret;
    secret.reserve(std::max(kBeyondSmallStrings, text.size()));
    secret = text.substr(0, text.find_first_of("\r\n"));
    OPENSSL_cleanse(file.value().data(), file.value().size());
    return secret;
}

}  // namespace quillport::signing
