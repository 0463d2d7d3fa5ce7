#pragma once
#include <utility>  // boost/asio/awaitable.hpp of 1.74 uses std::exchange without it

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <chrono>
#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

struct ssl_ctx_st;

namespace quillport::http {

namespace net = boost::asio;
template <typename T = void>
using Task = net::awaitable<T>;

/// One TCP connection, with or without TLS: the HTTP layer never sees which. All functions throw boost::system::system_error when
/// the connection breaks or its deadline passes; all but cut() are called on the connection's strand.
class Connection {
  public:
    virtual ~Connection() = default;
    virtual Task<> handshake() = 0;
    /// At least one byte, or 0 at the end.
    virtual Task<std::size_t> read_some(std::span<char> buffer) = 0;
    /// All of it.
    virtual Task<> write(std::string_view data) = 0;
    /// Says goodbye and reads what is still on its way for at most two seconds, so that an early answer is not lost in a reset.
    virtual Task<> close() = 0;
    /// Waits; returns early when wake() is called.
    virtual Task<> sleep(std::chrono::milliseconds longest) = 0;
    virtual void wake() = 0;
    /// What happens later than that from now breaks the connection.
    virtual void deadline(std::chrono::milliseconds from_now) = 0;
    /// Breaks the connection. Any thread.
    virtual void cut() = 0;
    [[nodiscard]] virtual net::any_io_executor executor() = 0;
    [[nodiscard]] virtual std::string peer() const = 0;
    [[nodiscard]] virtual bool tls() const noexcept = 0;
};

/// `tls` null: plain TCP. It must outlive the connection.
[[nodiscard]] std::shared_ptr<Connection> make_connection(net::ip::tcp::socket socket, ssl_ctx_st* tls);

}  // namespace quillport::http
