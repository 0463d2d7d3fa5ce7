#include "quillport/store/outbox.hpp"

#include <mutex>
#include <set>
#include <thread>

#include "database.hpp"

using namespace quillport;
using namespace quillport::store;
using namespace quillport::store::test;

namespace {
OutboxMessage message(int number, TimePoint due = kNow) {
    OutboxMessage m;
    m.id = "m" + std::to_string(number);
    m.organisation = {"acme"};
    m.envelope = {"e1"};
    m.recipient = {"e1-r1"};
    m.kind = number % 2 == 0 ? OutboxKind::Mail : OutboxKind::Sms;
    m.message_id = "<" + m.id + "@example.org>";
    m.payload = "Ihr Code: 123456";
    m.created = kNow + seconds(number);
    m.next_at = due;
    return m;
}
struct WithEnvelope : Furnished {
    explicit WithEnvelope(Backend backend) : Furnished(backend) {
        written(*store, [](Tx& tx) { return create_envelope(tx, some_envelope("e1")); });
    }
    bool put(const OutboxMessage& m) {
        return written(*store, [&](Tx& tx) { return enqueue(tx, m); });
    }
    std::vector<std::string> claim(const std::string& worker, TimePoint now, int limit = 10) {
        std::vector<std::string> ids;
        for (const auto& m : written(*store, [&](Tx& tx) { return claim_due(tx, worker, now, now + minutes(1), limit); }))
            ids.push_back(m.id);
        return ids;
    }
    OutboxMessage only() {
        const auto all = seen(*store, [](Reader& r) { return list_messages(r, {"e1"}); });
        REQUIRE(all.size() == 1);
        return all[0];
    }
};
}  // namespace

TEST_CASE("a message is queued once by its message id, claimed when due, and done", "[store][outbox]") {
    WithEnvelope home(GENERATE(from_range(backends())));
    CHECK(home.put(message(1, kNow + minutes(1))));
    OutboxMessage repeat = message(2);
    repeat.message_id = message(1).message_id;
    CHECK_FALSE(home.put(repeat));
    CHECK(seen(*home.store, [](Reader& r) { return next_due(r); }) == kNow + minutes(1));
    CHECK(home.claim("w", kNow).empty());
    CHECK(home.claim("w", kNow + minutes(1)) == std::vector<std::string>{"m1"});
    CHECK(home.only().attempts == 1);
    CHECK(home.only().payload == "Ihr Code: 123456");
    CHECK(home.only().kind == OutboxKind::Sms);
    written(*home.store, [](Tx& tx) { return mark_delivered(tx, "m1", "w", kNow + minutes(1)); });
    const OutboxMessage done = home.only();
    CHECK(done.state == OutboxState::Done);
    CHECK(done.payload.empty());
    CHECK(done.done == kNow + minutes(1));
    CHECK(home.claim("w", kNow + hours(9)).empty());
    CHECK_FALSE(seen(*home.store, [](Reader& r) { return next_due(r); }));
}

TEST_CASE("a message of an act that was undone was never queued", "[store][outbox]") {
    WithEnvelope home(GENERATE(from_range(backends())));
    (void)home.store->write([](Tx& tx) -> Result<void> {
        if (auto put = enqueue(tx, message(1)); !put.ok()) return put.error();
        return Error{ErrorCode::Conflict, "no", {}};
    });
    CHECK_FALSE(seen(*home.store, [](Reader& r) { return next_due(r); }));
}

TEST_CASE("a message that could not be delivered waits longer each time and is given up in the end", "[store][outbox]") {
    WithEnvelope home(GENERATE(from_range(backends())));
    home.put(message(1));
    TimePoint now = kNow;
    for (int attempt = 1; attempt <= 3; ++attempt) {
        REQUIRE(home.claim("w", now).size() == 1);
        const auto state =
            written(*home.store, [&](Tx& tx) { return mark_undelivered(tx, "m1", "w", now, "connection refused", 3); });
        CHECK(state == (attempt == 3 ? OutboxState::Failed : OutboxState::Pending));
        CHECK(home.only().last_error == "connection refused");
        const auto pause = seconds(attempt == 1 ? 30 : 60);
        CHECK(home.claim("w", now + pause - seconds(1)).empty());
        now += pause;
    }
    CHECK(home.claim("w", now + hours(24)).empty());
}

TEST_CASE("a worker that died loses its message when the lease is over, and its late word does not count", "[store][outbox]") {
    WithEnvelope home(GENERATE(from_range(backends())));
    home.put(message(1));
    REQUIRE(home.claim("dead", kNow).size() == 1);
    CHECK(home.claim("w", kNow + seconds(59)).empty());
    CHECK(home.claim("w", kNow + minutes(1)).size() == 1);
    CHECK(error_of(home.store->write([](Tx& tx) { return mark_delivered(tx, "m1", "dead", kNow); })) == ErrorCode::Gone);
    CHECK(error_of(home.store->write([](Tx& tx) { return mark_undelivered(tx, "m1", "dead", kNow, "x"); })) == ErrorCode::Gone);
    CHECK(home.only().state == OutboxState::Pending);
    CHECK(home.only().attempts == 2);
}

TEST_CASE("workers at once share the messages: each goes to exactly one", "[store][outbox]") {
    WithEnvelope home(GENERATE(from_range(backends())));
    for (int i = 0; i < 40; ++i) home.put(message(i));
    std::mutex mutex;
    std::multiset<std::string> claimed;
    std::vector<std::thread> workers;
    for (int w = 0; w < 4; ++w)
        workers.emplace_back([&, w] {
            for (;;) {
                const auto got =
                    home.store->write([&](Tx& tx) { return claim_due(tx, "w" + std::to_string(w), kNow, kNow + hours(1), 3); });
                if (!got.ok() || got.value().empty()) return;
                const std::lock_guard lock(mutex);
                for (const auto& m : got.value()) claimed.insert(m.id);
            }
        });
    for (auto& worker : workers) worker.join();
    CHECK(claimed.size() == 40);
    CHECK(std::set<std::string>(claimed.begin(), claimed.end()).size() == 40);
}

TEST_CASE("a message need not be about an envelope", "[store][outbox]") {
    WithEnvelope home(GENERATE(from_range(backends())));
    OutboxMessage m = message(1);
    m.envelope = {};
    m.recipient = {};
    CHECK(home.put(m));
    CHECK(home.claim("w", kNow).size() == 1);
    CHECK(seen(*home.store, [](Reader& r) { return list_messages(r, {"e1"}); }).empty());
}
