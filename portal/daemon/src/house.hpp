#pragma once
#include <memory>
#include <optional>

#include "quillport/core/result.hpp"
#include "quillport/documents/page_cache.hpp"
#include "quillport/documents/tools.hpp"
#include "quillport/http/audit_encoder.hpp"
#include "quillport/net/mailer.hpp"
#include "quillport/runtime/clock.hpp"
#include "quillport/runtime/file.hpp"
#include "quillport/runtime/random.hpp"
#include "quillport/services/accounts.hpp"
#include "quillport/services/context.hpp"
#include "quillport/signing/key.hpp"
#include "quillport/signing/revocation_source.hpp"
#include "quillport/signing/time_stamp.hpp"
#include "quillport/store/store.hpp"
#include "quillport/worker/client.hpp"
#include "settings.hpp"
#include "signing_settings.hpp"
#include "terminal.hpp"

namespace quillport::daemon {

/// Everything that the services work with, in the order in which it is made; it goes in the opposite order.
class House {
  public:
    /// Makes the data folder (0700) with what is missing in it, opens database, secret, keys. Errors: of these.
    [[nodiscard]] static Result<std::unique_ptr<House>> open(const runtime::Config& config);

    [[nodiscard]] services::Context& context() noexcept { return *context_; }
    [[nodiscard]] store::Store& store() noexcept { return *store_; }
    [[nodiscard]] net::Mailer& mailer() noexcept { return *mailer_; }
    /// Null: no gateway.
    [[nodiscard]] services::SmsSender* sms() noexcept { return sms_.get(); }
    [[nodiscard]] worker::Client& worker() noexcept { return worker_; }
    [[nodiscard]] runtime::Random& random() noexcept { return random_; }
    [[nodiscard]] const runtime::Clock& clock() const noexcept { return clock_; }

  private:
    House(const runtime::Config& config, std::unique_ptr<store::Store> store, services::Secret secret);
    [[nodiscard]] Result<void> open_key(const runtime::Config& config);
    [[nodiscard]] Result<void> open_authorities(const runtime::Config& config);

    runtime::SystemClock clock_;
    runtime::SystemRandom random_;
    std::unique_ptr<store::Store> store_;
    services::Secret secret_;
    worker::Client worker_;
    documents::WorkerTools tools_;
    documents::PageCache pages_;
    std::unique_ptr<signing::SigningKey> key_;
    std::vector<Bytes> anchors_;
    std::unique_ptr<signing::TimeStampSource> time_stamps_;
    std::unique_ptr<signing::RevocationSource> revocation_;
    std::unique_ptr<net::Mailer> mailer_;
    std::unique_ptr<services::SmsSender> sms_;
    http::JsonAuditEncoder audit_encoder_;
    services::DeliveryBell bell_;
    std::optional<services::Context> context_;
};

/// Opens the house and its one organisation, which the first start makes; \returns what `run(house, organisation)` does, or 1.
template <typename Run>
int with_organisation(const runtime::Config& config, const Run& run) {
    auto house = House::open(config);
    if (!house.ok()) return fail(house.error());
    auto organisation = services::only_organisation(house.value()->context());
    if (!organisation.ok() && organisation.error().code == ErrorCode::NotFound) {
        if (auto made = services::open_setup(house.value()->context()); !made.ok()) return fail(made.error());
        organisation = services::only_organisation(house.value()->context());
    }
    if (!organisation.ok()) return fail(organisation.error());
    return run(*house.value(), organisation.value());
}

/// Makes the folder and those in it, readable by this user alone. Errors: Forbidden, NoSpace, Internal.
[[nodiscard]] Result<void> make_data_folder(const std::filesystem::path& folder);
/// Holds the data folder for one running portal. Errors: Conflict when another one has it.
[[nodiscard]] Result<runtime::Descriptor> lock_data_folder(const std::filesystem::path& folder);

}  // namespace quillport::daemon
