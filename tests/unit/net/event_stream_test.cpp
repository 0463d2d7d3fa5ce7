#include "quillport/net/event_stream.hpp"

#include <catch2/catch.hpp>
#include <chrono>

#include "local_server.hpp"

using namespace quillport;
using namespace quillport::net;
using namespace std::chrono_literals;
using test::LocalServer;

namespace {

std::vector<std::pair<std::string, std::string>> events_in(const std::string& text, std::size_t step) {
    EventParser parser;
    std::vector<std::pair<std::string, std::string>> all;
    for (std::size_t at = 0; at < text.size(); at += step)
        for (const ServerEvent& event : parser.take(std::string_view(text).substr(at, step)))
            all.emplace_back(event.kind, event.data);
    return all;
}

HttpRequest at(const LocalServer& server, const std::string& path) {
    HttpRequest request;
    request.url = "http://127.0.0.1:" + server.port() + path;
    return request;
}

}  // namespace

TEST_CASE("events are read whole however the stream is cut", "[net][events]") {
    const std::string text =
        ": a comment\n\nevent: draft\ndata: {\"id\":\"d1\"}\n\nid: 7\nretry: 3\n\ndata\n\ndata:a\r\ndata: b\r\n\r\nevent: "
        "x\n\ndata:  two blanks\r\r";
    const std::vector<std::pair<std::string, std::string>> expected = {
        {"draft", "{\"id\":\"d1\"}"}, {"message", ""}, {"message", "a\nb"}, {"message", " two blanks"}};
    for (const std::size_t step : {1U, 2U, 3U, 7U, 1000U}) CHECK(events_in(text, step) == expected);
}

TEST_CASE("an event that never ends is forgotten, the next one is read", "[net][events]") {
    const std::string text = "data: " + std::string(200'000, 'x') + "\ndata: y\n\ndata: next\n\n";
    CHECK(events_in(text, 4096) == std::vector<std::pair<std::string, std::string>>{{"message", "next"}});
}

TEST_CASE("a stream is followed until it ends, and left when enough was heard", "[net][events]") {
    const LocalServer server("http_server.py");
    std::vector<std::string> heard;
    int opened = 0;
    const EventListener listener{[&] { ++opened; },
                                 [&](const ServerEvent& event) {
                                     heard.push_back(event.kind + "=" + event.data);
                                     return true;
                                 }};
    REQUIRE(follow_events(at(server, "/events/two"), listener).ok());
    CHECK(heard == std::vector<std::string>{"draft=one", "message=two"});
    CHECK(opened == 1);
    heard.clear();
    const EventListener first{{}, [&](const ServerEvent& event) {
                                  heard.push_back(event.data);
                                  return false;
                              }};
    CHECK(follow_events(at(server, "/events/silent"), first).ok());
    CHECK(heard == std::vector<std::string>{"one"});
}

TEST_CASE("a server that is silent, away or refuses is told apart", "[net][events]") {
    const LocalServer server("http_server.py");
    const EventListener listener{{}, [](const ServerEvent&) { return true; }, 1s};
    const auto code = [&](const std::string& path) {
        const auto followed = follow_events(at(server, path), listener);
        REQUIRE_FALSE(followed.ok());
        return followed.error().code;
    };
    const auto start = std::chrono::steady_clock::now();
    CHECK(code("/events/silent") == ErrorCode::Timeout);
    CHECK(std::chrono::steady_clock::now() - start < 10s);
    CHECK(code("/status/401") == ErrorCode::Unauthenticated);
    CHECK(code("/status/403") == ErrorCode::Forbidden);
    CHECK(code("/status/503") == ErrorCode::Unavailable);
    HttpRequest away;
    away.url = "http://127.0.0.1:" + test::closed_port() + "/";
    CHECK(follow_events(away, listener).error().code == ErrorCode::Unavailable);
}
