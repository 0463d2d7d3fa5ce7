// quillport-agent: shows on a user's desktop what came out of the printer for him.
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <string>

#include "quillport/agent/agent.hpp"
#include "quillport/runtime/file.hpp"
#include "quillport/runtime/service.hpp"

namespace {

using namespace quillport;
using runtime::Setting;
using runtime::SettingType;

constexpr Setting kSettings[] = {
    {"portal.url", SettingType::Url, "http://localhost:8080", "", false, "Address of the portal."},
    {"portal.token", SettingType::Text, "", "", true, "Token of the user, as his page of the portal made it."},
    {"portal.authorities", SettingType::Path, "", "", false, "PEM file that the portal's certificate is checked against."},
    {"show", SettingType::Text, "browser", "browser|notification", false, "What a new draft opens."},
    {"browser", SettingType::Text, "xdg-open", "", false, "Command that opens an address."},
    {"notifier", SettingType::Text, "notify-send", "", false,
     "Command that shows a notification, with the options of notify-send."},
};

const runtime::Service kService{"quillport-agent",
                                "       quillport-agent setup URL        asks for the token and keeps both\n"
                                "Opens the browser at what came out of the Quillport printer for you, and says what went wrong.",
                                kSettings};

int refuse(const Error& error, int status) { return runtime::fail_service(kService, error, status); }

/// Where the user's settings are (XDG Base Directory Specification).
std::filesystem::path user_file() {
    const char* config = std::getenv("XDG_CONFIG_HOME");
    const char* home = std::getenv("HOME");
    const std::filesystem::path base = config != nullptr && *config == '/' ? std::filesystem::path(config)
                                       : home != nullptr                   ? std::filesystem::path(home) / ".config"
                                                                           : std::filesystem::path("/nonexistent");
    return base / "quillport" / "agent.conf";
}

/// A file with a token that others can read is refused.
Result<std::string> settings_text(const std::filesystem::path& path, bool must_be) {
    auto file = runtime::read_file(path, 1U << 16U);
    if (!file.ok())
        return must_be || file.error().code != ErrorCode::NotFound ? Result<std::string>(file.error()) : std::string();
    struct stat about {};
    if (::stat(path.c_str(), &about) != 0 || (about.st_mode & 0077) != 0)
        return Error{ErrorCode::Forbidden, "others can read the file with the token; chmod 600 it", path.string()};
    return std::string(text_of(file.value()));
}

/// The environment does not count: what other programs of the house put there must not keep a desktop from starting.
Result<runtime::Config> load(const runtime::CommandLine& line) {
    const bool named = !line.config.empty();
    auto text = settings_text(named ? line.config : user_file(), named);
    if (!text.ok()) return text.error();
    return runtime::Config::load(kSettings, text.value(), {}, line.settings);
}

std::string without_slash(std::string url) {
    while (url.ends_with('/')) url.pop_back();
    return url;
}

/// Reads a line without showing it.
std::string asked(const char* question) {
    std::fputs(question, stderr);
    termios before{};
    const bool terminal = ::tcgetattr(STDIN_FILENO, &before) == 0;
    termios quiet = before;
    quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    if (terminal) ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
    std::string line;
    std::getline(std::cin, line);
    if (terminal) ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
    std::fputs("\n", stderr);
    return line;
}

/// Keeps address and token, once the portal knows it.
int set_up(const runtime::CommandLine& line, const std::string& url) {
    auto settings = line.settings;
    settings["portal.url"] = without_slash(url);
    settings["portal.token"] = asked("Token: ");
    const auto config = runtime::Config::load(kSettings, {}, {}, settings);
    if (!config.ok()) return refuse(config.error(), 2);
    const agent::Portal portal(
        {config.value().text("portal.url"), config.value().text("portal.token"), config.value().text("portal.authorities")});
    if (const auto known = portal.drafts(); !known.ok()) return refuse(known.error(), 1);
    std::string text;
    for (const auto& [key, value] : settings) text += key + " = " + value + "\n";
    const std::filesystem::path file = line.config.empty() ? user_file() : line.config;
    std::error_code failed;
    std::filesystem::create_directories(file.parent_path(), failed);
    if (auto kept = runtime::write_durably(file, bytes_of(text), 0600); !kept.ok()) return refuse(kept.error(), 1);
    std::printf("Kept in %s. Start quillport-agent, or log in to your desktop again.\n", file.c_str());
    return 0;
}

int run(const runtime::Config& config) {
    if (config.text("portal.token").empty())
        return refuse({ErrorCode::InvalidInput,
                       "there is no token; make one on your page of the portal, then:", "quillport-agent setup URL"},
                      2);
    agent::Agent agent(
        {{without_slash(config.text("portal.url")), config.text("portal.token"), config.text("portal.authorities")},
         {config.text("browser"), config.text("notifier")},
         config.text("show") == "browser"});
    return refuse(agent.run(), 3);
}

}  // namespace

int main(int argc, char** argv) {
    std::signal(SIGPIPE, SIG_IGN);
    const auto begun = runtime::begin_program(kService, argc, argv);
    if (const int* status = std::get_if<int>(&begun)) return *status;
    const auto& line = std::get<runtime::CommandLine>(begun);
    if (line.words.size() == 2 && line.words[0] == "setup") return set_up(line, line.words[1]);
    if (!line.words.empty())
        return refuse({ErrorCode::InvalidInput, line.words.front() + " is not a command with its operands;", "see --help"}, 2);
    const auto config = load(line);
    return config.ok() ? run(config.value()) : refuse(config.error(), 2);
}
