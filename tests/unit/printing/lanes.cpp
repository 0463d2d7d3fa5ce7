#include "lanes.hpp"

#include <catch2/catch.hpp>

using namespace quillport;
using namespace std::chrono_literals;
using printing::Lanes;

namespace {

const Lanes::Moment kStart{1000s};

Lanes::Document document(const std::string& key, const std::string& user, int second, int number = 1) {
    return {key, user, TimePoint{std::chrono::seconds{second}}, number};
}

}  // namespace

TEST_CASE("a user's documents go one after another, the oldest first, whatever came in first", "[printing][lanes]") {
    Lanes lanes;
    CHECK(lanes.add(document("late", "ana", 20)));
    CHECK(lanes.add(document("second", "ana", 10, 2)));
    CHECK(lanes.add(document("first", "ana", 10, 1)));
    CHECK_FALSE(lanes.add(document("first", "ana", 10, 1)));
    for (const char* key : {"first", "second", "late"}) {
        CHECK(lanes.take(kStart) == key);
        CHECK_FALSE(lanes.take(kStart));
        CHECK_FALSE(lanes.next());
        lanes.done(key, true);
    }
    CHECK(lanes.size() == 0);
    CHECK_FALSE(lanes.take(kStart));
}

TEST_CASE("users take turns and go at once", "[printing][lanes]") {
    Lanes lanes;
    for (int i = 0; i < 100; ++i) lanes.add(document("a" + std::to_string(i), "ana", i));
    lanes.add(document("b", "bert", 500));
    CHECK(lanes.take(kStart) == "a0");
    CHECK(lanes.take(kStart) == "b");
    lanes.done("a0", true);
    lanes.done("b", true);
    CHECK(lanes.take(kStart) == "a1");
}

TEST_CASE("a document that must wait blocks its user only, with growing pauses", "[printing][lanes]") {
    Lanes lanes;
    lanes.add(document("a1", "ana", 1));
    lanes.add(document("a2", "ana", 2));
    lanes.add(document("b1", "bert", 3));
    CHECK(lanes.take(kStart) == "a1");
    lanes.wait("a1", kStart);
    CHECK(lanes.take(kStart) == "b1");
    lanes.done("b1", true);
    CHECK_FALSE(lanes.take(kStart + 999ms));
    CHECK(lanes.next() == kStart + 1s);
    CHECK(lanes.take(kStart + 1s) == "a1");
    lanes.wait("a1", kStart + 1s);
    CHECK(lanes.next() == kStart + 3s);
    CHECK(lanes.take(kStart + 3s) == "a1");
    lanes.done("a1", true);
    CHECK(lanes.take(kStart + 3s) == "a2");
}

TEST_CASE("a document that fails again and again gives way to the user's others and is tried for ever", "[printing][lanes]") {
    Lanes lanes;
    lanes.add(document("bad", "ana", 1));
    lanes.add(document("good", "ana", 2));
    Lanes::Moment now = kStart;
    for (int i = 0; i < 5; ++i) {
        REQUIRE(lanes.take(now) == "bad");
        lanes.wait("bad", now);
        now = *lanes.next();
    }
    CHECK(lanes.take(now) == "good");
    lanes.done("good", true);
    for (int i = 0; i < 20; ++i) {
        now = *lanes.next();
        REQUIRE(lanes.take(now) == "bad");
        lanes.wait("bad", now);
    }
    CHECK(*lanes.next() == now + 300s);
}

TEST_CASE("while the portal is away one document at a time tries, and its answer frees all", "[printing][lanes]") {
    Lanes lanes;
    for (const char* user : {"ana", "bert", "cilka"}) lanes.add(document(user, user, 1));
    CHECK(lanes.take(kStart));
    CHECK(lanes.take(kStart));
    // Both were on their way when it went: that counts once.
    lanes.wait_all("ana", kStart);
    lanes.wait_all("bert", kStart);
    CHECK(lanes.all_wait());
    CHECK_FALSE(lanes.take(kStart));
    CHECK(lanes.next() == kStart + 1s);
    const auto probe = lanes.take(kStart + 1s);
    REQUIRE(probe);
    CHECK_FALSE(lanes.take(kStart + 1s));
    lanes.wait_all(*probe, kStart + 1s);
    CHECK(lanes.next() == kStart + 3s);
    Lanes::Moment now = kStart;
    for (int i = 0; i < 10; ++i) {
        now = *lanes.next();
        lanes.wait_all(*lanes.take(now), now);
    }
    CHECK(lanes.next() == now + 30s);
    // Somebody waits for an answer: not too soon, but at once then.
    lanes.hurry(now + 1s);
    CHECK(lanes.next() == now + 30s);
    lanes.hurry(now + 6s);
    const auto again = lanes.take(now + 6s);
    REQUIRE(again);
    lanes.done(*again, true);
    CHECK_FALSE(lanes.all_wait());
    CHECK(lanes.take(now + 6s));
    CHECK(lanes.take(now + 6s));
}

TEST_CASE("a refusal without the portal does not mean that it is back", "[printing][lanes]") {
    Lanes lanes;
    lanes.add(document("a", "ana", 1));
    lanes.add(document("b", "bert", 1));
    CHECK(lanes.take(kStart) == "a");
    lanes.wait_all("a", kStart);
    CHECK(lanes.take(kStart + 1s) == "a");
    lanes.done("a", false);
    CHECK(lanes.all_wait());
    CHECK(lanes.take(kStart + 1s) == "b");
}
