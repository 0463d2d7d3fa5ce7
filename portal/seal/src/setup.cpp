#include "setup.hpp"

#include <algorithm>
#include <cstring>
#include <thread>

#include "quillport/runtime/programs.hpp"
#include "quillport/signing/deferred.hpp"
#include "quillport/signing/open_key.hpp"
#include "quillport/signing/trust.hpp"

namespace quillport::seal {
namespace {

constexpr std::uint64_t kLargestCertificates = std::uint64_t{16} << 20U;
constexpr std::uint64_t kLargestImage = std::uint64_t{32} << 20U;
constexpr std::uint64_t kLargestSignature = std::uint64_t{64} << 10U;

/// Empty when no file is named.
Result<std::string> secret_in(const std::string& path) {
    if (path.empty()) return std::string{};
    auto secret = signing::read_secret(path);
    if (!secret.ok()) return Error{secret.error().code, "the secret cannot be read: " + path, secret.error().detail};
    return secret;
}

Result<std::vector<Bytes>> certificates_in(const std::vector<std::string>& paths) {
    std::vector<Bytes> all;
    for (const std::string& path : paths) {
        auto file = runtime::read_file(path, kLargestCertificates);
        if (!file.ok()) return Error{file.error().code, "the certificate cannot be read: " + path, file.error().detail};
        auto some = signing::read_certificates(file.value());
        if (!some.ok()) return Error{some.error().code, "there is no certificate in " + path, ""};
        for (Bytes& der : some.value()) all.push_back(std::move(der));
    }
    return all;
}

Result<std::unique_ptr<signing::SigningKey>> open_key_here(const Options& options) {
    signing::KeyRequest request;
    request.key = options.key;
    request.certificates.assign(options.certificates.begin(), options.certificates.end());
    request.wish = options.wish;
    auto secret = secret_in(options.secret_file);
    if (!secret.ok()) return std::move(secret).error();
    request.secret = std::move(secret).value();
    auto key = signing::open_key(request);
    explicit_bzero(request.secret.data(), request.secret.size());
    return key;
}

/// What --deferred-out wrote, and the signature over it.
Result<void> read_deferred(Setup& setup) {
    Options& options = setup.options;
    const auto file = runtime::read_file(options.deferred_in);
    if (!file.ok()) return Error{file.error().code, "the state cannot be read: " + options.deferred_in, file.error().detail};
    auto state = parse_state(file.value());
    if (!state.ok()) return std::move(state).error();
    auto signature = runtime::read_file(options.signature, kLargestSignature);
    if (!signature.ok())
        return Error{signature.error().code, "the signature cannot be read: " + options.signature, signature.error().detail};
    options.level = state.value().level;
    if (options.level >= signing::Level::B_T && options.time_stamp_urls.empty())
        return Error{ErrorCode::InvalidInput, "this level wants at least one --tsa", "usage"};
    setup.signature = std::move(signature).value();
    setup.deferred = std::move(state).value();
    return {};
}

Result<std::unique_ptr<signing::SigningKey>> open_key_elsewhere(Setup& setup) {
    if (setup.options.deferred_in.empty()) {
        auto chain = certificates_in(setup.options.certificates);
        if (!chain.ok()) return std::move(chain).error();
        return signing::make_deferred_key(std::move(chain).value(), setup.options.wish);
    }
    if (auto r = read_deferred(setup); !r.ok()) return std::move(r).error();
    const signing::SignatureScheme& scheme = setup.deferred->scheme;
    return signing::make_deferred_key(setup.deferred->certificates,
                                      {scheme.kind == signing::SignatureKind::RsaPss, scheme.digest});
}

Result<void> open_signing_key(Setup& setup) {
    auto key = setup.options.key.empty() ? open_key_elsewhere(setup) : open_key_here(setup.options);
    if (!key.ok()) return std::move(key).error();
    setup.key = std::move(key).value();
    setup.signer = signing::common_name_of(*setup.key);
    return signing::check_usable(*setup.key, setup.clock.now());
}

Result<void> read_image(Setup& setup) {
    const std::string& path = setup.options.image;
    if (path.empty()) return {};
    const auto file = runtime::read_file(path, kLargestImage);
    if (!file.ok()) return Error{file.error().code, "the picture cannot be read: " + path, file.error().detail};
    auto picture = setup.worker->picture(file.value());
    if (!picture.ok()) return std::move(picture).error();
    setup.image = std::move(picture).value();
    return {};
}

void open_sources(Setup& setup) {
    if (setup.options.level >= signing::Level::B_T) {
        signing::TimeStampSettings settings;
        for (const std::string& url : setup.options.time_stamp_urls) settings.authorities.push_back({url});
        setup.time_stamps = signing::time_stamps_from(std::move(settings), setup.random, setup.clock);
    }
    signing::RevocationSettings settings;
    settings.private_addresses = setup.options.private_addresses;
    setup.revocation = signing::revocation_online(settings, setup.random, setup.clock);
}

}  // namespace

Setup::~Setup() { explicit_bzero(document_password.data(), document_password.size()); }

int jobs_of(const Options& options) noexcept {
    if (options.mode == Mode::One) return 1;
    return options.jobs > 0 ? options.jobs : static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
}

Result<std::unique_ptr<Setup>> set_up(Options options) {
    auto setup = std::make_unique<Setup>();
    setup->options = std::move(options);
    if (auto r = open_signing_key(*setup); !r.ok()) return std::move(r).error();
    auto anchors = certificates_in(setup->options.anchors);
    if (!anchors.ok()) return std::move(anchors).error();
    setup->anchors = std::move(anchors).value();
    auto password = secret_in(setup->options.password_file);
    if (!password.ok()) return std::move(password).error();
    setup->document_password = std::move(password).value();
    open_sources(*setup);
    worker::WorkerLimits limits;
    limits.parallel = jobs_of(setup->options);
    setup->worker = std::make_unique<worker::Client>(runtime::program_path(setup->options.worker, "quillport-worker"), limits);
    if (auto r = read_image(*setup); !r.ok()) return std::move(r).error();
    return setup;
}

}  // namespace quillport::seal
