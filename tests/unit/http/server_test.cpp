#include <catch2/catch.hpp>

#include <atomic>
#include <fstream>
#include <sstream>
#include <vector>

#include "wire.hpp"

using namespace quillport;
using namespace std::chrono_literals;

namespace {

http::Response echo(http::Request request) {
    if (request.path == "/slow") std::this_thread::sleep_for(700ms);
    if (request.path == "/throw") throw std::runtime_error("a broken invariant");
    if (request.path == "/upload") {
        auto data = runtime::read_all(request.body_file);
        return http::json(
            201, std::to_string(request.body_size) + ":" + (data.ok() ? std::string(text_of(data.value())).substr(0, 20) : "?"));
    }
    if (request.path == "/large") {
        auto data = std::make_shared<std::string>(3'000'000, 'x');
        return http::file("application/pdf", data, bytes_of(*data), "a.pdf");
    }
    return http::json(200, request.method + " " + request.target + " " + request.body);
}

struct EchoServer {
    TestApplication application{echo};
    RunningServer server;
    explicit EchoServer(http::ServerOptions options = {}) : server(application, std::move(options)) {}
    [[nodiscard]] std::uint16_t port() const { return server.port(); }
};

std::string resident_kilobytes() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.substr(0, 6) == "VmRSS:") return line;
    return {};
}

}  // namespace

TEST_CASE("a connection serves one request after the other", "[http][server]") {
    EchoServer server;
    Wire wire(server.port());
    for (int i = 0; i < 3; ++i) {
        wire.say("GET /a?b=" + std::to_string(i) + " HTTP/1.1\r\nHost: a\r\n\r\n");
        const std::string answer = wire.hear_answer();
        CHECK(status_in(answer) == 200);
        CHECK(header_in(answer, "Connection") == "keep-alive");
        CHECK(body_in(answer) == "GET /a?b=" + std::to_string(i) + " ");
    }
}

TEST_CASE("requests that come together are answered in order", "[http][server]") {
    EchoServer server;
    Wire wire(server.port());
    wire.say(
        "GET /slow HTTP/1.1\r\nHost: a\r\n\r\nPOST /2 HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhelloGET /3 "
        "HTTP/1.1\r\nHost: a\r\n\r\n");
    CHECK(body_in(wire.hear_answer()) == "GET /slow ");
    CHECK(body_in(wire.hear_answer()) == "POST /2 hello");
    CHECK(body_in(wire.hear_answer()) == "GET /3 ");
}

TEST_CASE("a head that comes byte by byte is understood", "[http][server]") {
    EchoServer server;
    Wire wire(server.port());
    for (const char c : std::string("GET /x HTTP/1.1\r\nHost: a\r\n\r\n")) wire.say(std::string(1, c));
    CHECK(body_in(wire.hear_answer()) == "GET /x ");
}

