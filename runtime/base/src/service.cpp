#include "quillport/runtime/service.hpp"

#include <sys/signalfd.h>

#include <csignal>
#include <cstdio>

namespace quillport::runtime {
namespace {

Result<Config> load(const Service& service, const CommandLine& line) {
    std::string text;
    if (!line.config.empty()) {
        auto file = read_file(line.config, 1U << 20U);
        if (!file.ok()) return Error{file.error().code, file.error().what + " " + line.config.string(), file.error().detail};
        text = text_of(file.value());
    }
    return Config::load(service.table, text, environment(), line.settings);
}

}  // namespace

std::variant<CommandLine, int> begin_program(const Service& service, int argc, char** argv) {
    auto line = command_line_of(argc, argv);
    if (!line.ok()) return fail_service(service, line.error(), 2);
    if (line.value().version) return std::printf("%s " QUILLPORT_VERSION "\n", service.name.c_str()) < 0 ? 1 : 0;
    if (line.value().help) {
        const int written = std::printf("Usage: %s [--config FILE] [--KEY=VALUE]...\n%s\n\nSettings:\n%s", service.name.c_str(),
                                        service.usage.c_str(), help_of(service.table).c_str());
        return written < 0 ? 1 : 0;
    }
    return std::move(line).value();
}

std::variant<Config, int> begin_service(const Service& service, int argc, char** argv) {
    const auto begun = begin_program(service, argc, argv);
    if (const int* status = std::get_if<int>(&begun)) return *status;
    const auto& line = std::get<CommandLine>(begun);
    if (!line.words.empty())
        return fail_service(service, {ErrorCode::InvalidInput, line.words.front() + " is not an option;", "see --help"}, 2);
    auto config = load(service, line);
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
