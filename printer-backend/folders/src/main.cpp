// quillport-folders: files that are put into a folder become documents in the spool.
#include <csignal>

#include "quillport/folders/watcher.hpp"
#include "quillport/runtime/log.hpp"
#include "quillport/runtime/service.hpp"

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

const runtime::Service kService{
    "quillport-folders", "Takes files out of folders into the Quillport spool; what is refused gets a note NAME.error beside it.",
    kSettings};

int serve(const runtime::Config& config) {
    folders::WatchSettings settings;
    settings.spool = config.text("spool");
    settings.poll = config.duration("poll");
    for (const std::string& text : config.numbered("folder.*")) settings.folders.push_back(folders::parse_folder(text).value());
    if (settings.folders.empty())
        return runtime::fail_service(kService, {ErrorCode::InvalidInput, "no folder is set;", "see --help"}, 2);
    const runtime::Descriptor stop = runtime::stop_signals();
    runtime::log(runtime::LogLevel::Info, "folders.start", {{"folders", settings.folders.size()}});
    if (auto ran = folders::watch(settings, stop.get()); !ran.ok()) return runtime::fail_service(kService, ran.error(), 1);
    runtime::log(runtime::LogLevel::Info, "folders.stop");
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    const auto begun = runtime::begin_service(kService, argc, argv);
    if (const int* status = std::get_if<int>(&begun)) return *status;
    std::signal(SIGIO, SIG_IGN);  // somebody opens a file for writing while we ask whether somebody does (fcntl(2), leases)
    return serve(std::get<runtime::Config>(begun));
}
