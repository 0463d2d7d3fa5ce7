#include <catch2/catch.hpp>

#include <chrono>
#include <filesystem>

#include "local_server.hpp"
#include "quillport/net/http_client.hpp"
#include "quillport/runtime/file.hpp"

using namespace quillport;
using namespace quillport::net;
using namespace std::chrono_literals;
using test::LocalServer;

namespace {

HttpRequest get(const LocalServer& server, const std::string& path) {
    HttpRequest request;
    request.url = "http://127.0.0.1:" + server.port() + path;
    return request;
}

std::string body_of(const Result<HttpAnswer>& answer) {
    REQUIRE(answer.ok());
    return std::string(text_of(answer.value().body));
}

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("an exchange carries method, headers, body and answer", "[net][http]") {
    const LocalServer server("http_server.py");
    HttpRequest request = get(server, "/echo");
    CHECK(holds(body_of(exchange(request)), R"("method": "GET")"));
    request.headers = {{"X-One", "1"}, {"X-Empty", ""}};
    request.body = copy_of("\x01 body");
    request.user_and_password = "user:pass";
    for (const std::string method : {"POST", "PUT", "DELETE"}) {
        request.method = method;
        const std::string seen = body_of(exchange(request));
        CHECK(holds(seen, "\"method\": \"" + method + "\""));
        CHECK(holds(seen, R"("X-One": "1")"));
        CHECK(holds(seen, R"("X-Empty": "")"));
        CHECK(holds(seen, R"(\u0001 body)"));
        CHECK(holds(seen, "Basic dXNlcjpwYXNz"));
        CHECK_FALSE(holds(seen, "Content-Type"));
        CHECK_FALSE(holds(seen, "Expect"));
    }
    const auto answer = exchange(get(server, "/echo"));
    CHECK(answer.value().headers.at("x-mixed-case") == "kept");
    request = get(server, "/echo");
    request.method = "HEAD";
    CHECK(body_of(exchange(request)).empty());
    request.method = "POST";
    CHECK(holds(body_of(exchange(request)), R"("Content-Length": "0")"));
}

TEST_CASE("a body may be the part of a file between two pieces, read while it goes", "[net][http]") {
    const LocalServer server("http_server.py");
    const std::string content = "skipped" + std::string(700'000, 'f') + "left out";
    const auto file = runtime::memory_file(bytes_of(content), "body");
    HttpRequest request = get(server, "/echo");
    request.method = "POST";
    request.body = copy_of("<");
    request.body_file = {file.value().get(), 7, 700'000};
    request.body_end = copy_of(">");
    request.answer_limit = 2'000'000;
    const std::string seen = body_of(exchange(request));
    CHECK(holds(seen, "\"<" + std::string(700'000, 'f') + ">\""));
    CHECK(holds(seen, R"("Content-Length": "700002")"));
    request.body_file.size = content.size();
    const auto short_file = exchange(request);
    REQUIRE_FALSE(short_file.ok());
    CHECK(short_file.error().code == ErrorCode::Internal);
}

TEST_CASE("a refusal of the other side is an answer", "[net][http]") {
    const LocalServer server("http_server.py");
    const auto answer = exchange(get(server, "/status/503"));
    REQUIRE(answer.ok());
    CHECK(answer.value().status == 503);
    CHECK(answer.value().headers.at("retry-after") == "7");
    CHECK(body_of(answer) == "said");
}

TEST_CASE("a redirect is not followed", "[net][http]") {
    const LocalServer server("http_server.py");
    const auto answer = exchange(get(server, "/redirect"));
    REQUIRE(answer.ok());
    CHECK(answer.value().status == 302);
    CHECK(answer.value().body.empty());
}

TEST_CASE("nobody there is unavailable, slow is a timeout", "[net][http]") {
    HttpRequest request;
    request.url = "http://127.0.0.1:" + test::closed_port() + "/";
    CHECK(exchange(request).error().code == ErrorCode::Unavailable);
    request.url = "http://name.invalid/";
    CHECK(exchange(request).error().code == ErrorCode::Unavailable);
    const LocalServer server("http_server.py");
    request = get(server, "/slow");
    request.timeout = 300ms;
    const auto start = std::chrono::steady_clock::now();
    CHECK(exchange(request).error().code == ErrorCode::Timeout);
    CHECK(std::chrono::steady_clock::now() - start < 3s);
}

TEST_CASE("an answer larger than allowed is refused, announced or not", "[net][http]") {
    const LocalServer server("http_server.py");
    for (const char* path : {"/large", "/endless"}) {
        HttpRequest request = get(server, path);
        request.answer_limit = 100'000;
        CHECK(exchange(request).error().code == ErrorCode::TooLarge);
    }
    CHECK(body_of(exchange(get(server, "/large"))).size() == 200'000);
    CHECK(exchange(get(server, "/headers")).error().code == ErrorCode::TooLarge);
}

TEST_CASE("what would forge a header or leave HTTP is refused before anything is sent", "[net][http]") {
    const LocalServer server("http_server.py");
    HttpRequest request = get(server, "/echo");
    request.headers = {{"X-One", "1\r\nX-Two: 2"}};
    CHECK(exchange(request).error().code == ErrorCode::InvalidInput);
    request.headers = {{"X-One: 1\r\nX-Two", "2"}};
    CHECK(exchange(request).error().code == ErrorCode::InvalidInput);
    request.headers.clear();
    request.method = "GET / HTTP/1.1\r\nX: ";
    CHECK(exchange(request).error().code == ErrorCode::InvalidInput);
    for (const char* url :
         {"file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1/", "", "http://", "http://127.0.0.1/\r\nX: 1"}) {
        HttpRequest wrong;
        wrong.url = url;
        CAPTURE(url);
        CHECK(exchange(wrong).error().code == ErrorCode::InvalidInput);
    }
}

TEST_CASE("a request for this machine only reaches this machine only", "[net][http]") {
    const LocalServer server("http_server.py");
    HttpRequest request = get(server, "/echo");
    request.loopback_only = true;
    CHECK(exchange(request).ok());
    request.url = "http://192.0.2.1/";  // RFC 5737: never assigned
    CHECK(exchange(request).error().code == ErrorCode::InvalidInput);
    request.url = "http://0.0.0.0:" + server.port() + "/echo";
    CHECK(exchange(request).error().code == ErrorCode::InvalidInput);
}

TEST_CASE("a request for the public Internet reaches nothing inside", "[net][http][attack]") {
    const LocalServer server("http_server.py");
    HttpRequest request;
    request.public_only = true;
    request.timeout = std::chrono::milliseconds(3'000);
    for (const std::string host : {"127.0.0.1",
                                   "127.8.9.1",
                                   "localhost",
                                   "0.0.0.0",
                                   "2130706433",
                                   "0x7f000001",
                                   "0177.0.0.1",
                                   "127.1",
                                   "10.0.0.1",
                                   "10.255.255.255",
                                   "100.64.0.1",
                                   "100.127.255.254",
                                   "169.254.169.254",
                                   "169.254.0.1",
                                   "172.16.0.1",
                                   "172.31.255.255",
                                   "192.0.0.1",
                                   "192.0.2.1",
                                   "192.88.99.1",
                                   "192.168.0.1",
                                   "192.168.255.255",
                                   "198.18.0.1",
                                   "198.19.255.255",
                                   "198.51.100.1",
                                   "203.0.113.1",
                                   "224.0.0.1",
                                   "240.0.0.1",
                                   "255.255.255.255",
                                   "[::1]",
                                   "[::]",
                                   "[::127.0.0.1]",
                                   "[::ffff:127.0.0.1]",
                                   "[::ffff:10.0.0.1]",
                                   "[::ffff:a9fe:a9fe]",
                                   "[64:ff9b::7f00:1]",
                                   "[64:ff9b::10.0.0.1]",
                                   "[2002:7f00:1::]",
                                   "[2002:a00:1::1]",
                                   "[fe80::1]",
                                   "[fc00::1]",
                                   "[fd12:3456::1]",
                                   "[ff02::1]",
                                   "[2001:db8::1]",
                                   "[2001::1]",
                                   "[100::1]",
                                   "[3fff::1]"}) {
        CAPTURE(host);
        request.url = "http://" + host + ":" + server.port() + "/echo";
        const auto answer = exchange(request);
        REQUIRE_FALSE(answer.ok());
        CHECK(answer.error().code == ErrorCode::InvalidInput);
    }
}

TEST_CASE("the host of a URL is the one that is asked", "[net][http][attack]") {
    CHECK(host_of("http://internal/path") == "internal");
    CHECK(host_of("https://Internal.Example:8443/a?b@c#d") == "internal.example");
    CHECK(host_of("HTTP://user:pass@internal:80") == "internal");
    CHECK(host_of("http://[::1]:80/") == "[::1]");
    CHECK(host_of("http://2130706433/") == "127.0.0.1");
    // What other readers take for the host "internal".
    CHECK(host_of(R"(http://internal\@127.0.0.1/)") != "internal");
    CHECK(host_of("http://internal#@127.0.0.1/") == "internal");
    CHECK(host_of("http://internal@127.0.0.1/") == "127.0.0.1");
    CHECK(host_of("http://internal:80@127.0.0.1/") == "127.0.0.1");
    CHECK(host_of("http://internal%00.example/") != "internal");
    CHECK(host_of("http:///internal/") == "internal");
    for (const char* none : {"", "internal", "internal/path", "file:///etc/passwd", "ftp://internal/", "http://",
                             "http://internal:99999999/", "http://internal\r\n/", "//internal/"}) {
        CAPTURE(none);
        CHECK(host_of(none).empty());
    }
}

TEST_CASE("a URL that deceives about its host reaches the same host as it names", "[net][http][attack]") {
    const LocalServer server("http_server.py");
    for (const std::string& url :
         {R"(http://internal\@127.0.0.1:)" + server.port() + "/echo", "http://internal@127.0.0.1:" + server.port() + "/echo"}) {
        CAPTURE(url);
        HttpRequest request;
        request.url = url;
        const auto answer = exchange(request);
        CHECK(answer.ok() == (host_of(url) == "127.0.0.1"));
        request.public_only = true;
        CHECK(exchange(request).error().code == ErrorCode::InvalidInput);
    }
}

TEST_CASE("TLS is checked against the given authority", "[net][http]") {
    const std::string folder = std::filesystem::temp_directory_path() / ("quillport-tls-" + std::to_string(::getpid()));
    std::filesystem::create_directory(folder);
    const std::string cert = folder + "/cert.pem", both = folder + "/both.pem";
    test::printed_by(
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost -addext "
        "subjectAltName=DNS:localhost -keyout " +
        folder + "/key.pem -out " + cert + " 2>/dev/null; cat " + folder + "/key.pem " + cert + " > " + both);
    const LocalServer server("http_server.py", {both});
    HttpRequest request;
    request.url = "https://localhost:" + server.port() + "/echo";
    CHECK(exchange(request).error().code == ErrorCode::Unavailable);
    CHECK(net::exchange(request, cert).ok());
    request.url = "https://127.0.0.1:" + server.port() + "/echo";  // not the certificate's name
    CHECK(net::exchange(request, cert).error().code == ErrorCode::Unavailable);
    std::filesystem::remove_all(folder);
}
