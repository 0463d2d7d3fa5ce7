#include "database.hpp"

using namespace quillport;
using namespace quillport::store;
using namespace quillport::store::test;

TEST_CASE("a user is found by his address whatever its case, and an address is taken once", "[store][accounts]") {
    Furnished home(GENERATE(from_range(backends())));
    const User anna = seen(*home.store, [](Reader& r) { return find_user_by_email(r, "ANNA@example.ORG"); });
    CHECK(anna.id == home.anna);
    CHECK(anna.organisation == home.acme);
    CHECK(anna.email == "anna@Example.org");
    CHECK(anna.password_hash == "hash");
    CHECK(anna.created == kNow);
    const auto again = home.store->write([&](Tx& tx) {
        return create_user(tx, {{"x"}, home.umbrella, "X", "Anna@example.org", "", true, kNow});
    });
    CHECK(error_of(again) == ErrorCode::Conflict);
    CHECK(seen(*home.store, [](Reader& r) { return count_users(r); }) == 2);
    written(*home.store, [&](Tx& tx) { return change_password(tx, home.anna, "new"); });
    CHECK(seen(*home.store, [&](Reader& r) { return find_user(r, home.anna); }).password_hash == "new");
    CHECK(error_of(home.store->read([](Reader& r) { return find_user(r, {"nobody"}); })) == ErrorCode::NotFound);
    CHECK(error_of(home.store->write([](Tx& tx) { return change_password(tx, {"nobody"}, "x"); })) == ErrorCode::NotFound);
}

TEST_CASE("organisations are listed, found and renamed", "[store][accounts]") {
    Furnished home(GENERATE(from_range(backends())));
    written(*home.store, [&](Tx& tx) { return rename_organisation(tx, home.acme, "Acme & Söhne"); });
    CHECK(seen(*home.store, [&](Reader& r) { return find_organisation(r, home.acme); }).name == "Acme & Söhne");
    CHECK(seen(*home.store, [](Reader& r) { return list_organisations(r); }).size() == 2);
    CHECK(error_of(home.store->read([](Reader& r) { return find_organisation(r, {"none"}); })) == ErrorCode::NotFound);
}

TEST_CASE("a session ends at its time, and by logging out", "[store][accounts]") {
    Furnished home(GENERATE(from_range(backends())));
    for (const char* token : {"one", "two"})
        written(*home.store, [&](Tx& tx) { return create_session(tx, {token, home.anna, home.acme, kNow, kNow + hours(1)}); });
    const auto find = [&](const std::string& token, TimePoint at) {
        return error_of(home.store->read([&](Reader& r) { return find_session(r, token, at); }));
    };
    CHECK(seen(*home.store, [](Reader& r) { return find_session(r, "one", kNow); }).user == home.anna);
    CHECK(find("one", kNow + hours(1)) == ErrorCode::NotFound);
    written(*home.store, [](Tx& tx) { return delete_session(tx, "one"); });
    written(*home.store, [](Tx& tx) { return delete_session(tx, "one"); });
    CHECK(find("one", kNow) == ErrorCode::NotFound);
    CHECK_FALSE(find("two", kNow));
    CHECK(written(*home.store, [](Tx& tx) { return delete_old_sessions(tx, kNow + hours(2)); }) == 1);
    CHECK(find("two", kNow) == ErrorCode::NotFound);
}

TEST_CASE("a set-up link works once, in time, and only the newest one", "[store][accounts]") {
    Furnished home(GENERATE(from_range(backends())));
    const auto make = [&](const std::string& token) {
        written(*home.store, [&](Tx& tx) { return create_setup_link(tx, {token, home.acme, kNow, kNow + hours(1), {}}); });
    };
    const auto redeem = [&](const std::string& token, TimePoint at) {
        return error_of(home.store->write([&](Tx& tx) { return redeem_setup_link(tx, token, at); }));
    };
    make("old");
    make("new");
    CHECK(redeem("none", kNow) == ErrorCode::NotFound);
    CHECK(redeem("old", kNow) == ErrorCode::Gone);
    CHECK(redeem("new", kNow + hours(1)) == ErrorCode::Gone);
    CHECK_FALSE(redeem("new", kNow));
    CHECK(redeem("new", kNow) == ErrorCode::Gone);
}

TEST_CASE("a key counts until it is revoked, by its own organisation", "[store][accounts]") {
    Furnished home(GENERATE(from_range(backends())));
    written(*home.store, [&](Tx& tx) {
        return create_api_key(tx, {"k1", home.acme, "print server", "drafts", "hash", kNow, {}, {}});
    });
    const ApiKey key = seen(*home.store, [](Reader& r) { return find_api_key(r, "hash"); });
    CHECK(key.organisation == home.acme);
    CHECK(key.scope == "drafts");
    CHECK(error_of(home.store->write([&](Tx& tx) { return revoke_api_key(tx, home.umbrella, "k1", kNow); })) ==
          ErrorCode::NotFound);
    written(*home.store, [&](Tx& tx) { return revoke_api_key(tx, home.acme, "k1", kNow); });
    CHECK(error_of(home.store->read([](Reader& r) { return find_api_key(r, "hash"); })) == ErrorCode::NotFound);
    CHECK(seen(*home.store, [&](Reader& r) { return list_api_keys(r, home.acme); }).front().revoked == kNow);
}

TEST_CASE("attempts are counted by kind, subject and time until they are forgotten", "[store][accounts]") {
    Furnished home(GENERATE(from_range(backends())));
    written(*home.store, [&](Tx& tx) -> Result<void> {
        for (int i = 0; i < 3; ++i)
            if (auto done = record_attempt(tx, home.acme, "login", "anna", kNow + minutes(i)); !done.ok()) return done;
        return record_attempt(tx, home.acme, "login", "bert", kNow);
    });
    const auto count = [&](const std::string& who, TimePoint since) {
        return seen(*home.store, [&](Reader& r) { return count_attempts(r, "login", who, since); });
    };
    CHECK(count("anna", kNow) == 3);
    CHECK(count("anna", kNow + minutes(1)) == 2);
    written(*home.store, [](Tx& tx) { return clear_attempts(tx, "login", "anna"); });
    CHECK(count("anna", kNow) == 0);
    CHECK(count("bert", kNow) == 1);
}
