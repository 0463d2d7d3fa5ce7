#include "quillport/http/server.hpp"

#include <openssl/ssl.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <csignal>
#include <map>
#include <thread>
#include <vector>

#include "quillport/runtime/log.hpp"
#include "session.hpp"
#include "tls_context.hpp"

namespace quillport::http {

using tcp = net::ip::tcp;
using boost::system::error_code;
using namespace std::chrono_literals;

class Server::Impl {
  public:
    Impl(ServerOptions options, Application& application)
        : options_(std::move(options)),
          shared_{options_, application, {}, {}, {}, {}, {}},
          pool_(static_cast<std::size_t>(options_.handler_threads)),
          stop_signal_(control_) {
        shared_.on_pool = [this](Connection& connection, Work work) { return run_on_pool(connection, std::move(work)); };
    }

    Result<void> listen() {
        // OpenSSL writes to the socket with write(2), which knows no MSG_NOSIGNAL: a client that went away must not end the
        // program.
        std::signal(SIGPIPE, SIG_IGN);
        error_code failed;
        const auto address = net::ip::make_address(options_.address, failed);
        if (failed) return Error{ErrorCode::InvalidInput, "the listen address is no network address", options_.address};
        if (options_.certificate.empty() && !address.is_loopback())
            return Error{ErrorCode::InvalidInput, "an address other than loopback needs a TLS certificate and key",
                         options_.address};
        if (!options_.certificate.empty()) {
            auto tls = make_tls_context(options_.certificate, options_.key);
            if (!tls.ok()) return tls.error();
            tls_ = std::move(tls).value();
        }
        const tcp::endpoint endpoint(address, options_.port);
        acceptor_.open(endpoint.protocol(), failed);
        if (!failed) acceptor_.set_option(net::socket_base::reuse_address(true), failed);
        if (!failed) acceptor_.bind(endpoint, failed);
        if (!failed) acceptor_.listen(1024, failed);
        if (failed)
            return Error{ErrorCode::Conflict, "cannot listen on the port: " + failed.message(), std::to_string(options_.port)};
        port_ = acceptor_.local_endpoint(failed).port();
        return {};
    }

    void run(bool signals) {
        net::co_spawn(control_, accept(), [](const std::exception_ptr&) {});
        net::co_spawn(control_, wait_for_stop(), [](const std::exception_ptr&) {});
        if (signals) net::co_spawn(control_, wait_for_signal(), [](const std::exception_ptr&) {});
        std::vector<std::thread> threads;
        for (int i = 1; i < options_.io_threads; ++i) threads.emplace_back([this] { io_.run(); });
        io_.run();
        for (std::thread& thread : threads) thread.join();
        pool_.join();
    }

    void stop() {
        net::post(control_, [this] { want_stop(); });
    }
    [[nodiscard]] std::uint16_t port() const noexcept { return port_; }

  private:
    Task<> accept() {
        while (!shared_.stopping) {
            error_code failed;
            tcp::socket socket(net::make_strand(io_));
            co_await acceptor_.async_accept(socket, net::redirect_error(net::use_awaitable, failed));
            if (failed == net::error::operation_aborted || !acceptor_.is_open()) co_return;
            if (failed) {  // out of descriptors: wait until some are given back
                runtime::log(runtime::LogLevel::Error, "accept_failed", {{"why", failed.message()}});
                net::steady_timer pause(control_, 100ms);
                co_await pause.async_wait(net::redirect_error(net::use_awaitable, failed));
                continue;
            }
            admit(std::move(socket));
        }
    }

    void admit(tcp::socket socket) {
        error_code failed;
        const auto remote = socket.remote_endpoint(failed);
        if (failed) return;
        const std::string address = remote.address().to_string();
        {
            const std::lock_guard lock(shared_.mutex);
            int& count = per_address_[address];
            if (shared_.sessions >= options_.connections || count >= options_.connections_per_address) {
                runtime::log(runtime::LogLevel::Warning, "too_many_connections", {{"peer", address}});
                return;
            }
            ++count;
        }
        ++shared_.sessions;
        const auto executor = socket.get_executor();
        std::shared_ptr<Connection> connection;
        try {
            connection = make_connection(std::move(socket), tls_.get());
        } catch (const std::exception& failure) {
            runtime::log(runtime::LogLevel::Error, "connection_failed", {{"why", failure.what()}});
            return forget(address);
        }
        net::co_spawn(executor, serve(std::move(connection), shared_), [this, address](const std::exception_ptr& failure) {
            if (failure) runtime::log(runtime::LogLevel::Error, "session_failed", {{"why", why(failure)}});
            forget(address);
        });
    }

