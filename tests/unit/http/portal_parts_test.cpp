#include <catch2/catch.hpp>

#include <cstdint>
#include <limits>
#include <set>

#include "errors.hpp"
#include "mapping/mapping.hpp"
#include "multipart.hpp"
#include "quillport/services/problem.hpp"
#include "rate_limiter.hpp"
#include "router.hpp"
#include "security_headers.hpp"

using namespace quillport;
using namespace quillport::http;
using namespace std::chrono_literals;

namespace {

Request request_for(std::string method, std::string target) {
    Request request;
    request.method = std::move(method);
    request.target = std::move(target);
    request.path = request.target.substr(0, request.target.find('?'));
    return request;
}

}  // namespace

TEST_CASE("a path finds its operation, and another method what it has", "[http][router]") {
    CHECK(match(request_for("GET", "/api/v1/drafts/d1/pages/2/image?dpi=72")).route->operation ==
          contract::Operation::GetDraftPageImage);
    CHECK(match(request_for("HEAD", "/api/v1/drafts")).route->operation == contract::Operation::ListDrafts);
    const Match wrong = match(request_for("DELETE", "/api/v1/drafts"));
    CHECK(wrong.route == nullptr);
    CHECK(wrong.allowed == "GET, POST");
    for (const char* path : {"/api/v1/drafts/", "/api/v1/drafts//send", "/api/v1//drafts", "/api/v2/drafts",
                             "/api/v1/drafts/a/b/c", "/api", "*", ""})
        CHECK(match(request_for("GET", path)).route == nullptr);
}

TEST_CASE("every route of the table is found by a path of its own", "[http][router]") {
    for (const contract::Route& route : contract::routes()) {
        std::string path(route.pattern);
        for (std::size_t at = 0; (at = path.find('{')) != std::string::npos;) path.replace(at, path.find('}') - at + 1, "1");
        const Match found = match(request_for(std::string(name_of(route.method)), path));
        REQUIRE(found.route != nullptr);
        CHECK(found.route->name == route.name);
    }
}

TEST_CASE("parameters are decoded, checked and filled with their defaults", "[http][router]") {
    const auto read = [](std::string target) {
        Request request = request_for("GET", std::move(target));
        const Match found = match(request);
        const auto done = read_parameters(*found.route, request);
        return std::pair{done.ok() ? std::string("ok") : services::problem_of(done.error()).field, std::move(request)};
    };
    auto [ok, request] = read("/api/v1/drafts/a%20b/pages/3/image");
    CHECK(ok == "ok");
    CHECK(request.parameter("draft") == "a b");
    CHECK(request.number("page") == 3);
    CHECK(request.number("dpi") == 144);
    CHECK(read("/api/v1/drafts/a/pages/3/image?dpi=288").second.number("dpi") == 288);
    CHECK(read("/api/v1/drafts/a/pages/3/image?dpi=100").first == "dpi");
    CHECK(read("/api/v1/drafts/a/pages/0/image").first == "page");
    CHECK(read("/api/v1/drafts/a/pages/+1/image").first == "page");
    CHECK(read("/api/v1/drafts/a/pages/99999999999999999999/image").first == "page");
    CHECK(read("/api/v1/drafts/%zz/pages/1/image").first == "draft");
    CHECK(read("/api/v1/people?q=M%C3%BCller+AG").second.parameter("q") == "Müller AG");
    CHECK(read("/api/v1/people").first == "q");
}

TEST_CASE("a form's parts are found with their names", "[http][multipart]") {
    const std::string body =
        "--x-1\r\nContent-Disposition: form-data; name=\"draft\"\r\n\r\n{}\r\n--x-1\r\ncontent-disposition: FORM-DATA; "
        "filename=\"C:\\dir\\a \\\"b\\\";.pdf\"; name=document\r\nContent-Type: "
        "application/pdf\r\n\r\n%PDF\r\n--x-\r\n--x-1--\r\n";
    const auto parts = split_multipart("multipart/form-data; charset=utf-8; boundary=\"x-1\"", body);
    REQUIRE(parts.ok());
    REQUIRE(parts.value().size() == 2);
    CHECK(parts.value()[0].name == "draft");
    CHECK(parts.value()[0].content == "{}");
    CHECK(parts.value()[1].name == "document");
    CHECK(parts.value()[1].file_name == "a \"b\";.pdf");
    CHECK(parts.value()[1].content == "%PDF\r\n--x-");
}

TEST_CASE("cutting a form anywhere never makes a part of what is not there", "[http][multipart]") {
    const std::string body = "--b\r\nContent-Disposition: form-data; name=document\r\n\r\ncontent\r\n--b--\r\n";
    for (std::size_t length = 0; length + 4 < body.size(); ++length)
        CHECK_FALSE(split_multipart("multipart/form-data; boundary=b", std::string_view(body).substr(0, length)).ok());
    CHECK(split_multipart("multipart/form-data; boundary=b", body).ok());
    CHECK_FALSE(split_multipart("multipart/form-data; boundary=" + std::string(71, 'b'), body).ok());
    CHECK(split_multipart("text/plain", body).error().code == ErrorCode::Unsupported);
}

