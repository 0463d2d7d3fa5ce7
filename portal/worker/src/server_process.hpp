#pragma once
#include <sys/types.h>

#include <filesystem>
#include <memory>

#include "quillport/core/result.hpp"
#include "quillport/runtime/file.hpp"

namespace quillport::worker {

/// A running fork server. When this object goes, the server's socket closes, and the server ends with all its jobs.
class ServerProcess {
  public:
    /// Starts `program` and waits until it is warm and has tried the jail.
    /// Errors: Unavailable: no program, no greeting in time, no jail.
    [[nodiscard]] static Result<std::shared_ptr<ServerProcess>> start(const std::filesystem::path& program);

    ServerProcess(pid_t pid, runtime::Descriptor socket) : pid_(pid), socket_(std::move(socket)) {}
    ~ServerProcess();
    ServerProcess(const ServerProcess&) = delete;
    ServerProcess& operator=(const ServerProcess&) = delete;

    [[nodiscard]] const runtime::Descriptor& socket() const noexcept { return socket_; }
    [[nodiscard]] pid_t pid() const noexcept { return pid_; }
    /// For a server that does not keep its promises.
    void kill() const noexcept;

  private:
    pid_t pid_;
    runtime::Descriptor socket_;
};

}  // namespace quillport::worker
