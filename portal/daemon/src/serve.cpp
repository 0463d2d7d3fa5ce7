#include <malloc.h>
#include <unistd.h>

#include <csignal>
#include <iostream>
#include <thread>

#include "commands.hpp"
#include "house.hpp"
#include "quillport/http/portal.hpp"
#include "quillport/http/server.hpp"
#include "quillport/runtime/log.hpp"
#include "quillport/services/accounts.hpp"
#include "quillport/services/delivery.hpp"
#include "quillport/store/documents.hpp"
#include "terminal.hpp"

namespace quillport::daemon {

namespace {

using namespace std::chrono_literals;
using runtime::LogLevel;

/// The portal, and a bound on how long a stop may take: what a handler leaves undone then is undone by the database, as after a
/// power cut, and nobody was told that it had happened.
class StoppingPortal final : public http::Application {
  public:
    explicit StoppingPortal(http::Portal& portal) : portal_(portal) {}
    http::BodyPlan plan(const http::Request& head) override { return portal_.plan(head); }
    std::optional<http::Response> admit(const http::Request& head) override { return portal_.admit(head); }
    http::Response answer(http::Request request) override { return portal_.answer(std::move(request)); }
    http::Response refusal(int status) override { return portal_.refusal(status); }
    void stopping() override {
        portal_.stopping();
        std::thread([] {
            std::this_thread::sleep_for(9500ms);
            runtime::log(LogLevel::Warning, "stopped_in_the_middle");
            ::_exit(0);
        }).detach();
    }

  private:
    http::Portal& portal_;
};

Result<void> offer_setup(services::Context& context) {
    auto token = services::open_setup(context);
    if (!token.ok()) return std::move(token).error();
    if (!token.value()) return {};
    // Only here: the log keeps no link that opens anything.
    std::cout << "Nobody has an account yet. Make the first one within 24 hours:\n  " << context.settings.public_url << "/setup#"
              << *token.value() << std::endl;
    runtime::log(LogLevel::Info, "setup_needed");
    return {};
}

/// Acts that a killed portal left behind end now and not when their leases do: the signers need not wait. With PostgreSQL others
/// may be at work on the same database.
Result<void> free_leases(services::Context& context, const runtime::Config& config) {
    if (!is_sqlite(config)) return {};
    const TimePoint now = context.clock.now();
    const auto freed = context.store.write([now](store::Tx& tx) { return store::expire_leases(tx, now); });
    if (!freed.ok()) return freed.error();
    if (freed.value() > 0) runtime::log(LogLevel::Info, "leases_freed", {{"count", static_cast<long long>(freed.value())}});
    return {};
}

std::optional<LogLevel> level_of(const std::string& name) {
    if (name == "debug") return LogLevel::Debug;
    if (name == "warning") return LogLevel::Warning;
    if (name == "error") return LogLevel::Error;
    return LogLevel::Info;
}

int run(House& house, const runtime::Config& config) {
    http::PortalOptions options;
    options.version = QUILLPORT_VERSION;
    options.web_root = web_root(config);
    options.proxies = list_of(config.text("proxies"));
    // A delivery carries the document and what its carrier knows of it.
    options.upload_limit = house.context().settings.intake.bytes + (std::uint64_t{17} << 20U);
    http::Portal portal(house.context(), options);
    StoppingPortal application(portal);
    auto server = http::Server::open(server_options(config), application);
    if (!server.ok()) return fail(server.error());
    house.context().settings.public_url = public_url(config, server.value()->port());
    services::Background background(house.context(), {.mailer = house.mailer(), .sms = house.sms()});
    if (auto offered = offer_setup(house.context()); !offered.ok()) return fail(offered.error());
    runtime::log(LogLevel::Info, "ready",
                 {{"listen", config.text("listen")},
                  {"port", static_cast<int>(server.value()->port())},
                  {"url", house.context().settings.public_url},
                  {"data", data_folder(config).string()},
                  {"trial", house.context().settings.trial ? "true" : "false"},
                  {"version", QUILLPORT_VERSION}});
    server.value()->run(true);
    return 0;
}

}  // namespace

int serve(const runtime::Config& config) {
    // Many threads that allocate little: two arenas keep an idle portal small.
    ::mallopt(M_ARENA_MAX, 2);
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);
    runtime::set_log_level(level_of(config.text("log.level")).value_or(LogLevel::Info));
    if (auto made = make_data_folder(data_folder(config)); !made.ok()) return fail(made.error());
    const auto lock = lock_data_folder(data_folder(config));
    if (!lock.ok()) return fail(lock.error());
    auto house = House::open(config);
    if (!house.ok()) return fail(house.error());
    if (auto freed = free_leases(house.value()->context(), config); !freed.ok()) return fail(freed.error());
    // A portal without a worker still lets people read what is there; every page that needs one says so.
    if (auto started = house.value()->worker().start(); !started.ok())
        runtime::log(LogLevel::Error, "no_worker", {{"why", started.error().what}, {"program", worker_program(config).string()}});
    return run(*house.value(), config);
}

int migrate(const runtime::Config& config) {
    const auto house = House::open(config);
    if (!house.ok()) return fail(house.error());
    std::cout << "The database is up to date.\n";
    return 0;
}

}  // namespace quillport::daemon
