#pragma once
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <thread>

#include "quillport/http/server.hpp"

/// A TCP client that says exactly what a test wants said.
class Wire {
  public:
    explicit Wire(std::uint16_t port);
    ~Wire();
    Wire(const Wire&) = delete;
    Wire& operator=(const Wire&) = delete;
    void say(std::string_view text) const;
    void done() const;  ///< no more to say; still listens
    /// Everything until the other end closes or `patience` passes without a byte.
    [[nodiscard]] std::string hear_all(std::chrono::milliseconds patience = std::chrono::seconds(5)) const;
    /// One answer with a Content-Length (or none), and no more.
    [[nodiscard]] std::string hear_answer();
    /// Until `mark` was heard.
    [[nodiscard]] std::string hear_until(std::string_view mark);
    /// True when the other end closes within `patience`, whatever it says before.
    [[nodiscard]] bool is_closed(std::chrono::milliseconds patience) const;
    [[nodiscard]] int socket() const noexcept { return socket_; }

  private:
    bool hear_some(std::chrono::milliseconds patience, std::string& text) const;
    int socket_ = -1;
    std::string rest_;
};

[[nodiscard]] int status_in(std::string_view answer);
/// Value of a header in an answer; empty: none.
[[nodiscard]] std::string header_in(std::string_view answer, std::string_view name);
[[nodiscard]] std::string body_in(std::string_view answer);

/// An application made of one function.
class TestApplication : public quillport::http::Application {
  public:
    using Answer = std::function<quillport::http::Response(quillport::http::Request)>;
    explicit TestApplication(Answer answer) : answer_(std::move(answer)) {}
    quillport::http::BodyPlan plan(const quillport::http::Request& head) override;
    std::optional<quillport::http::Response> admit(const quillport::http::Request& head) override;
    quillport::http::Response answer(quillport::http::Request request) override { return answer_(std::move(request)); }
    quillport::http::Response refusal(int status) override;
    void stopping() override {
        if (on_stop) on_stop();
    }
    std::function<void()> on_stop;

  private:
    Answer answer_;
};

/// A server that runs on a thread of its own until the end of the test.
class RunningServer {
  public:
    RunningServer(quillport::http::Application& application, quillport::http::ServerOptions options = {});
    ~RunningServer();
    RunningServer(const RunningServer&) = delete;
    RunningServer& operator=(const RunningServer&) = delete;
    [[nodiscard]] std::uint16_t port() const { return server_->port(); }
    /// How long it took until the server had stopped.
    std::chrono::milliseconds stop();

  private:
    std::filesystem::path spool_;
    std::unique_ptr<quillport::http::Server> server_;
    std::thread thread_;
};
