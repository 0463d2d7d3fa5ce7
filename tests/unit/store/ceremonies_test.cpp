#include "quillport/store/ceremonies.hpp"

#include <atomic>
#include <thread>

#include "database.hpp"

using namespace quillport;
using namespace quillport::store;
using namespace quillport::store::test;

namespace {
using Verdict = CheckAnswer::Verdict;

struct WithRecipient : Furnished {
    explicit WithRecipient(Backend backend) : Furnished(backend) {
        written(*store, [](Tx& tx) { return create_envelope(tx, some_envelope("e1")); });
    }
    RecipientId recipient{"e1-r1"};
    void send(const std::string& id, CheckKind kind = CheckKind::Access, TimePoint at = kNow) {
        Check c;
        c.id = id;
        c.organisation = acme;
        c.envelope = {"e1"};
        c.recipient = recipient;
        c.kind = kind;
        c.code_hash = "right";
        c.salt = "salt";
        c.bound_to = kind == CheckKind::Confirm ? "digest" : "";
        c.channel = "email";
        c.target = "r***@example.org";
        c.sent = at;
        c.expires = at + minutes(10);
        written(*store, [&](Tx& tx) { return create_check(tx, c); });
    }
    CheckAnswer answer(const std::string& id, const std::string& hash, const std::string& bound = "", TimePoint at = kNow) {
        return written(*store, [&](Tx& tx) { return answer_check(tx, id, hash, bound, at); });
    }
};
}  // namespace

TEST_CASE("a ceremony is found by its cookie until its time, and remembers access and consent", "[store][ceremonies]") {
    WithRecipient home(GENERATE(from_range(backends())));
    Ceremony c{"cookie", home.acme, {"e1"}, home.recipient, kNow, kNow + hours(1), {}, {}};
    written(*home.store, [&](Tx& tx) { return create_ceremony(tx, c); });
    CHECK_FALSE(seen(*home.store, [](Reader& r) { return find_ceremony(r, "cookie", kNow); }).access_at);
    c.access_at = kNow + minutes(1);
    c.consent_at = kNow + minutes(2);
    c.expires = kNow + hours(2);
    written(*home.store, [&](Tx& tx) { return save_ceremony(tx, c); });
    const Ceremony out = seen(*home.store, [](Reader& r) { return find_ceremony(r, "cookie", kNow + hours(1)); });
    CHECK(out.access_at == c.access_at);
    CHECK(out.consent_at == c.consent_at);
    CHECK(out.recipient == home.recipient);
    CHECK(error_of(home.store->read([](Reader& r) { return find_ceremony(r, "cookie", kNow + hours(2)); })) ==
          ErrorCode::NotFound);
    CHECK(error_of(home.store->read([](Reader& r) { return find_ceremony(r, "other", kNow); })) == ErrorCode::NotFound);
    CHECK(written(*home.store, [](Tx& tx) { return delete_old_ceremonies(tx, kNow + hours(3)); }) == 1);
    CHECK(error_of(home.store->write([&](Tx& tx) { return save_ceremony(tx, c); })) == ErrorCode::NotFound);
}

TEST_CASE("a right code counts once", "[store][checks]") {
    WithRecipient home(GENERATE(from_range(backends())));
    home.send("c1");
    CHECK(home.answer("c1", "wrong").verdict == Verdict::Wrong);
    const CheckAnswer right = home.answer("c1", "right");
    CHECK(right.verdict == Verdict::Right);
    CHECK(home.answer("c1", "right").verdict == Verdict::Expired);
    const auto check = seen(*home.store, [&](Reader& r) { return find_check(r, home.recipient, CheckKind::Access); });
    REQUIRE(check);
    CHECK(check->used == kNow);
    CHECK(check->tries_left == 3);
    CHECK(check->salt == "salt");
    CHECK(error_of(home.store->write([](Tx& tx) { return answer_check(tx, "none", "x", "", kNow); })) == ErrorCode::NotFound);
}

