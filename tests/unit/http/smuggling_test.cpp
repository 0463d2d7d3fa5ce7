#include <catch2/catch.hpp>

#include "wire.hpp"

using namespace quillport;

// What two servers in a row may read differently (RFC 9112 §11.2) is refused, and the connection ends: nothing behind it is
// served.
TEST_CASE("a request with two readings is refused and ends the connection", "[http][smuggling]") {
    TestApplication application([](http::Request) { return http::json(200, "\"served\""); });
    RunningServer server(application);
    struct Row {
        const char* name;
        std::string text;
        int status;
    };
    const std::string host = "Host: a\r\n";
    const auto row = GENERATE_COPY(
        Row{"both lengths", "POST / HTTP/1.1\r\n" + host + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            400},
        Row{"both lengths, other order",
            "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n", 400},
        Row{"two lengths", "POST / HTTP/1.1\r\n" + host + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello", 400},
        Row{"the same length twice", "POST / HTTP/1.1\r\n" + host + "Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello", 400},
        Row{"a list of lengths", "POST / HTTP/1.1\r\n" + host + "Content-Length: 5, 5\r\n\r\nhello", 400},
        Row{"a signed length", "POST / HTTP/1.1\r\n" + host + "Content-Length: +5\r\n\r\nhello", 400},
        Row{"a length with a space", "POST / HTTP/1.1\r\n" + host + "Content-Length : 5\r\n\r\nhello", 400},
        Row{"a folded line", "GET / HTTP/1.1\r\n" + host + "X: a\r\n b\r\n\r\n", 400},
        Row{"a folded first line", "GET / HTTP/1.1\r\n X: a\r\n" + host + "\r\n", 400},
        Row{"bare line feeds", "GET / HTTP/1.1\nHost: a\n\n", 400},
        Row{"one bare line feed", "GET / HTTP/1.1\r\nHost: a\nX: b\r\n\r\n", 400},
        Row{"a bare carriage return", "GET / HTTP/1.1\r\nHost: a\rX: b\r\n\r\n", 400},
        Row{"a NUL", std::string("GET / HTTP/1.1\r\nHost: a\r\nX: a\0b\r\n\r\n", 36), 400},
        Row{"no host", "GET / HTTP/1.1\r\nX: a\r\n\r\n", 400},
        Row{"two hosts", "GET / HTTP/1.1\r\n" + host + "Host: b\r\n\r\n", 400},
        Row{"a field without a name", "GET / HTTP/1.1\r\n" + host + ": a\r\n\r\n", 400},
        Row{"a field without a colon", "GET / HTTP/1.1\r\n" + host + "abc\r\n\r\n", 400},
        Row{"another encoding", "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 501},
        Row{"a hidden encoding", "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", 501},
        Row{"an encoding twice",
            "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n\r\n0\r\n\r\n", 400},
        Row{"an encoding in HTTP/1.0", "POST / HTTP/1.0\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
        Row{"a chunk that is no number",
            "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n", 400},
        Row{"a chunk with a bare line feed", "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n5\nhello\n0\n\n",
            400},
        Row{"a chunk that is too long",
            "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\nx\r\n0\r\n\r\n", 400},
        Row{"two spaces in the first line", "GET  / HTTP/1.1\r\n" + host + "\r\n", 400},
        Row{"no version", "GET /\r\n" + host + "\r\n", 400}, Row{"no HTTP", "hello\r\n\r\n", 400});
    INFO(row.name);
    Wire wire(server.port());
    wire.say(row.text);
    wire.say("GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n");
    const std::string heard = wire.hear_all();
    CHECK(status_in(heard) == row.status);
    CHECK(header_in(heard, "Connection") == "close");
    CHECK(header_in(heard, "X-Content-Type-Options") == "nosniff");
    CHECK(heard.find("served") == std::string::npos);
}

TEST_CASE("a head of more than 16 KB is refused", "[http][limits]") {
    TestApplication application([](http::Request) { return http::json(200, "{}"); });
    RunningServer server(application);
    Wire wire(server.port());
    wire.say("GET / HTTP/1.1\r\nHost: a\r\nX: " + std::string(20'000, 'x') + "\r\n\r\n");
    CHECK(status_in(wire.hear_all()) == 431);
    Wire endless(server.port());
    endless.say("GET / HTTP/1.1\r\nHost: a\r\n");
    for (int i = 0; i < 400; ++i) endless.say("X-" + std::to_string(i) + ": " + std::string(50, 'x') + "\r\n");
    CHECK(status_in(endless.hear_all()) == 431);
}
