#include "house.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <cerrno>

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

Result<void> add_anchor(const fs::path& file, std::vector<Bytes>& anchors) {
    auto certificate = runtime::read_file(file, 1U << 20U);
    if (!certificate.ok()) return Error{certificate.error().code, "a root certificate cannot be read", file.string()};
    anchors.push_back(std::move(certificate).value());
    return {};
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
    for (const std::string& file : list_of(config.text("signing.anchors")))
        if (auto added = add_anchor(file, anchors_); !added.ok()) return added;
    if (!config.flag("trial")) {
        if (config.text("signing.key").empty())
            return Error{ErrorCode::InvalidInput, "without trial, signing.key and signing.certificate are needed", {}};
        auto key = signing::load_pem_key(config.text("signing.key"), config.text("signing.certificate"));
        if (!key.ok()) return std::move(key).error();
        key_ = std::move(key).value();
        return {};
    }
    auto authority = signing::open_trial_authority(data_folder(config) / "trial", config.text("organisation"), clock_.now());
    if (!authority.ok()) return std::move(authority).error();
    key_ = std::move(authority.value().server);
    return add_anchor(authority.value().root_certificate, anchors_);
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
    house->context_.emplace(services::Context{.store = *house->store_,
                                              .tools = house->tools_,
                                              .pages = house->pages_,
                                              .key = *house->key_,
                                              .anchors = house->anchors_,
                                              .clock = house->clock_,
                                              .random = house->random_,
                                              .secret = house->secret_,
                                              .settings = service_settings(config),
                                              .bell = house->bell_});
    return house;
}

}  // namespace quillport::daemon
