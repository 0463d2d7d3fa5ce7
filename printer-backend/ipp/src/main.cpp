// quillport-printer: the driverless printer (IPP). What it answers with "ok" is in the spool; the forwarder does the rest.
#include <sys/signalfd.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <map>
#include <string>

#include "announce.hpp"
#include "quillport/runtime/log.hpp"
#include "server.hpp"
#include "tls.hpp"

namespace {

using namespace quillport;

constexpr const char* kUsage =
    "Usage: quillport-printer [--config FILE] [--KEY=VALUE]...\n"
    "A network printer (IPP) whose documents become drafts to be signed.\n\nSettings:\n";

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

Result<ipp::PrinterSettings> load(const Arguments& arguments) {
    std::string text;
    if (!arguments.config_file.empty()) {
        auto file = runtime::read_file(arguments.config_file, 1U << 20U);
        if (!file.ok()) return file.error();
        text = text_of(file.value());
    }
    auto config = runtime::Config::load(ipp::printer_setting_table(), text, runtime::environment(), arguments.settings);
    if (!config.ok()) return config.error();
    return ipp::printer_settings(config.value());
}

int fail(int code, const Error& error) {
    std::fprintf(stderr, "quillport-printer: %s %s\n", error.what.c_str(), error.detail.c_str());
    return code;
}

bool only_local(const ipp::PrinterSettings& settings) {
    for (const std::string& address : settings.addresses)
        if (!address.starts_with("127.") && address != "::1" && address != "[::1]" && address != "localhost") return false;
    return true;
}

int serve(const ipp::PrinterSettings& settings) {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    const runtime::Descriptor stop(::signalfd(-1, &signals, SFD_CLOEXEC));

    if (auto ready = ipp::prepare_tls(settings); !ready.ok()) return fail(1, ready.error());
    const auto access = ipp::access_of(settings);
    if (!access.ok()) return fail(1, access.error());
    const runtime::SystemClock clock;
    ipp::JobBook jobs(clock.now());
    ipp::Condition condition(settings.spool / "incoming");
    const auto share = std::filesystem::read_symlink("/proc/self/exe").parent_path().parent_path() / "share/quillport";
    ipp::Context context{settings, ipp::printers_of(settings), jobs, condition, access.value().get(), clock, clock.now(), share};
    ipp::Server server(context);
    if (auto heard = server.listen(); !heard.ok()) return fail(1, heard.error());
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
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);
    const Arguments arguments = read_arguments(argc, argv);
    if (arguments.version) return std::puts("quillport-printer " QUILLPORT_VERSION) < 0;
    if (arguments.help) return std::printf("%s%s", kUsage, runtime::help_of(ipp::printer_setting_table()).c_str()) < 0;
    if (!arguments.wrong.empty()) return fail(2, {ErrorCode::InvalidInput, arguments.wrong + " is not an option;", "see --help"});
    const auto settings = load(arguments);
    if (!settings.ok()) return fail(2, settings.error());
    return serve(settings.value());
}