TEST_CASE("calls beyond an allowance wait, and the allowance fills again", "[http][limits]") {
    RateLimiter limiter;
    const auto start = RateLimiter::Time{} + 1h;
    int allowed = 0;
    while (!limiter.take(contract::RateClass::Login, "a", start)) ++allowed;
    CHECK(allowed == 30);
    CHECK(limiter.take(contract::RateClass::Login, "a", start) == 30s);
    CHECK_FALSE(limiter.take(contract::RateClass::Login, "b", start));
    CHECK_FALSE(limiter.take(contract::RateClass::Read, "a", start));
    CHECK_FALSE(limiter.take(contract::RateClass::Login, "a", start + 31s));
    CHECK(limiter.take(contract::RateClass::Login, "a", start + 31s));
}

TEST_CASE("a print server delivers eighty documents a second, and no other change may be that fast", "[http][limits]") {
    RateLimiter limiter;
    const auto refused = [&](contract::RateClass kind) {
        int count = 0;
        for (int i = 0; i < 10'000; ++i) count += limiter.take(kind, "k", RateLimiter::Time{} + 1h + i * 12500us) ? 1 : 0;
        return count;
    };
    CHECK(refused(contract::RateClass::Deliver) == 0);
    CHECK(refused(contract::RateClass::Write) > 5'000);
}

TEST_CASE("a flood of addresses does not fill the memory", "[http][limits]") {
    RateLimiter limiter;
    const auto start = RateLimiter::Time{} + 1h;
    for (int i = 0; i < 120'000; ++i) (void)limiter.take(contract::RateClass::Read, std::to_string(i), start);
    CHECK(limiter.size() <= 50'000);
}

TEST_CASE("an IPv6 host counts as its network", "[http][limits]") {
    CHECK(network_of("2001:db8:1:2::1") == network_of("2001:db8:1:2:ffff::9"));
    CHECK(network_of("2001:db8:1:2::1") != network_of("2001:db8:1:3::1"));
    CHECK(network_of("192.0.2.7") == "192.0.2.7");
    CHECK(network_of("::ffff:192.0.2.7") != network_of("::ffff:192.0.2.8"));
}

TEST_CASE("every kind of error has a status, and its answer says what a person needs", "[http][errors]") {
    std::set<int> seen;
    for (int code = 0; code <= static_cast<int>(ErrorCode::Internal); ++code)
        seen.insert(status_of(static_cast<ErrorCode>(code)));
    CHECK(*seen.begin() == 400);
    CHECK(*seen.rbegin() == 507);
    const Response answer =
        error_answer(services::refusal(ErrorCode::RateLimited, "secret details",
                                       {.key = "code_limit", .field = {}, .tries_left = 2, .retry_after = 120}),
                     "7K4-2QD");
    CHECK(answer.status == 429);
    CHECK(answer.body == R"({"code":"rate_limited","key":"code_limit","tries_left":2,"retry_after":120,"support":"7K4-2QD"})");
    CHECK(answer.has("Retry-After"));
}

TEST_CASE("https adds HSTS, and what says how it is kept stays kept", "[http][headers]") {
    Response plain = json(200, "{}"), kept = json(200, "{}");
    add_security_headers(plain, false);
    CHECK_FALSE(plain.has("Strict-Transport-Security"));
    CHECK(plain.has("Content-Security-Policy"));
    kept.set("Cache-Control", "private");
    add_security_headers(kept, true);
    CHECK(kept.has("Strict-Transport-Security"));
    for (const auto& [name, value] : kept.headers)
        if (name == "Cache-Control") CHECK(value == "private");
}

TEST_CASE("both sides of the interface speak the same words", "[http][mapping]") {
    for (int i = 0; i <= static_cast<int>(FieldType::Qr); ++i) {
        const auto type = static_cast<FieldType>(i);
        CHECK(contract::name_of(to_contract(type)) == name_of(type));
        CHECK(from_contract(to_contract(type)) == type);
    }
    contract::CeremonyState ceremony{};
    for (int i = 0; i <= static_cast<int>(services::CeremonyState::Expired); ++i)
        CHECK(contract::named(services::name_of(static_cast<services::CeremonyState>(i)), ceremony));
    contract::EnvelopeState envelope{};
    for (int i = static_cast<int>(EnvelopeState::Sent); i <= static_cast<int>(EnvelopeState::Expired); ++i)
        CHECK(contract::named(name_of(static_cast<EnvelopeState>(i)), envelope));
    contract::EnvelopeRecipientState recipient{};
    for (int i = 0; i <= static_cast<int>(RecipientState::Declined); ++i)
        CHECK(contract::named(name_of(static_cast<RecipientState>(i)), recipient));
}

TEST_CASE("a number that is too large for a page stays too large", "[http][mapping]") {
    contract::Tag tag;
    tag.page = (std::int64_t{1} << 32) + 1;
    tag.rotation = -(std::int64_t{1} << 32);
    contract::DraftDelivery delivery;
    delivery.tags = {tag};
    delivery.pages = {contract::PageSize{}};
    const auto found = detection_of(delivery);
    REQUIRE(found);
    CHECK(found->tags.at(0).page == std::numeric_limits<int>::max());
    CHECK(found->tags.at(0).rotation == std::numeric_limits<int>::min());
}
