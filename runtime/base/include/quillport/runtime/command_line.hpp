#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "quillport/core/result.hpp"

namespace quillport::runtime {

/// What the command line of a program with a table of settings says. A value.
struct CommandLine {
    std::vector<std::string> words;               ///< what is no option: a command and its operands, in their order
    std::map<std::string, std::string> settings;  ///< --KEY=VALUE, as Config::load takes them
    std::filesystem::path config;                 ///< --config FILE; empty: none was named
    bool help = false, version = false;
};

/// Reads --help, -h, --version, --config FILE, --KEY=VALUE and words. Whether a setting is known Config::load says. Thread-safe.
/// Errors: InvalidInput, another option, or --config without a file.
[[nodiscard]] Result<CommandLine> command_line_of(int count, char** values);

}  // namespace quillport::runtime
