#include "wire.hpp"

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <stdexcept>

using namespace quillport;

Wire::Wire(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        throw std::runtime_error("cannot connect");
}

Wire::~Wire() { ::close(socket_); }

void Wire::say(std::string_view text) const {
    while (!text.empty()) {
        const ssize_t count = ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL);
        if (count <= 0) return;  // the server had enough; what it answered is still to be heard
        text.remove_prefix(static_cast<std::size_t>(count));
    }
}

void Wire::done() const { ::shutdown(socket_, SHUT_WR); }

bool Wire::hear_some(std::chrono::milliseconds patience, std::string& text) const {
    pollfd ready{socket_, POLLIN, 0};
    if (::poll(&ready, 1, static_cast<int>(patience.count())) <= 0) return false;
    char buffer[65'536];
    const ssize_t count = ::recv(socket_, buffer, sizeof buffer, 0);
    if (count <= 0) return false;
    text.append(buffer, static_cast<std::size_t>(count));
    return true;
}

std::string Wire::hear_all(std::chrono::milliseconds patience) const {
    std::string text = rest_;
    while (hear_some(patience, text)) {
    }
    return text;
}

std::string Wire::hear_until(std::string_view mark) {
    for (;;) {
        const auto found = rest_.find(mark);
        if (found != std::string::npos) {
            std::string text = rest_.substr(0, found + mark.size());
            rest_.erase(0, text.size());
            return text;
        }
        if (!hear_some(std::chrono::seconds(10), rest_)) return std::exchange(rest_, {});
    }
}

std::string Wire::hear_answer() {
    std::string answer = hear_until("\r\n\r\n");
    const std::string length = header_in(answer, "Content-Length");
    const std::size_t wanted = length.empty() ? 0 : std::stoul(length);
    while (rest_.size() < wanted && hear_some(std::chrono::seconds(10), rest_)) {
    }
    answer += rest_.substr(0, wanted);
    rest_.erase(0, std::min(wanted, rest_.size()));
    return answer;
}

bool Wire::is_closed(std::chrono::milliseconds patience) const {
    const auto end = std::chrono::steady_clock::now() + patience;
    for (;;) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
        pollfd ready{socket_, POLLIN, 0};
        if (left.count() <= 0 || ::poll(&ready, 1, static_cast<int>(left.count())) <= 0) return false;
        char buffer[4096];
        if (::recv(socket_, buffer, sizeof buffer, 0) <= 0) return true;
    }
}

int status_in(std::string_view answer) { return answer.size() < 12 ? 0 : std::stoi(std::string(answer.substr(9, 3))); }

std::string header_in(std::string_view answer, std::string_view name) {
    const auto end = answer.find("\r\n\r\n");
    const std::string mark = "\r\n" + std::string(name) + ": ";
    const auto found = answer.substr(0, end).find(mark);
    if (found == std::string_view::npos) return {};
    const auto value = answer.substr(found + mark.size());
    return std::string(value.substr(0, value.find("\r\n")));
}

std::string body_in(std::string_view answer) {
    const auto end = answer.find("\r\n\r\n");
    return end == std::string_view::npos ? std::string{} : std::string(answer.substr(end + 4));
}

http::BodyPlan TestApplication::plan(const http::Request& head) {
    if (head.path == "/upload") return {http::BodyPlan::Kind::Spool, std::uint64_t{64} << 20U};
    return {http::BodyPlan::Kind::Memory, 1000};
}

std::optional<http::Response> TestApplication::admit(const http::Request& head) {
    if (head.header("x-stranger").empty()) return std::nullopt;
    return refusal(401);
}

http::Response TestApplication::refusal(int status) {
    http::Response response = http::json(status, "{}");
    response.set("X-Content-Type-Options", "nosniff");
    return response;
}

RunningServer::RunningServer(http::Application& application, http::ServerOptions options) {
    std::string name = (std::filesystem::temp_directory_path() / "quillport-http-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    spool_ = name;
    options.spool = spool_;
    auto server = http::Server::open(options, application);
    if (!server.ok()) throw std::runtime_error(server.error().what);
    server_ = std::move(server).value();
    thread_ = std::thread([this] { server_->run(false); });
}

RunningServer::~RunningServer() {
    stop();
    std::error_code ignored;
    std::filesystem::remove_all(spool_, ignored);
}

std::chrono::milliseconds RunningServer::stop() {
    const auto start = std::chrono::steady_clock::now();
    if (thread_.joinable()) {
        server_->stop();
        thread_.join();
    }
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start);
}
