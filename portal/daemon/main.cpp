#include <sys/stat.h>

#include <exception>
#include <iostream>

#include "commands.hpp"
#include "quillport/runtime/config.hpp"
#include "settings.hpp"
#include "terminal.hpp"

using namespace quillport;

namespace {

constexpr const char* kCommands =
    "usage: quillportd [--config FILE] [--SETTING=VALUE]... COMMAND\n\n"
    "  serve                  run the portal; nothing needs to be configured\n"
    "  migrate                bring the database up to date, then end\n"
    "  doctor                 say what the portal needs and lacks\n"
    "  user add NAME EMAIL [administrator] | list | password EMAIL\n"
    "  user alias EMAIL [NAME]...         the names under which somebody prints\n"
    "  user token EMAIL [NAME | drop ID]  tokens for quillport-agent on somebody's desktop\n"
    "  team list | set NAME [EMAIL]... | drop NAME\n"
    "  key add NAME | list | drop ID      keys of print servers\n"
    "  queue list | set NAME KEY=VALUE... settings of a print queue\n"
    "  queue tags NAME [dialects=A,B] [languages=A,B] [mark=SETTING]... [anchor=SETTING]... [split=RULE]\n"
    "                         how its documents are read\n"
    "  template list | show NAME | set NAME KEY=VALUE... | remove NAME\n"
    "                         what is said again and again of drafts\n"
    "  look show | set [name=yes|no] [date=yes|no] [reason=yes|no] [logo=FILE|none] [place=left|right|behind|none]\n"
    "       [verify-url=URL|none] | set default\n"
    "                         how visible signatures and the seal look\n"
    "  backup FOLDER          copy everything that is kept, also while the portal runs\n"
    "  restore FOLDER         put a copy into an empty data folder\n\n"
    "Settings (file ";

int run(const runtime::CommandLine& line) {
    const auto config = daemon::load(line);
    if (!config.ok()) {
        daemon::fail(config.error());
        return daemon::kUsage;
    }
    const std::vector<std::string>& words = line.words;
    const std::vector<std::string> operands(words.begin() + 1, words.end());
    const std::string& command = words[0];
    if (command == "serve" && operands.empty()) return daemon::serve(config.value());
    if (command == "migrate" && operands.empty()) return daemon::migrate(config.value());
    if (command == "doctor" && operands.empty()) return daemon::doctor(config.value());
    if (command == "user") return daemon::user(config.value(), operands);
    if (command == "key") return daemon::key(config.value(), operands);
    if (command == "queue") return daemon::queue(config.value(), operands);
    if (command == "template") return daemon::templates(config.value(), operands);
    if (command == "team") return daemon::team(config.value(), operands);
    if (command == "look") return daemon::look(config.value(), operands);
    if (command == "backup" && operands.size() == 1) return daemon::backup(config.value(), operands[0]);
    if (command == "restore" && operands.size() == 1) return daemon::restore(config.value(), operands[0]);
    std::cerr << "quillportd: no such command: " << command << " (see quillportd --help)\n";
    return daemon::kUsage;
}

}  // namespace

int main(int count, char** values) {
    ::umask(0077);
    try {
        const auto line = runtime::command_line_of(count, values);
        if (!line.ok()) {
            daemon::fail(line.error());
            return daemon::kUsage;
        }
        if (line.value().version) {
            std::cout << "quillportd " QUILLPORT_VERSION "\n";
            return 0;
        }
        if (line.value().help || line.value().words.empty()) {
            std::ostream& out = line.value().help ? std::cout : std::cerr;
            out << kCommands << daemon::kConfigFile << ", then environment, then command line):\n"
                << runtime::help_of(daemon::settings_table());
            return line.value().help ? 0 : daemon::kUsage;
        }
        return run(line.value());
    } catch (const std::exception& broken) {
        std::cerr << "quillportd: " << broken.what() << '\n';
        return 1;
    }
}