    static std::string why(const std::exception_ptr& failure) {
        try {
            std::rethrow_exception(failure);
        } catch (const std::exception& known) {
            return known.what();
        }
    }

    void forget(const std::string& address) {
        const std::lock_guard lock(shared_.mutex);
        const auto found = per_address_.find(address);
        if (found != per_address_.end() && --found->second == 0) per_address_.erase(found);
        --shared_.sessions;
    }

    Task<std::optional<Response>> run_on_pool(Connection& connection, Work work) {
        if (waiting_ >= options_.waiting_requests) co_return shared_.application.refusal(503);
        ++waiting_;
        const auto executor = connection.executor();
        auto start = [this, executor, &work](auto done) {
            auto shared_done = std::make_shared<decltype(done)>(std::move(done));
            net::post(pool_, [this, executor, &work, shared_done] {
                std::optional<Response> response;
                try {
                    response = work();
                } catch (const std::exception& failure) {
                    runtime::log(runtime::LogLevel::Error, "handler_threw", {{"why", failure.what()}});
                    response = shared_.application.refusal(500);
                }
                --waiting_;
                net::post(executor,
                          [shared_done, response = std::move(response)]() mutable { (*shared_done)(std::move(response)); });
            });
        };
        co_return co_await net::async_initiate<decltype(net::use_awaitable) const&, void(std::optional<Response>)>(
            start, net::use_awaitable);
    }

    Task<> wait_for_signal() {
        net::signal_set set(control_, SIGTERM, SIGINT);
        error_code failed;
        co_await set.async_wait(net::redirect_error(net::use_awaitable, failed));
        want_stop();
    }

    /// On control_. The wish is kept: it may come before anybody waits for it.
    void want_stop() {
        stop_wanted_ = true;
        stop_signal_.cancel();
    }

    Task<> wait_for_stop() {
        error_code woken;
        stop_signal_.expires_at(std::chrono::steady_clock::time_point::max());
        while (!stop_wanted_) co_await stop_signal_.async_wait(net::redirect_error(net::use_awaitable, woken));
        runtime::log(runtime::LogLevel::Info, "stopping", {{"connections", shared_.sessions.load()}});
        shared_.stopping = true;
        acceptor_.close(woken);
        shared_.application.stopping();
        {
            const std::lock_guard lock(shared_.mutex);
            for (Connection* idle : shared_.idle) idle->cut();
        }
        net::steady_timer pause(control_);
        const auto end = std::chrono::steady_clock::now() + options_.drain_time;
        while (shared_.sessions > 0 && std::chrono::steady_clock::now() < end) {
            pause.expires_after(20ms);
            co_await pause.async_wait(net::redirect_error(net::use_awaitable, woken));
        }
        runtime::log(runtime::LogLevel::Info, "stopped", {{"unfinished", shared_.sessions.load()}});
        io_.stop();
    }

    // The sessions' frames die with io_: what they use stands above it.
    ServerOptions options_;
    TlsContext tls_;
    std::map<std::string, int> per_address_;
    std::atomic<int> waiting_{0};
    std::uint16_t port_ = 0;
    Shared shared_;
    net::io_context io_{2};
    /// Accepting and stopping happen here, one after the other: neither acceptor nor timer may be used by two threads at once.
    net::strand<net::io_context::executor_type> control_{io_.get_executor()};
    bool stop_wanted_ = false;
    net::thread_pool pool_;
    tcp::acceptor acceptor_{control_};
    net::steady_timer stop_signal_;
};

Server::Server(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Server::~Server() = default;

Result<std::unique_ptr<Server>> Server::open(const ServerOptions& options, Application& application) {
    auto impl = std::make_unique<Impl>(options, application);
    if (auto listening = impl->listen(); !listening.ok()) return std::move(listening).error();
    return std::unique_ptr<Server>(new Server(std::move(impl)));
}

std::uint16_t Server::port() const noexcept { return impl_->port(); }
void Server::run(bool signals) { impl_->run(signals); }
void Server::stop() { impl_->stop(); }

}  // namespace quillport::http
