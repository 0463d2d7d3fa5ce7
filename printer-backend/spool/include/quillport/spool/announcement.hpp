#pragma once
#include <chrono>
#include <filesystem>
#include <optional>
#include <string>

namespace quillport::spool {

/// Who asks. While a backend waits, its queue does: in a burst its conversation ends without an answer, so that deliveries go on
/// beside the queue.
enum class Asker : unsigned char { HoldsNothing, HoldsQueue };
/// Stands behind the key in the question of one who holds a queue.
inline constexpr const char* kHoldsQueue = " queue";

/// Asks the forwarder what became of the document `key` and waits for its sentence, `patience` at most.
/// The answer is ready to be shown: "WARNING: ..." and perhaps "STATE: ..." lines as of filter(7). Nothing when nobody answers.
/// Thread-safe.
[[nodiscard]] std::optional<std::string> ask_forwarder(const std::filesystem::path& socket, const std::string& key,
                                                       std::chrono::milliseconds patience, Asker asker = Asker::HoldsNothing);

/// What a backend says instead of a key when it gives a job back to the scheduler for want of room.
inline constexpr const char* kGivenBack = "given back";
/// Tells the forwarder so, that it may release the job later. Without a forwarder nothing happens: it looks when it starts.
void tell_given_back(const std::filesystem::path& socket);

}  // namespace quillport::spool
