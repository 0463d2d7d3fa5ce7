// quillport-agent: shows on a user's desktop what came out of the printer for him.
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <map>
#include <string>

#include "quillport/agent/agent.hpp"
#include "quillport/runtime/config.hpp"
#include "quillport/runtime/file.hpp"

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

constexpr const char* kUsage =
    "Usage: quillport-agent [--config FILE] [--KEY=VALUE]...\n"
    "       quillport-agent setup URL        asks for the token and keeps both\n"
    "Opens the browser at what came out of the Quillport printer for you, and says what went wrong.\n\nSettings:\n";

struct Arguments {
    std::string config_file;
    std::string setup_url;
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
        else if (word == "setup" && i + 1 < argc)
            arguments.setup_url = argv[++i];
        else if (word.starts_with("--") && equal != std::string::npos)
            arguments.settings[word.substr(2, equal - 2)] = word.substr(equal + 1);
        else
            arguments.wrong = word;
    }
    return arguments;
}

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

Result<runtime::Config> load(const Arguments& arguments) {
    const bool named = !arguments.config_file.empty();
    auto text = settings_text(named ? std::filesystem::path(arguments.config_file) : user_file(), named);
    if (!text.ok()) return text.error();
    return runtime::Config::load(kSettings, text.value(), {}, arguments.settings);
}

std::string without_slash(std::string url) {
    while (url.ends_with('/')) url.pop_back();
    return url;
}

int fail(const Error& error, int status) {
    std::fprintf(stderr, "quillport-agent: %s %s\n", error.what.c_str(), error.detail.c_str());
    return status;
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
int set_up(const Arguments& arguments) {
    auto settings = arguments.settings;
    settings["portal.url"] = without_slash(arguments.setup_url);
    settings["portal.token"] = asked("Token: ");
    const auto config = runtime::Config::load(kSettings, {}, {}, settings);
    if (!config.ok()) return fail(config.error(), 2);
    const agent::Portal portal(
        {config.value().text("portal.url"), config.value().text("portal.token"), config.value().text("portal.authorities")});
    if (const auto known = portal.drafts(); !known.ok()) return fail(known.error(), 1);
    std::string text;
    for (const auto& [key, value] : settings) text += key + " = " + value + "\n";
    const std::filesystem::path file = arguments.config_file.empty() ? user_file() : std::filesystem::path(arguments.config_file);
    std::error_code failed;
    std::filesystem::create_directories(file.parent_path(), failed);
    if (auto kept = runtime::write_durably(file, bytes_of(text), 0600); !kept.ok()) return fail(kept.error(), 1);
    std::printf("Kept in %s. Start quillport-agent, or log in to your desktop again.\n", file.c_str());
    return 0;
}

int run(const runtime::Config& config) {
    if (config.text("portal.token").empty()) {
        std::fprintf(
            stderr, "quillport-agent: there is no token; make one on your page of the portal, then: quillport-agent setup URL\n");
        return 2;
    }
    agent::Agent agent(
        {{without_slash(config.text("portal.url")), config.text("portal.token"), config.text("portal.authorities")},
         {config.text("browser"), config.text("notifier")},
         config.text("show") == "browser"});
    return fail(agent.run(), 3);
}

}  // namespace

int main(int argc, char** argv) {
    std::signal(SIGPIPE, SIG_IGN);
    const Arguments arguments = read_arguments(argc, argv);
    if (arguments.version) return std::puts("quillport-agent " QUILLPORT_VERSION) < 0;
    if (arguments.help) return std::printf("%s%s", kUsage, runtime::help_of(kSettings).c_str()) < 0;
    if (!arguments.wrong.empty()) {
        std::fprintf(stderr, "quillport-agent: %s is not an option; see --help\n", arguments.wrong.c_str());
        return 2;
    }
    if (!arguments.setup_url.empty()) return set_up(arguments);
    const auto config = load(arguments);
    return config.ok() ? run(config.value()) : fail(config.error(), 2);
}
