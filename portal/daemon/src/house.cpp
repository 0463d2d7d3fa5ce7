#include "house.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <cerrno>

#include "quillport/signing/open_key.hpp"

namespace quillport::daemon {

namespace {

namespace fs = std::filesystem;

/// Mail without a server: what has to go out waits in the outbox and says so.
class NoMailer final : public net::Mailer {
  public:
    Result<void> send(const net::Mail&) override { return Error{ErrorCode::Unavailable, "no mail server is set (smtp.url)", {}}; }
};

worker::WorkerLimits limits_of(const runtime::Config& config) {
    worker::WorkerLimits limits;
    limits.parallel = static_cast<int>(config.integer("worker.parallel"));
    return limits;
}

std::unique_ptr<net::Mailer> mailer_of(const runtime::Config& config) {
    net::SmtpSettings settings;
    settings.url = config.text("smtp.url");
    settings.user = config.text("smtp.user");
    settings.password = config.text("smtp.password");
    settings.require_tls = config.flag("smtp.require_tls");
    if (settings.url.empty()) return std::make_unique<NoMailer>();
    return std::make_unique<net::SmtpMailer>(std::move(settings));
}

std::unique_ptr<services::SmsSender> sms_of(const runtime::Config& config) {
    if (config.text("sms.url").empty()) return nullptr;
    return services::http_sms_sender(config.text("sms.url"), config.text("sms.key"));
}

}  // namespace

Result<void> make_data_folder(const fs::path& folder) {
    std::error_code failed;
    fs::create_directories(folder.parent_path(), failed);
    for (const fs::path& each : {folder, folder / "spool", folder / "blobs", folder / "cache", folder / "trial"}) {
        if (::mkdir(each.c_str(), 0700) != 0 && errno != EEXIST) {
            Error error = runtime::error_from_errno(errno, "cannot make the data folder");
            error.detail = each.string();
            return error;
        }
    }
    return {};
}

Result<runtime::Descriptor> lock_data_folder(const fs::path& folder) {
    runtime::Descriptor lock(::open((folder / "lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    if (!lock.valid()) return runtime::error_from_errno(errno, "cannot lock the data folder");
    if (::flock(lock.get(), LOCK_EX | LOCK_NB) != 0)
        return Error{ErrorCode::Conflict, "another portal works with this data folder", folder.string()};
    return lock;
}

House::House(const runtime::Config& config, std::unique_ptr<store::Store> store, services::Secret secret)
    : store_(std::move(store)),
      secret_(std::move(secret)),
      worker_(worker_program(config), limits_of(config)),
      tools_(worker_),
      pages_(tools_, data_folder(config) / "cache"),
      mailer_(mailer_of(config)),
      sms_(sms_of(config)) {}

Result<void> House::open_key(const runtime::Config& config) {
    if (auto fine = check_signing(config); !fine.ok()) return fine;
    auto anchors = certificates_in(config, "signing.anchors");
    if (!anchors.ok()) return anchors.error();
    anchors_ = std::move(anchors).value();
    if (!config.flag("trial")) {
        signing::KeyRequest request;
        request.key = config.text("signing.key");
        request.secret = config.text("signing.secret");
        if (const std::string chain = config.text("signing.certificate"); !chain.empty()) request.certificates = {chain};
        auto key = signing::open_key(request);
        if (!key.ok()) return std::move(key).error();
        // One that has expired does not keep the portal from showing what is there: acts are refused, and `doctor` says it.
        key_ = std::move(key).value();
        return {};
    }
    auto authority = signing::open_trial_authority(data_folder(config) / "trial", config.text("organisation"), clock_.now());
    if (!authority.ok()) return std::move(authority).error();
    key_ = std::move(authority.value().server);
    auto root = runtime::read_file(authority.value().root_certificate, 1U << 20U);
    if (!root.ok()) return root.error();
    anchors_.push_back(std::move(root).value());
    return {};
}

Result<void> House::open_authorities(const runtime::Config& config) {
    auto anchors = certificates_in(config, "tsa_anchors");
    if (!anchors.ok()) return anchors.error();
    auto authorities = time_stamp_authorities(config);
    if (!authorities.ok()) return authorities.error();
    if (authorities.value().empty()) return {};
    signing::TimeStampSettings stamps;
    stamps.authorities = std::move(authorities).value();
    stamps.anchors = anchors.value();
    time_stamps_ = signing::time_stamps_from(std::move(stamps), random_, clock_);
    anchors_.insert(anchors_.end(), anchors.value().begin(), anchors.value().end());
    // Whoever answers for the trial authority's certificates: nobody.
    if (config.flag("trial")) return {};
    signing::RevocationSettings revocation;
    for (std::string& host : list_of(config.text("revocation_hosts"))) revocation.internal_hosts.insert(std::move(host));
    revocation_ = signing::revocation_online(std::move(revocation), random_, clock_);
    return {};
}

Result<std::unique_ptr<House>> House::open(const runtime::Config& config) {
    const fs::path data = data_folder(config);
    if (auto made = make_data_folder(data); !made.ok()) return std::move(made).error();
    auto store = store::Store::open(database_url(config), data / "blobs");
    if (!store.ok()) return std::move(store).error();
    runtime::SystemRandom random;
    auto secret = services::Secret::open(data / "secret", random);
    if (!secret.ok()) return std::move(secret).error();
    std::unique_ptr<House> house(new House(config, std::move(store).value(), std::move(secret).value()));
    if (auto opened = house->open_key(config); !opened.ok()) return std::move(opened).error();
    if (auto opened = house->open_authorities(config); !opened.ok()) return std::move(opened).error();
    house->context_.emplace(services::Context{.store = *house->store_,
                                              .tools = house->tools_,
                                              .pages = house->pages_,
                                              .key = *house->key_,
                                              .anchors = house->anchors_,
                                              .clock = house->clock_,
                                              .random = house->random_,
                                              .secret = house->secret_,
                                              .settings = service_settings(config),
                                              .audit_encoder = house->audit_encoder_,
                                              .bell = house->bell_,
                                              .time_stamps = house->time_stamps_.get(),
                                              .revocation = house->revocation_.get()});
    return house;
}

}  // namespace quillport::daemon
