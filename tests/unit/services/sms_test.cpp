#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>
#include <catch2/catch.hpp>

#include <thread>

#include "quillport/runtime/file.hpp"
#include "quillport/services/context.hpp"

namespace quillport::services {
namespace {

/// A gateway that takes one request and answers it with one status.
class OneAnswer {
  public:
    explicit OneAnswer(const std::string& status) : listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        REQUIRE(::bind(listener_.get(), reinterpret_cast<sockaddr*>(&address), size) == 0);
        REQUIRE(::listen(listener_.get(), 1) == 0);
        REQUIRE(::getsockname(listener_.get(), reinterpret_cast<sockaddr*>(&address), &size) == 0);
        url = "http://127.0.0.1:" + std::to_string(ntohs(address.sin_port)) + "/sms";
        thread_ = std::thread([this, status] { serve(status); });
    }
    ~OneAnswer() { wait(); }
    void wait() {
        if (thread_.joinable()) thread_.join();
    }
    std::string url, request;

  private:
    void serve(const std::string& status) {
        const runtime::Descriptor peer(::accept(listener_.get(), nullptr, nullptr));
        char buffer[4096];
        while (request.find("\r\n\r\n") == std::string::npos || request.find('}') == std::string::npos) {
            const ssize_t n = ::read(peer.get(), buffer, sizeof buffer);
            if (n <= 0) return;
            request.append(buffer, static_cast<std::size_t>(n));
        }
        const std::string answer = "HTTP/1.1 " + status + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        static_cast<void>(::write(peer.get(), answer.data(), answer.size()));
    }

    runtime::Descriptor listener_;
    std::thread thread_;
};

}  // namespace

TEST_CASE("a short message goes to the gateway as JSON with a key that stays the same", "[services][sms]") {
    OneAnswer gateway("202 Accepted");
    const auto sender = http_sms_sender(gateway.url, "gateway-key");
    REQUIRE(sender->send("+38641123456", "123456 is your code for \"Contract\"\n", "<id@portal>").ok());
    gateway.wait();
    CHECK(gateway.request.find("POST /sms ") == 0);
    CHECK(gateway.request.find("Idempotency-Key: <id@portal>\r\n") != std::string::npos);
    CHECK(gateway.request.find("Authorization: Bearer gateway-key\r\n") != std::string::npos);
    CHECK(gateway.request.find(R"({"to":"+38641123456","text":"123456 is your code for \"Contract\"\u000a"})") !=
          std::string::npos);
}

TEST_CASE("a gateway that says no for good is told apart from one that may mend", "[services][sms]") {
    const auto code_for = [](const std::string& status) {
        OneAnswer gateway(status);
        return http_sms_sender(gateway.url, "")->send("+38641123456", "text", "k").error().code;
    };
    CHECK(code_for("400 Bad Request") == ErrorCode::InvalidInput);
    CHECK(code_for("429 Too Many Requests") == ErrorCode::Unavailable);
    CHECK(code_for("503 Service Unavailable") == ErrorCode::Unavailable);
    CHECK(http_sms_sender("http://127.0.0.1:1/sms", "")->send("+38641123456", "text", "k").error().code ==
          ErrorCode::Unavailable);
}

}  // namespace quillport::services
