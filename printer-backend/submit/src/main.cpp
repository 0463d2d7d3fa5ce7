// quillport-forwarder: delivers what the backends spooled. The only holder of the print server's key.
#include <sys/signalfd.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstring>
#include <map>
#include <string>

#include "quillport/printing/forwarder.hpp"
#include "quillport/runtime/config.hpp"
#include "quillport/runtime/file.hpp"
#include "quillport/runtime/log.hpp"

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

constexpr const char* kUsage =
    "Usage: quillport-forwarder [--config FILE] [--KEY=VALUE]...\n"
    "Delivers the documents of the Quillport spool to the portal, for ever, nothing lost and nothing twice.\n\nSettings:\n";

struct Arguments {
    std::string config_file;
    std::map<std::string, std::string> settings;
    bool help = false;
    bool version = false;
    std::string wrong;
};

Arguments read_arguments(int argc, char** argv) {
    Arguments arguments;
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        const std::size_t equal = word.find('=');
        if (word == "--help")
            arguments.help = true;
        else if (word == "--version")
            arguments.version = true;
        else if (word == "--config" && i + 1 < argc)
            arguments.config_file = argv[++i];
        else if (word.starts_with("--") && equal != std::string::npos)
            arguments.settings[word.substr(2, equal - 2)] = word.substr(equal + 1);
        else
            arguments.wrong = word;
    }
    return arguments;
}

Result<runtime::Config> load(const Arguments& arguments) {
    std::string text;
    if (!arguments.config_file.empty()) {
        auto file = runtime::read_file(arguments.config_file, 1U << 20U);
        if (!file.ok()) return file.error();
        text = text_of(file.value());
    }
    return runtime::Config::load(kSettings, text, runtime::environment(), arguments.settings);
}

std::filesystem::path worker_program(const runtime::Config& config) {
    const std::string given = config.text("worker.program");
    return given.empty() ? std::filesystem::read_symlink("/proc/self/exe").parent_path() / "quillport-worker"
                         : std::filesystem::path(given);
}

int serve(const runtime::Config& config) {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    const runtime::Descriptor stop(::signalfd(-1, &signals, SFD_CLOEXEC));

    worker::Client worker(worker_program(config));
    if (auto started = worker.start(); !started.ok()) {
        std::fprintf(stderr, "quillport-forwarder: the worker does not start: %s\n", started.error().what.c_str());
        return 1;
    }
    spool::Spool spool(config.text("spool"));
    printing::Delivery delivery(worker, {config.text("portal.url"), config.text("portal.key"), config.text("portal.authorities")},
                                spool.queues());
    runtime::log(runtime::LogLevel::Info, "forwarder.start",
                 {{"spool", config.text("spool")}, {"portal", config.text("portal.url")}});
    if (auto ran = printing::Forwarder(spool, delivery, static_cast<int>(config.integer("deliveries"))).run(stop.get());
        !ran.ok()) {
        std::fprintf(stderr, "quillport-forwarder: %s %s\n", ran.error().what.c_str(), ran.error().detail.c_str());
        return 1;
    }
    runtime::log(runtime::LogLevel::Info, "forwarder.stop");
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    std::signal(SIGPIPE, SIG_IGN);
    const Arguments arguments = read_arguments(argc, argv);
    if (arguments.version) return std::puts("quillport-forwarder " QUILLPORT_VERSION) < 0;
    if (arguments.help) return std::printf("%s%s", kUsage, runtime::help_of(kSettings).c_str()) < 0;
    if (!arguments.wrong.empty()) {
        std::fprintf(stderr, "quillport-forwarder: %s is not an option; see --help\n", arguments.wrong.c_str());
        return 2;
    }
    const auto config = load(arguments);
    if (!config.ok()) {
        std::fprintf(stderr, "quillport-forwarder: %s %s\n", config.error().what.c_str(), config.error().detail.c_str());
        return 2;
    }
    return serve(config.value());
}
