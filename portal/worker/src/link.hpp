#pragma once
#include <chrono>
#include <cstdint>

#include "quillport/core/result.hpp"
#include "quillport/runtime/file.hpp"

namespace quillport::worker {

/// The descriptor that the server inherits for its orders.
inline constexpr int kOrders = 3;
/// What the server says first, in a packet of one byte.
enum class Greeting : std::uint8_t { Ready = 'R', NoJail = 'J' };

/// One job, in one packet with three descriptors.
struct Order {
    std::uint32_t operation = 0;
    std::chrono::milliseconds wall{};
    std::uint64_t memory = 0;
    runtime::Descriptor request;  ///< sealed file in memory: length of the arguments, arguments, document
    runtime::Descriptor answer;   ///< empty file in memory that the job fills
    runtime::Descriptor verdict;  ///< pipe where the server says how the job ended
};

/// How a job ended, as its server saw it.
/// Refused: a tool ended without a result; NoTool: there is no such program; AnswerLost: the machine took no answer.
enum class Ending : std::uint8_t { Answered, TooSlow, TooLarge, Died, NoJail, NotStarted, Refused, NoTool, AnswerLost };
struct Verdict {
    Ending ending = Ending::Died;
    std::uint8_t signal = 0;  ///< for Died
};

/// How far a file of an answer may grow.
inline constexpr std::uint64_t kAnswerLimit = std::uint64_t{512} << 20U;

[[nodiscard]] Result<void> send(const runtime::Descriptor& socket, const Order& order);
/// Errors: Gone when the other side has closed the socket, InvalidInput for a packet that is no order.
[[nodiscard]] Result<Order> receive(const runtime::Descriptor& socket);

}  // namespace quillport::worker
