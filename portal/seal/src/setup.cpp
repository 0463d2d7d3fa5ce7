#include "setup.hpp"

#include <algorithm>
#include <cstring>
#include <thread>

#include "quillport/signing/open_key.hpp"
#include "quillport/signing/trust.hpp"

namespace quillport::seal {
namespace {

constexpr std::uint64_t kLargestAnchors = std::uint64_t{16} << 20U;

/// Empty when no file is named.
Result<std::string> secret_in(const std::string& path) {
    if (path.empty()) return std::string{};
    auto secret = signing::read_secret(path);
    if (!secret.ok()) return Error{secret.error().code, "the secret cannot be read: " + path, secret.error().detail};
    return secret;
}

Result<void> open_signing_key(Setup& setup) {
    signing::KeyRequest request;
    request.key = setup.options.key;
    request.certificates.assign(setup.options.certificates.begin(), setup.options.certificates.end());
    request.wish = setup.options.wish;
    auto secret = secret_in(setup.options.secret_file);
    if (!secret.ok()) return std::move(secret).error();
    request.secret = std::move(secret).value();
    auto key = signing::open_key(request);
    explicit_bzero(request.secret.data(), request.secret.size());
    if (!key.ok()) return std::move(key).error();
    setup.key = std::move(key).value();
    setup.signer = signing::common_name_of(*setup.key);
    return signing::check_usable(*setup.key, setup.clock.now());
}

Result<void> read_anchors(Setup& setup) {
    for (const std::string& path : setup.options.anchors) {
        auto file = runtime::read_file(path, kLargestAnchors);
        if (!file.ok()) return Error{file.error().code, "the certificate cannot be read: " + path, file.error().detail};
        auto some = signing::read_certificates(file.value());
        if (!some.ok()) return Error{some.error().code, "there is no certificate in " + path, ""};
        for (Bytes& der : some.value()) setup.anchors.push_back(std::move(der));
    }
    return {};
}

void open_sources(Setup& setup) {
    if (setup.options.level >= signing::Level::B_T) {
        signing::TimeStampSettings settings;
        for (const std::string& url : setup.options.time_stamp_urls) settings.authorities.push_back({url});
        setup.time_stamps = signing::time_stamps_from(std::move(settings), setup.random, setup.clock);
    }
    if (setup.options.level >= signing::Level::B_LT) {
        signing::RevocationSettings settings;
        settings.private_addresses = setup.options.private_addresses;
        setup.revocation = signing::revocation_online(settings, setup.random, setup.clock);
    }
}

std::filesystem::path worker_program(const Options& options) {
    if (!options.worker.empty()) return options.worker;
    std::error_code failed;
    return std::filesystem::read_symlink("/proc/self/exe", failed).parent_path() / "quillport-worker";
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
    if (auto r = read_anchors(*setup); !r.ok()) return std::move(r).error();
    auto password = secret_in(setup->options.password_file);
    if (!password.ok()) return std::move(password).error();
    setup->document_password = std::move(password).value();
    open_sources(*setup);
    worker::WorkerLimits limits;
    limits.parallel = jobs_of(setup->options);
    setup->worker = std::make_unique<worker::Client>(worker_program(setup->options), limits);
    return setup;
}

}  // namespace quillport::seal
