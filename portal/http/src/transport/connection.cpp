#include "connection.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <array>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <climits>

#include "quillport/core/handle.hpp"

namespace quillport::http {

namespace {

using tcp = net::ip::tcp;
using boost::system::error_code;
using boost::system::system_error;
using namespace std::chrono_literals;

/// What plain and TLS connections share: socket, deadline, waiting.
class SocketConnection : public Connection, public std::enable_shared_from_this<SocketConnection> {
  public:
    explicit SocketConnection(tcp::socket socket)
        : socket_(std::move(socket)), deadline_(socket_.get_executor()), pause_(socket_.get_executor()) {
        error_code ignored;
        socket_.set_option(tcp::no_delay(true), ignored);
        const auto remote = socket_.remote_endpoint(ignored);
        if (!ignored) peer_ = remote.address().to_string();
    }

    Task<> sleep(std::chrono::milliseconds longest) override {
        error_code woken;
        pause_.expires_after(longest);
        co_await pause_.async_wait(net::redirect_error(net::use_awaitable, woken));
    }
    void wake() override { pause_.cancel(); }

    void deadline(std::chrono::milliseconds from_now) override {
        deadline_.expires_after(from_now);
        deadline_.async_wait([weak = weak_from_this()](const error_code& cancelled) {
            if (const auto self = weak.lock(); self && !cancelled) self->break_off();
        });
    }
    void cut() override {
        net::post(socket_.get_executor(), [weak = weak_from_this()] {
            if (const auto self = weak.lock()) self->break_off();
        });
    }
    net::any_io_executor executor() override { return socket_.get_executor(); }
    std::string peer() const override { return peer_; }

  protected:
    void break_off() {
        error_code ignored;
        socket_.close(ignored);
        pause_.cancel();
    }
    /// Half-closes and swallows what still arrives, at most 16 MB: closing on unread data resets the connection.
    Task<> linger() {
        error_code failed;
        socket_.shutdown(tcp::socket::shutdown_send, failed);
        std::array<char, 8192> waste{};
        std::size_t swallowed = 0;
        while (!failed && swallowed < std::size_t{16} << 20U)
            swallowed += co_await socket_.async_read_some(net::buffer(waste), net::redirect_error(net::use_awaitable, failed));
        deadline_.cancel();
        socket_.close(failed);
    }

    tcp::socket socket_;
    net::steady_timer deadline_;
    net::steady_timer pause_;
    std::string peer_;
};

class PlainConnection final : public SocketConnection {
  public:
    using SocketConnection::SocketConnection;
    Task<> handshake() override { co_return; }
    Task<std::size_t> read_some(std::span<char> buffer) override {
        error_code failed;
        const std::size_t count = co_await socket_.async_read_some(net::buffer(buffer.data(), buffer.size()),
                                                                   net::redirect_error(net::use_awaitable, failed));
        if (failed == net::error::eof) co_return 0;
        if (failed) throw system_error(failed);
        co_return count;
    }
    Task<> write(std::string_view data) override {
        co_await net::async_write(socket_, net::buffer(data.data(), data.size()), net::use_awaitable);
    }
    Task<> close() override {
        deadline(2s);
        co_await linger();
    }
    bool tls() const noexcept override { return false; }
};

/// OpenSSL works on the non-blocking socket itself; asio only says when it is ready. With SSL_MODE_RELEASE_BUFFERS an idle
/// connection then costs a fifth of what asio's ssl::stream takes.
class TlsConnection final : public SocketConnection {
  public:
    TlsConnection(tcp::socket socket, SSL_CTX* context) : SocketConnection(std::move(socket)), ssl_(SSL_new(context)) {
        if (!ssl_ || SSL_set_fd(ssl_.get(), static_cast<int>(socket_.native_handle())) != 1)
            throw system_error(make_error_code(boost::system::errc::not_enough_memory));
        socket_.native_non_blocking(true);
        SSL_set_accept_state(ssl_.get());
    }

    Task<> handshake() override {
        for (;;) {
            ERR_clear_error();
            const int done = SSL_do_handshake(ssl_.get());
            if (done == 1) co_return;
            if (!co_await ready_again(done)) throw broken();
        }
    }
    Task<std::size_t> read_some(std::span<char> buffer) override {
        for (;;) {
            ERR_clear_error();
            std::size_t count = 0;
            const int done = SSL_read_ex(ssl_.get(), buffer.data(), buffer.size(), &count);
            if (done == 1) co_return count;
            if (!co_await ready_again(done)) co_return 0;
        }
    }
    Task<> write(std::string_view data) override {
        while (!data.empty()) {
            ERR_clear_error();
            std::size_t count = 0;
            const int done = SSL_write_ex(ssl_.get(), data.data(), data.size(), &count);
            if (done == 1)
                data.remove_prefix(count);
            else if (!co_await ready_again(done))
                throw broken();
        }
    }
    Task<> close() override {
        deadline(2s);
        ERR_clear_error();
        // After a fatal error close_notify must not be sent (SSL_shutdown(3)); the session closes those without coming here.
        SSL_shutdown(ssl_.get());
        co_await linger();
    }
    bool tls() const noexcept override { return true; }

  private:
    /// Waits for what OpenSSL wants; false at the end of the connection (RFC 8446 §6.1), throws when it broke.
    Task<bool> ready_again(int done) {
        if (!socket_.is_open()) throw broken();
        switch (SSL_get_error(ssl_.get(), done)) {
            case SSL_ERROR_WANT_READ:
                co_await socket_.async_wait(tcp::socket::wait_read, net::use_awaitable);
                co_return true;
            case SSL_ERROR_WANT_WRITE:
                co_await socket_.async_wait(tcp::socket::wait_write, net::use_awaitable);
                co_return true;
            case SSL_ERROR_ZERO_RETURN:
                co_return false;
            default:
                throw broken();
        }
    }
    static system_error broken() { return system_error(make_error_code(boost::system::errc::connection_reset)); }

    std::unique_ptr<SSL, Deleter<SSL_free>> ssl_;
};

}  // namespace

std::shared_ptr<Connection> make_connection(tcp::socket socket, SSL_CTX* tls) {
    if (tls == nullptr) return std::make_shared<PlainConnection>(std::move(socket));
    return std::make_shared<TlsConnection>(std::move(socket), tls);
}

}  // namespace quillport::http
