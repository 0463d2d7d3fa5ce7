#pragma once
#include "settings.hpp"

namespace quillport::daemon {

/// Each command's result is the program's exit code; what went wrong is on stderr.
[[nodiscard]] int serve(const runtime::Config& config);
[[nodiscard]] int migrate(const runtime::Config& config);
/// Checks what the portal needs, one line each. 0: all is well, 1: something is not.
[[nodiscard]] int doctor(const runtime::Config& config);
/// `words` are the operands: "add NAME EMAIL [administrator]", "list", "password EMAIL", "alias EMAIL [NAME]...",
/// "token EMAIL [NAME | drop ID]".
[[nodiscard]] int user(const runtime::Config& config, const std::vector<std::string>& words);
/// "add NAME", "list", "drop ID".
[[nodiscard]] int key(const runtime::Config& config, const std::vector<std::string>& words);
/// "list", "set NAME KEY=VALUE...", "tags NAME [dialects=..] [languages=..] [mark=..]... [anchor=..]...".
[[nodiscard]] int queue(const runtime::Config& config, const std::vector<std::string>& words);
/// "list", "show NAME", "set NAME KEY=VALUE...", "remove NAME".
[[nodiscard]] int templates(const runtime::Config& config, const std::vector<std::string>& words);
/// "list", "set NAME [EMAIL]...", "drop NAME".
[[nodiscard]] int team(const runtime::Config& config, const std::vector<std::string>& words);
/// "show", "set name=.. date=.. reason=.. logo=.. place=.. verify-url=..", "set default".
[[nodiscard]] int look(const runtime::Config& config, const std::vector<std::string>& words);
[[nodiscard]] int backup(const runtime::Config& config, const std::filesystem::path& target);
[[nodiscard]] int restore(const runtime::Config& config, const std::filesystem::path& source);

inline constexpr int kUsage = 2;

}  // namespace quillport::daemon
