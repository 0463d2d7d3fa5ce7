// quillport-forwarder: delivers what the backends spooled. The only holder of the print server's key.
#include "quillport/printing/forwarder.hpp"
#include "quillport/runtime/log.hpp"
#include "quillport/runtime/programs.hpp"
#include "quillport/runtime/service.hpp"

namespace {

using namespace quillport;
using runtime::Setting;
using runtime::SettingType;

constexpr Setting kSettings[] = {
    {"portal.url", SettingType::Url, "http://localhost:8080", "", false, "Address of the portal."},
    {"portal.key", SettingType::Text, "", "", true, "Key of this print server, as quillportd made it."},
    {"portal.authorities", SettingType::Path, "", "", false, "PEM file that the portal's certificate is checked against."},
    {"spool", SettingType::Path, "/var/spool/quillport", "", false, "Folder of the spool."},
    {"deliveries", SettingType::Integer, "4", "1..64", false, "How many documents are on their way to the portal at once."},
    {"worker.program", SettingType::Path, "", "", false, "Path of quillport-worker; default: beside this program."},
};

const runtime::Service kService{
    "quillport-forwarder",
    "Delivers the documents of the Quillport spool to the portal, for ever, nothing lost and nothing twice.", kSettings};

int serve(const runtime::Config& config) {
    const runtime::Descriptor stop = runtime::stop_signals();

    worker::Client worker(runtime::program_path(config.text("worker.program"), "quillport-worker"));
    if (auto started = worker.start(); !started.ok())
        return runtime::fail_service(kService, {started.error().code, "the worker does not start:", started.error().what}, 1);
    spool::Spool spool(config.text("spool"));
    printing::Delivery delivery(worker, {config.text("portal.url"), config.text("portal.key"), config.text("portal.authorities")},
                                spool.queues());
    runtime::log(runtime::LogLevel::Info, "forwarder.start",
                 {{"spool", config.text("spool")}, {"portal", config.text("portal.url")}});
    if (auto ran = printing::Forwarder(spool, delivery, static_cast<int>(config.integer("deliveries"))).run(stop.get());
        !ran.ok())
        return runtime::fail_service(kService, ran.error(), 1);
    runtime::log(runtime::LogLevel::Info, "forwarder.stop");
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    const auto begun = runtime::begin_service(kService, argc, argv);
    if (const int* status = std::get_if<int>(&begun)) return *status;
    return serve(std::get<runtime::Config>(begun));
}
