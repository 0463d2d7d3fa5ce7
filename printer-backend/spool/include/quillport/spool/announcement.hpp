#pragma once
#include <chrono>
#include <filesystem>
#include <optional>
#include <string>

namespace quillport::spool {

/// Asks the forwarder what became of the document `key` and waits for its sentence, `patience` at most.
/// The answer is ready to be shown: "WARNING: ..." and perhaps "STATE: ..." lines as of filter(7). Nothing when nobody answers.
[[nodiscard]] std::optional<std::string> ask_forwarder(const std::filesystem::path& socket, const std::string& key,
                                                       std::chrono::milliseconds patience);

}  // namespace quillport::spool
