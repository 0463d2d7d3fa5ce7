// quillport-folders: files that are put into a folder become documents in the spool.
#include <sys/signalfd.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <map>
#include <string>

#include "quillport/folders/watcher.hpp"
#include "quillport/runtime/config.hpp"
#include "quillport/runtime/file.hpp"
#include "quillport/runtime/log.hpp"

namespace {

using namespace quillport;
using runtime::Setting;
using runtime::SettingType;

std::string complaint_about_folder(std::string_view value) {
    const auto folder = folders::parse_folder(value);
    return folder.ok() ? std::string() : folder.error().what;
}

constexpr Setting kSettings[] = {
    {.key = "spool", .type = SettingType::Path, .default_value = "/var/spool/quillport", .help = "Folder of the spool."},
    {.key = "folder.*",
     .help = "A folder whose files become documents: PATH;queue=NAME, and after more semicolons done=keep|remove, user=NAME, "
             "trusted=yes|no, quiet=SECONDS.",
     .complaint = complaint_about_folder},
    {.key = "poll",
     .type = SettingType::Duration,
     .default_value = "10s",
     .help = "How often folders are looked at that tell no changes, as network shares do."},
};

constexpr const char* kUsage =
    "Usage: quillport-folders [--config FILE] [--KEY=VALUE]...\n"
    "Takes files out of folders into the Quillport spool; what is refused gets a note NAME.error beside it.\n\nSettings:\n";

struct Arguments {
    std::string config_file;
    std::map<std::string, std::string> settings;
    bool help = false, version = false;
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

int refuse(const Error& error, int status) {
    std::fprintf(stderr, "quillport-folders: %s %s\n", error.what.c_str(), error.detail.c_str());
    return status;
}

int serve(const runtime::Config& config) {
    folders::WatchSettings settings;
    settings.spool = config.text("spool");
    settings.poll = config.duration("poll");
    for (const std::string& text : config.numbered("folder.*")) settings.folders.push_back(folders::parse_folder(text).value());
    if (settings.folders.empty()) return refuse({ErrorCode::InvalidInput, "no folder is set; see --help", {}}, 2);
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    const runtime::Descriptor stop(::signalfd(-1, &signals, SFD_CLOEXEC));
    runtime::log(runtime::LogLevel::Info, "folders.start", {{"folders", settings.folders.size()}});
    if (auto ran = folders::watch(settings, stop.get()); !ran.ok()) return refuse(ran.error(), 1);
    runtime::log(runtime::LogLevel::Info, "folders.stop");
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    std::signal(SIGPIPE, SIG_IGN);
    const Arguments arguments = read_arguments(argc, argv);
    if (arguments.version) return std::puts("quillport-folders " QUILLPORT_VERSION) < 0;
    if (arguments.help) return std::printf("%s%s", kUsage, runtime::help_of(kSettings).c_str()) < 0;
    if (!arguments.wrong.empty()) {
        std::fprintf(stderr, "quillport-folders: %s is not an option; see --help\n", arguments.wrong.c_str());
        return 2;
    }
    const auto config = load(arguments);
    return config.ok() ? serve(config.value()) : refuse(config.error(), 2);
}
