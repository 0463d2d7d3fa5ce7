#pragma once
#include <condition_variable>
#include <filesystem>
#include <memory>
#include <mutex>

#include "link.hpp"
#include "quillport/worker/client.hpp"
#include "server_process.hpp"

namespace quillport::worker {

/// What is asked of a job, and how much it may use.
struct Ask {
    std::uint32_t operation = 0;
    std::chrono::milliseconds wall{};
    std::uint64_t memory = 0;
};

/// Carries orders to the fork server and answers back. Thread-safe. Knows nothing of what is asked.
class Caller {
  public:
    Caller(std::filesystem::path program, WorkerLimits limits);

    /// Starts the server when there is none.
    [[nodiscard]] Result<void> start();
    /// Has `operation` done on `document`. \returns the message of the job, or its error; errors as Client says.
    [[nodiscard]] Result<Bytes> call(std::uint32_t operation, BytesView arguments, BytesView document);
    /// The same with a document that lies in a file.
    [[nodiscard]] Result<Bytes> call_with_file(std::uint32_t operation, BytesView arguments, const runtime::FilePart& document);
    /// A conversion by a function of the worker: as `call`, with the limits for conversions.
    [[nodiscard]] Result<Bytes> convert(std::uint32_t operation, BytesView arguments, BytesView document);
    /// A conversion by a tool: whatever it wrote. Errors: also Unsupported "damaged" (it wrote nothing good) and "no_converter".
    [[nodiscard]] Result<Bytes> convert_by_tool(std::uint32_t operation, BytesView document);
    /// Process id of the server; -1: none runs.
    [[nodiscard]] pid_t server_pid();

  private:
    class Turn;
    [[nodiscard]] Ask ordinary(std::uint32_t operation) const { return {operation, limits_.wall, limits_.memory}; }
    [[nodiscard]] Ask conversion(std::uint32_t operation) const {
        return {operation, limits_.conversion_wall, limits_.conversion_memory};
    }
    [[nodiscard]] Result<Bytes> message_for(const Ask& ask, const Result<runtime::Descriptor>& request);
    [[nodiscard]] Result<std::shared_ptr<ServerProcess>> server();
    void forget(const std::shared_ptr<ServerProcess>& gone);
    /// The end of the pipe where the verdict will stand.
    [[nodiscard]] Result<runtime::Descriptor> give(const Ask& ask, const runtime::Descriptor& request,
                                                   const runtime::Descriptor& answer, std::shared_ptr<ServerProcess>& by);
    [[nodiscard]] Result<Verdict> verdict_of(const Ask& ask, const runtime::Descriptor& pipe,
                                             const std::shared_ptr<ServerProcess>& by);

    std::filesystem::path program_;
    WorkerLimits limits_;
    std::mutex mutex_;
    std::condition_variable turn_ended_;
    int running_ = 0;
    std::shared_ptr<ServerProcess> server_;
};

}  // namespace quillport::worker
