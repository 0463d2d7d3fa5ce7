#include "quillport/runtime/service.hpp"

#include <sys/signalfd.h>

#include <csignal>
#include <cstdio>

namespace quillport::runtime {
namespace {

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

Result<Config> load(const Service& service, const Arguments& arguments) {
    std::string text;
    if (!arguments.config_file.empty()) {
        auto file = read_file(arguments.config_file, 1U << 20U);
        if (!file.ok()) return Error{file.error().code, file.error().what + " " + arguments.config_file, file.error().detail};
        text = text_of(file.value());
    }
    return Config::load(service.table, text, environment(), arguments.settings);
}

}  // namespace

std::variant<Config, int> begin_service(const Service& service, int argc, char** argv) {
    const Arguments arguments = read_arguments(argc, argv);
    if (arguments.version) return std::printf("%s " QUILLPORT_VERSION "\n", service.name.c_str()) < 0 ? 1 : 0;
    if (arguments.help) {
        const int written = std::printf("Usage: %s [--config FILE] [--KEY=VALUE]...\n%s\n\nSettings:\n%s", service.name.c_str(),
                                        service.usage.c_str(), help_of(service.table).c_str());
        return written < 0 ? 1 : 0;
    }
    if (!arguments.wrong.empty())
        return fail_service(service, {ErrorCode::InvalidInput, arguments.wrong + " is not an option;", "see --help"}, 2);
    auto config = load(service, arguments);
    if (!config.ok()) return fail_service(service, config.error(), 2);
    return std::move(config).value();
}

int fail_service(const Service& service, const Error& error, int status) {
    std::fprintf(stderr, "%s: %s %s\n", service.name.c_str(), error.what.c_str(), error.detail.c_str());
    return status;
}

Descriptor stop_signals() {
    std::signal(SIGPIPE, SIG_IGN);
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    return Descriptor(::signalfd(-1, &signals, SFD_CLOEXEC));
}

}  // namespace quillport::runtime
