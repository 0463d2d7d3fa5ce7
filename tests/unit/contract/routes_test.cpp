#include <algorithm>
#include <catch2/catch.hpp>
#include <set>
#include <string>

#include "quillport/contract/routes.hpp"

using namespace quillport::contract;

TEST_CASE("no two routes share method and pattern", "[contract][routes]") {
    std::set<std::pair<int, std::string>> seen;
    for (const Route& route : routes()) CHECK(seen.emplace(static_cast<int>(route.method), route.pattern).second);
}

TEST_CASE("the route table is in the order of the operations", "[contract][routes]") {
    std::size_t index = 0;
    for (const Route& route : routes()) CHECK(static_cast<std::size_t>(route.operation) == index++);
}

TEST_CASE("whoever may read an object needs its owner's or organisation's rights", "[contract][routes]") {
    for (const Route& route : routes()) {
        if (route.pattern.find("{draft}") != std::string_view::npos) CHECK(route.object == ObjectKind::Draft);
        if (route.pattern.find("{envelope}") != std::string_view::npos) CHECK(route.object == ObjectKind::Envelope);
        if (route.object != ObjectKind::None) CHECK(route.access == Access::User);
    }
}

TEST_CASE("reading has no body", "[contract][routes]") {
    for (const Route& route : routes())
        if (route.method == Method::Get) CHECK(route.body == BodyKind::None);
}

TEST_CASE("only these operations need nobody in particular", "[contract][routes]") {
    std::set<std::string> open;
    for (const Route& route : routes())
        if (route.access == Access::Public) open.emplace(route.name);
    CHECK(open ==
          std::set<std::string>{"getHealth", "getOpenApi", "getSession", "logIn", "logInByTicket", "setUp", "openCeremony"});
}

TEST_CASE("the served document is the one the table was made from", "[contract][routes]") {
    for (const Route& route : routes())
        CHECK(openapi_document().find("\"operationId\":\"" + std::string(route.name) + "\"") != std::string_view::npos);
    CHECK(openapi_document().substr(0, 2) == "{\"");
}
