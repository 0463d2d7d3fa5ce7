#include "quillport/store/audit.hpp"

#include <thread>

#include "database.hpp"
#include "quillport/runtime/digest.hpp"
#include "session.hpp"

using namespace quillport;
using namespace quillport::store;
using namespace quillport::store::test;

namespace {
AuditEvent event(const std::string& kind) {
    AuditEvent e;
    e.envelope = {"e1"};
    e.organisation = {"acme"};
    e.kind = kind;
    e.at = kNow;
    e.actor = "recipient:e1-r1";
    e.details = {{"level", "simple"}, {"reason", "Zeile 1\n\"Zeile\" 2 \x01 ü"}};
    return e;
}
struct WithEnvelope : Furnished {
    explicit WithEnvelope(Backend backend) : Furnished(backend) {
        written(*store, [](Tx& tx) { return create_envelope(tx, some_envelope("e1")); });
    }
    std::vector<AuditEvent> events() {
        return seen(*store, [](Reader& r) { return list_events(r, {"e1"}); });
    }
};
}  // namespace

TEST_CASE("the canonical text of an event is RFC 8785, as anybody can compute it", "[store][audit]") {
    AuditEvent e = event("signed");
    e.number = 3;
    e.previous = std::string(64, '0');
    CHECK(canonical_text(e) == R"({"actor":"recipient:e1-r1","at":"2027-01-15T08:00:00.123Z","details":{"level":"simple",)"
                               R"("reason":"Zeile 1\n\"Zeile\" 2 \u0001 ü"},"envelope":"e1","kind":"signed","number":3,)"
                               R"("previous":"0000000000000000000000000000000000000000000000000000000000000000"})");
}

TEST_CASE("events form a chain in which each names the hash of the one before", "[store][audit]") {
    WithEnvelope home(GENERATE(from_range(backends())));
    CHECK(verify_chain(home.events()).ok());
    const AuditEvent first = written(*home.store, [](Tx& tx) { return append_event(tx, event("sent")); });
    const AuditEvent second = written(*home.store, [](Tx& tx) { return append_event(tx, event("signed")); });
    CHECK(first.number == 1);
    CHECK(first.previous == std::string(64, '0'));
    CHECK(second.number == 2);
    CHECK(second.previous == first.hash);
    CHECK(second.hash == runtime::sha256_hex(bytes_of(canonical_text(second))));
    const auto events = home.events();
    REQUIRE(events.size() == 2);
    CHECK(events[1].details == event("").details);
    CHECK(events[1].hash == second.hash);
    CHECK(verify_chain(events).ok());
}

TEST_CASE("an event belongs to the act: when the act is undone it never was", "[store][audit]") {
    WithEnvelope home(GENERATE(from_range(backends())));
    (void)home.store->write([](Tx& tx) -> Result<void> {
        if (auto added = append_event(tx, event("signed")); !added.ok()) return added.error();
        return Error{ErrorCode::Conflict, "lease lost", {}};
    });
    CHECK(home.events().empty());
}

TEST_CASE("events of many threads stand in one chain without gaps", "[store][audit]") {
    WithEnvelope home(GENERATE(from_range(backends())));
    std::vector<std::thread> threads;
    for (int t = 0; t < 6; ++t)
        threads.emplace_back([&] {
            for (int i = 0; i < 5; ++i) (void)home.store->write([](Tx& tx) { return append_event(tx, event("viewed")); });
        });
    for (auto& thread : threads) thread.join();
    const auto events = home.events();
    CHECK(events.size() == 30);
    CHECK(verify_chain(events).ok());
}

TEST_CASE("a chain in which one byte was changed, a link cut out or two swapped is broken, and it says where", "[store][audit]") {
    WithEnvelope home(GENERATE(from_range(backends())));
    for (const char* kind : {"sent", "viewed", "signed", "completed"})
        written(*home.store, [&](Tx& tx) { return append_event(tx, event(kind)); });
    const auto good = home.events();
    const auto broken_at = [](const std::vector<AuditEvent>& events) {
        const auto verdict = verify_chain(events);
        return verdict.ok() ? std::string() : verdict.error().detail;
    };
    CHECK(broken_at(good).empty());
    const std::vector<std::function<void(AuditEvent&)>> changes = {
        [](AuditEvent& e) { e.actor[0] ^= 1; },
        [](AuditEvent& e) { e.kind += "x"; },
        [](AuditEvent& e) { e.at += std::chrono::milliseconds(1); },
        [](AuditEvent& e) { e.details["reason"].back() ^= 1; },
        [](AuditEvent& e) { e.details.erase("level"); },
        [](AuditEvent& e) { e.hash[63] = e.hash[63] == '0' ? '1' : '0'; },
        [](AuditEvent& e) { e.previous[0] = e.previous[0] == '0' ? '1' : '0'; },
        [](AuditEvent& e) { e.number += 1; },
        [](AuditEvent& e) { e.envelope = {"e2"}; }};
    for (std::size_t i = 0; i < changes.size(); ++i) {
        INFO("change " << i);
        auto events = good;
        changes[i](events[2]);
        CHECK(broken_at(events) == "3");
    }
    auto cut = good;
    cut.erase(cut.begin() + 1);
    CHECK(broken_at(cut) == "2");
    auto swapped = good;
    std::swap(swapped[1], swapped[2]);
    CHECK(broken_at(swapped) == "2");
    auto headless = good;
    headless.erase(headless.begin());
    CHECK(broken_at(headless) == "1");
}

TEST_CASE("the database refuses to change or delete an event", "[store][audit]") {
    WithEnvelope home(GENERATE(from_range(backends())));
    written(*home.store, [](Tx& tx) { return append_event(tx, event("sent")); });
    const auto attack = [&](const std::string& sql) {
        return home.store->write([&](Tx& tx) { return tx.session().command(sql); }).ok();
    };
    CHECK_FALSE(attack("UPDATE audit_log SET actor = 'nobody'"));
    CHECK_FALSE(attack("DELETE FROM audit_log"));
    if (parse_address(home.database.url()).value().backend == Backend::Postgresql) CHECK_FALSE(attack("TRUNCATE audit_log"));
    CHECK(home.events().size() == 1);
    CHECK(verify_chain(home.events()).ok());
}

TEST_CASE("details have plain keys, and texts that cannot be kept are refused", "[store][audit]") {
    WithEnvelope home(GENERATE(from_range(backends())));
    for (const char* key : {"", "Grüße", "a b", "UPPER"}) {
        AuditEvent e = event("sent");
        e.details[key] = "x";
        CHECK(error_of(home.store->write([&](Tx& tx) { return append_event(tx, e); })) == ErrorCode::InvalidInput);
    }
    AuditEvent e = event("sent");
    e.details["reason"] = "\xff";
    CHECK(error_of(home.store->write([&](Tx& tx) { return append_event(tx, e); })) == ErrorCode::InvalidInput);
    CHECK(home.events().empty());
}
