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

/// What a backend says instead of a key when it gives a job back to the scheduler for want of room.
inline constexpr const char* kGivenBack = "given back";
/// Tells the forwarder so, that it may release the job later. Without a forwarder nothing happens: it looks when it starts.
void tell_given_back(const std::filesystem::path& socket);

}  // namespace quillport::spool
