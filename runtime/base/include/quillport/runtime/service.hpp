#pragma once
#include <span>
#include <string>
#include <variant>

#include "quillport/runtime/config.hpp"
#include "quillport/runtime/file.hpp"

namespace quillport::runtime {

/// What a service says of itself on the command line.
struct Service {
    std::string name;   ///< "quillport-forwarder"
    std::string usage;  ///< one sentence: what it does
    std::span<const Setting> table;
};

/// Reads the command line of a service (--help, --version, --config FILE, --KEY=VALUE) and its settings. What is wrong goes to
/// standard error. \returns the settings, or the exit status when there is nothing to serve: 0 asked and answered, 2 wrong.
[[nodiscard]] std::variant<Config, int> begin_service(const Service& service, int argc, char** argv);

/// Prints "name: what detail" to standard error. \returns `status`.
int fail_service(const Service& service, const Error& error, int status);

/// A descriptor that becomes readable with SIGTERM and SIGINT; SIGPIPE is ignored from now on. Before the first thread.
[[nodiscard]] Descriptor stop_signals();

}  // namespace quillport::runtime