TEST_CASE("the fifth wrong code is the last: then not even the right one counts", "[store][checks]") {
    WithRecipient home(GENERATE(from_range(backends())));
    home.send("c1");
    for (int left = 4; left >= 0; --left) {
        const CheckAnswer a = home.answer("c1", "wrong", "", kNow + seconds(left));
        CHECK(a.verdict == Verdict::Wrong);
        CHECK(a.tries_left == left);
    }
    CHECK(home.answer("c1", "right").verdict == Verdict::Exhausted);
    CHECK(seen(*home.store, [&](Reader& r) { return find_check(r, home.recipient, CheckKind::Access); })->last_try == kNow);
}

TEST_CASE("guesses that come at once get no more tries than there are", "[store][checks]") {
    WithRecipient home(GENERATE(from_range(backends())));
    home.send("c1");
    std::atomic<int> wrong{0}, exhausted{0};
    std::vector<std::thread> threads;
    for (int t = 0; t < 12; ++t)
        threads.emplace_back([&] {
            const auto a = home.store->write([](Tx& tx) { return answer_check(tx, "c1", "wrong", "", kNow); });
            if (a.ok() && a.value().verdict == Verdict::Wrong) ++wrong;
            if (a.ok() && a.value().verdict == Verdict::Exhausted) ++exhausted;
        });
    for (auto& thread : threads) thread.join();
    CHECK(wrong == 5);
    CHECK(exhausted == 7);
}

TEST_CASE("a code is too late after its time, and worthless after a newer one of its kind", "[store][checks]") {
    WithRecipient home(GENERATE(from_range(backends())));
    home.send("c1");
    home.send("confirm", CheckKind::Confirm);
    CHECK(home.answer("c1", "right", "", kNow + minutes(10)).verdict == Verdict::Expired);
    home.send("c2", CheckKind::Access, kNow + minutes(1));
    CHECK(home.answer("c1", "right").verdict == Verdict::Expired);
    CHECK(home.answer("c2", "right", "", kNow + minutes(1)).verdict == Verdict::Right);
    CHECK(home.answer("confirm", "right", "digest").verdict == Verdict::Right);
    CHECK(seen(*home.store, [&](Reader& r) { return find_check(r, home.recipient, CheckKind::Access); })->id == "c2");
    CHECK_FALSE(seen(*home.store, [](Reader& r) { return find_check(r, {"e1-r2"}, CheckKind::Access); }));
}

TEST_CASE("a confirming code counts only for what it was sent for", "[store][checks]") {
    WithRecipient home(GENERATE(from_range(backends())));
    home.send("c1", CheckKind::Confirm);
    CHECK(home.answer("c1", "right", "another digest").verdict == Verdict::OtherBinding);
    const CheckAnswer right = home.answer("c1", "right", "digest");
    CHECK(right.verdict == Verdict::Right);
    CHECK(right.tries_left == 3);
}

TEST_CASE("codes are counted over a time, of both kinds", "[store][checks]") {
    WithRecipient home(GENERATE(from_range(backends())));
    CHECK_FALSE(seen(*home.store, [&](Reader& r) { return first_check_since(r, home.recipient, kNow); }));
    home.send("c1", CheckKind::Access, kNow);
    home.send("c2", CheckKind::Confirm, kNow + minutes(5));
    home.send("c3", CheckKind::Access, kNow + minutes(20));
    const auto count = [&](TimePoint since) {
        return seen(*home.store, [&](Reader& r) { return count_checks(r, home.recipient, since); });
    };
    CHECK(count(kNow) == 3);
    CHECK(count(kNow + minutes(5)) == 2);
    CHECK(count(kNow + minutes(21)) == 0);
    CHECK(seen(*home.store, [&](Reader& r) { return first_check_since(r, home.recipient, kNow + minutes(1)); }) ==
          kNow + minutes(5));
}
