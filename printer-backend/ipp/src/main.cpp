// quillport-printer: the driverless printer (IPP). What it answers with "ok" is in the spool; the forwarder does the rest.
#include <unistd.h>

#include <csignal>

#include "announce.hpp"
#include "quillport/runtime/log.hpp"
#include "quillport/runtime/programs.hpp"
#include "quillport/runtime/service.hpp"
#include "server.hpp"
#include "tls.hpp"

namespace {

using namespace quillport;

const runtime::Service kService{"quillport-printer", "A network printer (IPP) whose documents become drafts to be signed.",
                                ipp::printer_setting_table()};

bool only_local(const ipp::PrinterSettings& settings) {
    for (const std::string& address : settings.addresses)
        if (!address.starts_with("127.") && address != "::1" && address != "[::1]" && address != "localhost") return false;
    return true;
}

int serve(const ipp::PrinterSettings& settings) {
    const runtime::Descriptor stop = runtime::stop_signals();
    if (auto ready = ipp::prepare_tls(settings); !ready.ok()) return runtime::fail_service(kService, ready.error(), 1);
    const auto access = ipp::access_of(settings);
    if (!access.ok()) return runtime::fail_service(kService, access.error(), 1);
    const runtime::SystemClock clock;
    ipp::JobBook jobs(clock.now());
    ipp::Condition condition(settings.spool / "incoming");
    const auto share = runtime::own_folder().parent_path() / "share/quillport";
    ipp::Context context{settings, ipp::printers_of(settings), jobs, condition, access.value().get(), clock, clock.now(), share};
    ipp::Server server(context);
    if (auto heard = server.listen(); !heard.ok()) return runtime::fail_service(kService, heard.error(), 1);
    std::unique_ptr<ipp::Announcement> announcement;
    if (settings.announced && !only_local(settings)) announcement = std::make_unique<ipp::Announcement>(context);
    runtime::log(runtime::LogLevel::Info, "printer.start",
                 {{"port", settings.port},
                  {"printers", context.printers.size()},
                  {"spool", settings.spool.string()},
                  {"access", settings.access}});
    const bool all_gone = server.run(stop.get());
    announcement.reset();
    runtime::log(runtime::LogLevel::Info, "printer.stop");
    // Whoever is still sending was not told that his document is safe.
    if (!all_gone) ::_exit(0);
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    std::signal(SIGXFSZ, SIG_IGN);
    const auto begun = runtime::begin_service(kService, argc, argv);
    if (const int* status = std::get_if<int>(&begun)) return *status;
    const auto settings = ipp::printer_settings(std::get<runtime::Config>(begun));
    return settings.ok() ? serve(settings.value()) : runtime::fail_service(kService, settings.error(), 2);
}
