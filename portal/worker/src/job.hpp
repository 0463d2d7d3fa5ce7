#pragma once
#include <sys/types.h>

#include <filesystem>
#include <span>
#include <string_view>
#include <vector>

#include "link.hpp"
#include "quillport/core/bytes.hpp"
#include "tool.hpp"

namespace quillport::worker {

/// One thing that a job can do: by a function of this program, or by a tool, whose output is the answer as it stands.
struct Task {
    std::uint32_t operation = 0;
    std::string_view name;  ///< for the log
    Result<Bytes> (*run)(BytesView arguments, BytesView document) = nullptr;
    const Tool* tool = nullptr;
};

/// What a fork server offers.
struct Offer {
    std::span<const Task> tasks;
    std::vector<std::filesystem::path> readable{};  ///< what stays readable in the jail
    void (*end_threads)() noexcept = nullptr;  ///< gives up what keeps threads running; called when they do not end by themselves
    /// For libraries that take long to get ready in the child and cannot be forked when they are: a spare child always waits,
    /// behind its jail and in a folder of its own that it may write. False: they are not there.
    bool (*get_ready)() = nullptr;
};

[[nodiscard]] const Task* task_of(const Offer& offer, std::uint32_t operation) noexcept;

/// Exit status of a job.
enum class JobExit : int { Answered = 0, NoJail = 90, AnswerTooLarge = 91, AnswerLost = 92, NoTool = 93 };

/// The life of a job, in the child that was just forked for it: closes whatever is not its own, enters the jail, does the task,
/// fills the answer, ends. `server` is the process that watches it; `folder` is there for a task with a tool.
[[noreturn]] void run_job(const Order& order, const Offer& offer, const std::filesystem::path& folder, pid_t server);

/// The same for a spare: gets ready, then takes its order from `orders`. Of the open descriptors it keeps the standard ones, that
/// one and `inherited`, which belong to libraries.
[[noreturn]] void run_spare(const runtime::Descriptor& orders, const std::vector<int>& inherited, const Offer& offer,
                            const std::filesystem::path& folder, pid_t server);

/// The descriptors above the standard ones that are open in this process.
[[nodiscard]] std::vector<int> open_descriptors();

/// True when a child of this process can close the jail.
[[nodiscard]] bool jail_closes(const Offer& offer);

}  // namespace quillport::worker
