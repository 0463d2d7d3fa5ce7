#pragma once
#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "quillport/core/result.hpp"
#include "quillport/runtime/file.hpp"

namespace quillport::agent {

/// A door on the loopback through which the user's browser, and nobody else's, comes to the portal: what stands in a command line
/// can be read by everybody on a terminal server, and a ticket must not. The address that the browser is started with holds a
/// secret that only says where to knock; whoever knocks must be a process of the same user, which the kernel tells (proc(5),
/// /proc/net/tcp). He is then sent on to the destination, which is made in that moment. Answers once, then closes; at the latest
/// after two minutes.
class Doorstep {
  public:
    /// `destination` is called in another thread. Errors: Unavailable when no port of the loopback can be had.
    [[nodiscard]] static Result<std::unique_ptr<Doorstep>> open(std::function<std::string()> destination);
    ~Doorstep();
    Doorstep(const Doorstep&) = delete;
    Doorstep& operator=(const Doorstep&) = delete;

    /// "http://127.0.0.1:PORT/SECRET"
    [[nodiscard]] const std::string& url() const noexcept { return url_; }
    [[nodiscard]] bool closed() const noexcept;

  private:
    class Work;
    Doorstep(std::string url, std::shared_ptr<Work> work);
    std::string url_;
    std::shared_ptr<Work> work_;
    std::thread thread_;
};

/// Whose the other end of a loopback connection between these ports is, in a text like /proc/net/tcp; -1: nobody's that it knows.
[[nodiscard]] long owner_of_connection(std::string_view table, unsigned peer_port, unsigned own_port);

}  // namespace quillport::agent
