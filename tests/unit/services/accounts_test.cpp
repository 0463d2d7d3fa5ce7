#include "portal.hpp"
#include "quillport/services/queues.hpp"
#include "quillport/services/teams.hpp"

namespace quillport::services::test {

TEST_CASE("the set-up link works once and for nobody who lacks it", "[services][accounts]") {
    Portal portal;
    CHECK_FALSE(setup_needed(portal.context()).value());
    CHECK_FALSE(open_setup(portal.context()).value().has_value());
    auto again = set_up(portal.context(), {std::string(43, 'A'), "", "Eve", "eve@example.com", Portal::kPassword}, portal.client);
    REQUIRE_FALSE(again.ok());
    CHECK(key_of(again.error()) == "setup_done");
}

TEST_CASE("passwords that people choose first are refused", "[services][accounts]") {
    Portal portal;
    const auto key = [&](const std::string& password) {
        return key_of(add_user(portal.context(), portal.admin.organisation, "Eve", "eve@example.com", password, false).error());
    };
    CHECK(key("short") == "password_short");
    CHECK(key("Password1234") == "password_common");
    CHECK(key("xxxxxxxxxxxxxxxx") == "password_common");
    CHECK(key(std::string(300, 'p')) == "password_long");
    REQUIRE(
        add_user(portal.context(), portal.admin.organisation, "Eve", "eve@example.com", "a sentence nobody guesses", false).ok());
    CHECK(key("a sentence nobody guesses") == "email_taken");
}

TEST_CASE("a log-in lasts half an hour after the last request and twelve hours in all", "[services][accounts]") {
    Portal portal;
    auto session = log_in(portal.context(), "PETRA@acme.example", Portal::kPassword, portal.client);
    REQUIRE(session.ok());
    CHECK(session.value().user.id == portal.admin.id);
    const std::string& token = session.value().token;
    for (int i = 0; i < 24; ++i) {
        CHECK(user_of_session(portal.context(), token).ok());
        portal.clock.pass(29min);
    }
    portal.clock.pass(29min);
    CHECK(key_of(user_of_session(portal.context(), token).error()) == "session_over");

    auto idle = log_in(portal.context(), "petra@acme.example", Portal::kPassword, portal.client);
    portal.clock.pass(31min);
    CHECK_FALSE(user_of_session(portal.context(), idle.value().token).ok());
}

TEST_CASE("a wrong password and an unknown account are told apart by nobody", "[services][accounts]") {
    Portal portal;
    auto wrong = log_in(portal.context(), "petra@acme.example", "not the password", portal.client);
    auto unknown = log_in(portal.context(), "nobody@acme.example", "not the password", portal.client);
    REQUIRE_FALSE(wrong.ok());
    REQUIRE_FALSE(unknown.ok());
    CHECK(wrong.error().detail == unknown.error().detail);
    CHECK(wrong.error().what == unknown.error().what);
}

TEST_CASE("ten wrong passwords stop the eleventh try from there, not the owner elsewhere", "[services][accounts]") {
    Portal portal;
    for (int i = 0; i < 10; ++i)
        CHECK(key_of(log_in(portal.context(), "petra@acme.example", "guess", portal.client).error()) == "login_wrong");
    auto stopped = log_in(portal.context(), "petra@acme.example", Portal::kPassword, portal.client);
    REQUIRE_FALSE(stopped.ok());
    CHECK(stopped.error().code == ErrorCode::RateLimited);
    CHECK(log_in(portal.context(), "petra@acme.example", Portal::kPassword, {"198.51.100.4", ""}).ok());
    portal.clock.pass(15min + 1s);
    CHECK(log_in(portal.context(), "petra@acme.example", Portal::kPassword, portal.client).ok());
}

TEST_CASE("logging out and a new password end sessions at once", "[services][accounts]") {
    Portal portal;
    auto one = log_in(portal.context(), "petra@acme.example", Portal::kPassword, portal.client);
    auto two = log_in(portal.context(), "petra@acme.example", Portal::kPassword, portal.client);
    REQUIRE(log_out(portal.context(), one.value().token).ok());
    CHECK_FALSE(user_of_session(portal.context(), one.value().token).ok());
    CHECK(user_of_session(portal.context(), two.value().token).ok());
    REQUIRE(set_password(portal.context(), portal.admin.organisation, "petra@acme.example", "a completely new one").ok());
    CHECK_FALSE(user_of_session(portal.context(), two.value().token).ok());
    CHECK(log_in(portal.context(), "petra@acme.example", "a completely new one", portal.client).ok());
    CHECK(list_accounts(portal.context(), portal.admin.organisation).value().size() == 1);
}

TEST_CASE("a print server's key opens what it was made for, any other nothing", "[services][accounts]") {
    Portal portal;
    auto key = create_api_key(portal.context(), portal.admin.organisation, "print server");
    REQUIRE(key.ok());
    auto known = verify_api_key(portal.context(), key.value().secret);
    REQUIRE(known.ok());
    CHECK(known.value().scope == "drafts");
    CHECK(known.value().organisation == portal.admin.organisation);
    CHECK(key_of(verify_api_key(portal.context(), key.value().secret + "x").error()) == "key_wrong");
    CHECK(queue_settings(portal.context(), portal.admin.organisation, "Quillport").value().tags == TagSettings{});
}

}  // namespace quillport::services::test