TEST_CASE("HEAD has the length and no content", "[http][server]") {
    EchoServer server;
    Wire wire(server.port());
    wire.say("HEAD /large HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    const std::string heard = wire.hear_all();
    CHECK(header_in(heard, "Content-Length") == "3000000");
    CHECK(body_in(heard).empty());
}

TEST_CASE("a large answer arrives whole", "[http][server]") {
    EchoServer server;
    Wire wire(server.port());
    wire.say("GET /large HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    CHECK(body_in(wire.hear_all()).size() == 3'000'000);
}

TEST_CASE("HTTP/1.0 is answered and closed", "[http][server]") {
    EchoServer server;
    Wire wire(server.port());
    wire.say("GET / HTTP/1.0\r\n\r\n");
    const std::string heard = wire.hear_all();
    CHECK(status_in(heard) == 200);
    CHECK(header_in(heard, "Connection") == "close");
}

TEST_CASE("a chunked upload goes to the spool and not into memory", "[http][upload]") {
    EchoServer server;
    Wire wire(server.port());
    const std::string before = resident_kilobytes();
    wire.say("POST /upload HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5;name=value\r\nhello\r\n");
    const std::string block(0x100000, 'y');
    for (int i = 0; i < 20; ++i) wire.say("100000\r\n" + block + "\r\n");
    wire.say("0\r\nTrailer: x\r\n\r\n");
    CHECK(body_in(wire.hear_answer()) == "20971525:helloyyyyyyyyyyyyyyy");
    INFO(before << " -> " << resident_kilobytes());
    wire.say("GET /next HTTP/1.1\r\nHost: a\r\n\r\n");
    CHECK(body_in(wire.hear_answer()) == "GET /next ");
}

TEST_CASE("a small chunked body is put together", "[http][upload]") {
    EchoServer server;
    Wire wire(server.port());
    for (const char* piece : {"POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3", "\r\nab", "c\r",
                              "\n4\r\ndefg\r\n0\r", "\n\r\n"}) {
        wire.say(piece);
        std::this_thread::sleep_for(20ms);
    }
    CHECK(body_in(wire.hear_answer()) == "POST /x abcdefg");
}

TEST_CASE("an upload with a length waits for 100 Continue and arrives", "[http][upload]") {
    EchoServer server;
    Wire wire(server.port());
    wire.say("POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
    CHECK(wire.hear_until("\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n");
    wire.say("world");
    CHECK(body_in(wire.hear_answer()) == "5:world");
}

TEST_CASE("a stranger's upload is refused before it is taken in", "[http][upload]") {
    EchoServer server;
    Wire wire(server.port());
    wire.say("POST /upload HTTP/1.1\r\nHost: a\r\nX-Stranger: 1\r\nContent-Length: 60000000\r\nExpect: 100-continue\r\n\r\n");
    const std::string heard = wire.hear_all();
    CHECK(status_in(heard) == 401);
    CHECK(heard.find("100 Continue") == std::string::npos);
}

TEST_CASE("a body over the limit is refused, told or untold", "[http][limits]") {
    EchoServer server;
    Wire told(server.port());
    told.say("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 1001\r\n\r\n" + std::string(1001, 'x'));
    CHECK(status_in(told.hear_all()) == 413);
    Wire untold(server.port());
    untold.say("POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3e9\r\n" + std::string(1001, 'x') +
               "\r\n0\r\n\r\n");
    CHECK(status_in(untold.hear_all()) == 413);
    Wire upload(server.port());
    upload.say("POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999\r\n\r\n");
    CHECK(status_in(upload.hear_all()) == 413);
}

TEST_CASE("a handler that throws is a 500, and the connection lives on", "[http][server]") {
    EchoServer server;
    Wire wire(server.port());
    wire.say("GET /throw HTTP/1.1\r\nHost: a\r\n\r\nGET /next HTTP/1.1\r\nHost: a\r\n\r\n");
    CHECK(status_in(wire.hear_answer()) == 500);
    CHECK(body_in(wire.hear_answer()) == "GET /next ");
}

TEST_CASE("a header with a line break in its value cannot be made", "[http][server]") {
    TestApplication application([](http::Request) {
        http::Response response = http::json(200, "{}");
        response.set("X-Name", "a\r\nSet-Cookie: stolen=1");
        return response;
    });
    RunningServer server(application);
    Wire wire(server.port());
    wire.say("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    CHECK(header_in(wire.hear_all(), "Set-Cookie").empty());
}

TEST_CASE("whoever dawdles over a head, a body or a silence is cut off", "[http][slow]") {
    http::ServerOptions options;
    options.header_time = 300ms;
    options.body_time = 300ms;
    options.idle_time = 600ms;
    EchoServer server(options);
    SECTION("head") {
        Wire wire(server.port());
        const auto start = std::chrono::steady_clock::now();
        std::thread dawdler([&] {
            for (int i = 0; i < 15; ++i) {
                wire.say("X");
                std::this_thread::sleep_for(50ms);
            }
        });
        CHECK(wire.is_closed(3s));
        CHECK(std::chrono::steady_clock::now() - start < 1500ms);
        dawdler.join();
    }
    SECTION("body") {
        Wire wire(server.port());
        wire.say("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 500\r\n\r\nabc");
        CHECK(wire.is_closed(3s));
    }
    SECTION("silence") {
        Wire wire(server.port());
        CHECK(wire.is_closed(3s));
    }
    SECTION("others are served meanwhile") {
        std::vector<std::unique_ptr<Wire>> dawdlers;
        for (int i = 0; i < 200; ++i) {
            dawdlers.push_back(std::make_unique<Wire>(server.port()));
            dawdlers.back()->say("GET / HT");
        }
        Wire wire(server.port());
        const auto start = std::chrono::steady_clock::now();
        wire.say("GET /quick HTTP/1.1\r\nHost: a\r\n\r\n");
        CHECK(status_in(wire.hear_answer()) == 200);
        CHECK(std::chrono::steady_clock::now() - start < 250ms);
    }
}

TEST_CASE("one address gets so many connections and no more", "[http][limits]") {
    http::ServerOptions options;
    options.connections_per_address = 3;
    EchoServer server(options);
    std::vector<std::unique_ptr<Wire>> wires;
    for (int i = 0; i < 3; ++i) {
        wires.push_back(std::make_unique<Wire>(server.port()));
        wires.back()->say("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        CHECK(status_in(wires.back()->hear_answer()) == 200);
    }
    CHECK(Wire(server.port()).is_closed(2s));
    wires.pop_back();
    std::this_thread::sleep_for(200ms);
    Wire again(server.port());
    again.say("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    CHECK(status_in(again.hear_answer()) == 200);
}

TEST_CASE("events reach an open stream at once", "[http][events]") {
    const auto queue = std::make_shared<http::EventQueue>();
    TestApplication application([&](http::Request) {
        http::Response response;
        response.media_type = "text/event-stream";
        response.events = queue;
        return response;
    });
    RunningServer server(application);
    Wire wire(server.port());
    wire.say("GET /events HTTP/1.1\r\nHost: a\r\n\r\n");
    CHECK(status_in(wire.hear_until(": hello\n\n")) == 200);
    for (int i = 0; i < 20; ++i) {
        const auto start = std::chrono::steady_clock::now();
        queue->push("data: " + std::to_string(i) + "\n\n");
        CHECK(wire.hear_until("\n\n") == "data: " + std::to_string(i) + "\n\n");
        CHECK(std::chrono::steady_clock::now() - start < 500ms);
    }
    queue->close();
    CHECK(wire.is_closed(4s));
}

TEST_CASE("a stop lets the running request finish and cuts the idle", "[http][stop]") {
    const auto queue = std::make_shared<http::EventQueue>();
    TestApplication application([&](http::Request request) {
        if (request.path != "/events") return echo(std::move(request));
        http::Response response;
        response.events = queue;
        return response;
    });
    application.on_stop = [&] { queue->close(); };
    RunningServer server(application);
    Wire idle(server.port()), busy(server.port()), listening(server.port());
    idle.say("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    CHECK(status_in(idle.hear_answer()) == 200);
    listening.say("GET /events HTTP/1.1\r\nHost: a\r\n\r\n");
    CHECK_FALSE(listening.hear_until(": hello\n\n").empty());
    busy.say("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
    std::this_thread::sleep_for(100ms);
    std::thread stopper([&] { CHECK(server.stop() < 5s); });
    const std::string answer = busy.hear_answer();
    CHECK(body_in(answer) == "GET /slow ");
    CHECK(header_in(answer, "Connection") == "close");
    CHECK(idle.is_closed(3s));
    CHECK(listening.is_closed(3s));
    stopper.join();
}

TEST_CASE("a stop does not wait for a handler's slow reader for ever", "[http][stop]") {
    http::ServerOptions options;
    options.drain_time = 300ms;
    EchoServer server(options);
    Wire wire(server.port());
    wire.say("GET /large HTTP/1.1\r\nHost: a\r\n\r\n");
    std::this_thread::sleep_for(200ms);
    CHECK(server.server.stop() < 3s);
}

TEST_CASE("a port that is taken, and a bare address of the network, are refused", "[http][server]") {
    EchoServer server;
    http::ServerOptions taken;
    taken.port = server.port();
    const auto second = http::Server::open(taken, server.application);
    REQUIRE_FALSE(second.ok());
    CHECK(second.error().code == ErrorCode::Conflict);
    http::ServerOptions bare;
    bare.address = "0.0.0.0";
    const auto open = http::Server::open(bare, server.application);
    REQUIRE_FALSE(open.ok());
    CHECK(open.error().code == ErrorCode::InvalidInput);
}
