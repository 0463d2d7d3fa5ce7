#include <catch2/catch.hpp>

#include "quillport/contract/codecs.hpp"

using namespace quillport;
using namespace quillport::contract;

namespace {

const char* const kJob =
    R"({"uuid":"urn:uuid:1","document_number":1,"queue":"sign","user":"anna","host":"pc1","title":"Contract","authenticated":false,)"
    R"("received":"2026-11-23T21:45:00.120Z"})";

std::string wrong_member(std::string_view text) {
    const auto read = from_json<DraftChange>(text);
    return read.ok() ? "(nothing)" : read.error().detail;
}

}  // namespace

TEST_CASE("a value survives writing and reading", "[contract][json]") {
    DraftDelivery delivery;
    delivery.job = from_json<Job>(kJob).value();
    delivery.job.title = "Smlouva \"č. 7\" \\ 日本 <b>\n\x01";
    delivery.job.options = std::map<std::string, std::string>{{"media", "A4"}, {"", "empty key"}};
    delivery.tags.emplace().push_back({.page = 2,
                                       .text = "{{sig:1}}",
                                       .dialect = "quillport",
                                       .type = FieldType::Dateinput,
                                       .role = "1",
                                       .name = {},
                                       .required = true,
                                       .box = {1.5, -2, 1e-7, 595.276},
                                       .pieces = {{0, 0, 1, 1}},
                                       .field = {1, 2, 3, 4},
                                       .rotation = 90,
                                       .font_size = 11.04,
                                       .visible = false,
                                       .kind = TagKind::Split,
                                       .source = TagSource::Qr,
                                       .confidence = 0.75,
                                       .attributes = {}});
    const auto again = from_json<DraftDelivery>(to_json(delivery));
    REQUIRE(again.ok());
    CHECK(again.value() == delivery);
    CHECK_FALSE(again.value().problems.has_value());
}

TEST_CASE("a nested array survives writing and reading", "[contract][json]") {
    DrawnSignature drawn{.kind = DrawnSignatureKind::Drawn, .width = 300.0, .height = 100.0, .strokes = {}, .typed = {}};
    drawn.strokes = std::vector<std::vector<InkPoint>>{{{1, 2, 0.5}, {3, 4, {}}}, {}};
    const auto again = from_json<DrawnSignature>(to_json(drawn));
    REQUIRE(again.ok());
    CHECK(again.value() == drawn);
}

TEST_CASE("what the interface does not allow is refused with the place of the fault", "[contract][json]") {
    CHECK(wrong_member(R"({"version":1})") == "(nothing)");
    CHECK(wrong_member(R"({})") == "version");
    CHECK(wrong_member(R"({"version":"1"})") == "version");
    CHECK(wrong_member(R"({"version":1.5})") == "version");
    CHECK(wrong_member(R"({"version":18446744073709551615})") == "version");
    CHECK(wrong_member(R"({"version":1,"title":null})") == "title");
    CHECK(wrong_member(R"({"version":1,"surprise":1})") == "surprise");
    CHECK(wrong_member(R"({"version":1,"roles":[{"key":"1","routing_order":1},{"key":"2","routing_order":0}]})") ==
          "roles.1.routing_order");
    CHECK(wrong_member(R"({"version":1,"roles":{}})") == "roles");
    CHECK(wrong_member("{\"version\":1,\"title\":\"" + std::string(300, 'x') + "\"}") == "(nothing)");
    CHECK(wrong_member("{\"version\":1,\"title\":\"" + std::string(301, 'x') + "\"}") == "title");
    CHECK(wrong_member(R"({"version":1,"title":"a\u0000b"})") == "title");
    CHECK(from_json<ProblemSettlement>(R"({"version":1,"action":"guess"})").error().detail == "action");
}

TEST_CASE("a text's limit counts characters, not bytes", "[contract][json]") {
    std::string umlauts;
    for (int i = 0; i < 300; ++i) umlauts += "ü";
    CHECK(wrong_member("{\"version\":1,\"title\":\"" + umlauts + "\"}") == "(nothing)");
    CHECK(wrong_member("{\"version\":1,\"title\":\"" + umlauts + "ü\"}") == "title");
}

TEST_CASE("what is no JSON is refused and does not exhaust the stack", "[contract][json]") {
    const auto text =
        GENERATE(std::string(""), std::string("{"), std::string("[]"), std::string("{\"version\":1}x"),
                 std::string("{\"version\":1,\"title\":\"\xC3\x28\"}"), std::string(1'000'000, '['), std::string("nul"));
    const auto read = from_json<DraftChange>(text);
    REQUIRE_FALSE(read.ok());
    CHECK(read.error().code == ErrorCode::InvalidInput);
}

TEST_CASE("a client skips members that a newer portal sends", "[contract][json]") {
    const std::string_view text = R"({"status":"ok","version":"9","colour":"red"})";
    CHECK_FALSE(from_json<Health>(text).ok());
    REQUIRE(from_json<Health>(text, UnknownKeys::Skip).ok());
    CHECK(from_json<Health>(text, UnknownKeys::Skip).value().version == "9");
}

TEST_CASE("times are read as RFC 3339 in UTC and nothing else", "[contract][json]") {
    const auto received = [](std::string time) {
        std::string text = kJob;
        text.replace(text.find("2026"), 24, time);
        return from_json<Job>(text);
    };
    REQUIRE(received("2026-11-23T21:45:00Z").ok());
    CHECK(to_rfc3339(received("2026-11-23T21:45:00.5Z").value().received) == "2026-11-23T21:45:00.500Z");
    CHECK(to_rfc3339(received("2026-11-23T21:45:00.123456Z").value().received) == "2026-11-23T21:45:00.123Z");
    for (const char* bad : {"2026-02-30T00:00:00Z", "2026-11-23 21:45:00Z", "2026-11-23T21:45:00+01:00", "2026-11-23T24:00:00Z",
                            "2026-11-23T21:45:00.Z", "yesterday", ""})
        CHECK_FALSE(received(bad).ok());
}

TEST_CASE("foreign bytes never make an answer that is no JSON", "[contract][json]") {
    Reason reason{.reason = std::string("\xff\xc3(\xed\xa0\x80\xf4\x90\x80\x80 ok", 13)};
    const auto again = from_json<Reason>(to_json(reason));
    REQUIRE(again.ok());
    CHECK(again.value().reason.find(" ok") != std::string::npos);
    CHECK(again.value().reason.find("\xEF\xBF\xBD") == 0);
}

TEST_CASE("a number that JSON has no word for is written as 0", "[contract][json]") {
    CHECK(to_json(PageSize{.width = 1.0 / 0.0, .height = 0.0 / 0.0}) == R"({"width":0,"height":0})");
}
