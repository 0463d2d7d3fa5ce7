#pragma once
#include <span>
#include <string>
#include <variant>

#include "quillport/runtime/command_line.hpp"
#include "quillport/runtime/config.hpp"
#include "quillport/runtime/file.hpp"

namespace quillport::runtime {

/// What a program says of itself on the command line.
struct Service {
    std::string name;   ///< "quillport-forwarder"
    std::string usage;  ///< one sentence: what it does; before it lines for its commands
    std::span<const Setting> table;
};

/// Reads a program's command line and answers --help and --version. What is wrong goes to standard error. \returns what it says,
/// or the exit status when nothing is left to do: 0 asked and answered, 2 wrong.
[[nodiscard]] std::variant<CommandLine, int> begin_program(const Service& service, int argc, char** argv);

/// The same for a service that knows no commands, and its settings: the file that --config names, environment, command line.
/// \returns the settings, or the exit status.
[[nodiscard]] std::variant<Config, int> begin_service(const Service& service, int argc, char** argv);

/// Prints "name: what detail" to standard error. \returns `status`.
int fail_service(const Service& service, const Error& error, int status);

/// A descriptor that becomes readable with SIGTERM and SIGINT; SIGPIPE is ignored from now on. Before the first thread.
[[nodiscard]] Descriptor stop_signals();

}  // namespace quillport::runtime
