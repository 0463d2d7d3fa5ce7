#include <catch2/catch.hpp>

#include "quillport/http/message.hpp"

using namespace quillport;
using namespace quillport::http;

namespace {

Response ten_bytes() {
    static const std::string kData = "0123456789";
    Response response =
        file("application/pdf", std::shared_ptr<const void>(kData.data(), [](const void*) {}), bytes_of(kData), "a.pdf");
    response.set("ETag", "\"v1\"");
    return response;
}

Response asked(std::string name, std::string value) {
    Request request;
    request.headers[std::move(name)] = std::move(value);
    Response response = ten_bytes();
    apply_conditions(request, response);
    return response;
}

std::string header(const Response& response, std::string_view name) {
    for (const auto& [known, value] : response.headers)
        if (known == name) return value;
    return {};
}

}  // namespace

TEST_CASE("one range of a file is answered with that part", "[http][range]") {
    struct Row {
        const char *asked, *content, *range;
    };
    const auto row = GENERATE(Row{"bytes=0-3", "0123", "bytes 0-3/10"}, Row{"bytes=7-", "789", "bytes 7-9/10"},
                              Row{"bytes=-2", "89", "bytes 8-9/10"}, Row{"bytes=8-100", "89", "bytes 8-9/10"},
                              Row{"bytes=-100", "0123456789", "bytes 0-9/10"});
    const Response response = asked("range", row.asked);
    CHECK(response.status == 206);
    CHECK(text_of(response.content()) == row.content);
    CHECK(header(response, "Content-Range") == row.range);
}

TEST_CASE("a range that cannot be is refused with the size", "[http][range]") {
    const auto range = GENERATE("bytes=10-", "bytes=10-12", "bytes=-0");
    const Response response = asked("range", range);
    CHECK(response.status == 416);
    CHECK(header(response, "Content-Range") == "bytes */10");
    CHECK(response.content().empty());
}

TEST_CASE("a malformed range, and several, are answered with the whole file", "[http][range]") {
    const auto range =
        GENERATE("bytes=5-3", "bytes=a-b", "bytes=", "bytes=-", "lines=1-2", "bytes=0-1,3-4", "bytes=99999999999999999999-");
    const Response response = asked("range", range);
    CHECK(response.status == 200);
    CHECK(text_of(response.content()) == "0123456789");
}

TEST_CASE("a known file is not sent again", "[http][conditions]") {
    CHECK(asked("if-none-match", "\"v1\"").status == 304);
    CHECK(asked("if-none-match", "\"v0\", W/\"v1\"").status == 304);
    CHECK(asked("if-none-match", "*").status == 304);
    CHECK(asked("if-none-match", "\"v2\"").status == 200);
    CHECK(asked("if-none-match", "\"v1\"").content().empty());
}

TEST_CASE("a part of another version is not sent", "[http][conditions]") {
    Request request;
    request.headers = {{"range", "bytes=0-3"}, {"if-range", "\"v0\""}};
    Response response = ten_bytes();
    apply_conditions(request, response);
    CHECK(response.status == 200);
}

TEST_CASE("a file name cannot break out of its header", "[http][headers]") {
    const Response response = file("application/pdf", std::make_shared<int>(1), {}, "a\"\r\nX: 1; \xC5\xBE.pdf");
    const std::string value = header(response, "Content-Disposition");
    CHECK(value.find('\n') == std::string::npos);
    CHECK(value == "attachment; filename=\"a_X: 1; _.pdf\"; filename*=UTF-8''a%22%0D%0AX%3A%201%3B%20%C5%BE.pdf");
}

TEST_CASE("cookies are found by their whole name", "[http][cookies]") {
    Request request;
    request.headers["cookie"] = "a=1; quillport=tok=en; xquillport=2;b=";
    CHECK(request.cookie("quillport") == "tok=en");
    CHECK(request.cookie("b").empty());
    CHECK(request.cookie("port").empty());
}

TEST_CASE("percent signs are decoded or refused", "[http][url]") {
    CHECK(percent_decoded("a%20b%C3%BC") == "a bü");
    CHECK(percent_decoded("a+b", true) == "a b");
    CHECK(percent_decoded("a+b") == "a+b");
    CHECK_FALSE(percent_decoded("%4"));
    CHECK_FALSE(percent_decoded("%zz"));
    CHECK_FALSE(percent_decoded("a%00"));
}

TEST_CASE("a slow reader of events keeps the newest", "[http][events]") {
    EventQueue queue;
    int woken = 0;
    queue.set_wake([&] { ++woken; });
    for (int i = 0; i < 100; ++i) queue.push(std::to_string(i));
    const auto events = queue.take();
    CHECK(events.size() == 64);
    CHECK(events.back() == "99");
    CHECK(woken == 100);
    queue.close();
    queue.push("late");
    CHECK(queue.take().empty());
    CHECK(queue.closed());
}
