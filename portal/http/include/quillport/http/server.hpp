#pragma once
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "quillport/core/result.hpp"
#include "quillport/http/message.hpp"

namespace quillport::http {

/// How the server has to take in the body of a request.
struct BodyPlan {
    enum class Kind : std::uint8_t { Memory, Spool } kind = Kind::Memory;
    std::uint64_t limit = 0;  ///< bytes; a longer body is 413
};

/// What answers. All functions are called from several threads at once.
class Application {
  public:
    virtual ~Application() = default;
    /// Called on an I/O thread with the head only; must not block.
    [[nodiscard]] virtual BodyPlan plan(const Request& head) = 0;
    /// Called on the pool before a body is spooled, so that a stranger cannot fill the disk. An answer refuses the request.
    [[nodiscard]] virtual std::optional<Response> admit(const Request& head) = 0;
    /// Called on the pool with everything; does not throw.
    [[nodiscard]] virtual Response answer(Request request) = 0;
    /// The answer to what is no request, or one too many (400, 408, 413, 431, 501, 503, 505). Must not block.
    [[nodiscard]] virtual Response refusal(int status) = 0;
    /// The server stops: streams end.
    virtual void stopping() = 0;
};

struct ServerOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;             ///< 0: any free one
    std::filesystem::path certificate;  ///< PEM chain; empty: no TLS, then only a loopback address is accepted
    std::filesystem::path key;          ///< PEM
    std::filesystem::path spool;        ///< folder for bodies, on a real disk
    int io_threads = 2;
    int handler_threads = 8;
    int waiting_requests = 512;  ///< more than that wait for the pool: 503
    int connections = 10'000;
    int connections_per_address = 256;
    std::chrono::milliseconds header_time{15'000};  ///< from the first byte to the end of the head, and for a TLS handshake
    std::chrono::milliseconds idle_time{60'000};    ///< between two requests
    std::chrono::milliseconds body_time{30'000};    ///< for a body, beside one second for each 8 KB that arrived
    std::chrono::milliseconds write_time{60'000};   ///< for each 64 KB of an answer
    std::chrono::milliseconds drain_time{8'000};    ///< for requests that run when it stops
};

/// HTTP/1.1 (RFC 9112) over TCP or TLS 1.2 and 1.3. Requests of a connection are answered in order, one after the other.
class Server {
  public:
    /// Opens the port; from then on the process ignores SIGPIPE. Errors: InvalidInput (a non-loopback address without TLS, an
    /// unreadable certificate or key), Conflict (the port is taken), Internal.
    [[nodiscard]] static Result<std::unique_ptr<Server>> open(const ServerOptions& options, Application& application);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    [[nodiscard]] std::uint16_t port() const noexcept;
    /// Serves until stop() is called or SIGTERM or SIGINT arrives (when `signals`), then drains.
    void run(bool signals);
    /// Thread-safe. Stops accepting, lets running requests finish within drain_time.
    void stop();

  private:
    class Impl;
    explicit Server(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace quillport::http
