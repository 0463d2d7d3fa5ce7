#include <atomic>
#include <thread>

#include "database.hpp"

using namespace quillport;
using namespace quillport::store;
using namespace quillport::store::test;

namespace {
struct WithDocument : Furnished {
    explicit WithDocument(Backend backend) : Furnished(backend) {
        written(*store, [](Tx& tx) -> Result<void> {
            if (auto made = create_envelope(tx, some_envelope("e1")); !made.ok()) return made;
            return create_document(tx, some_document("e1"));
        });
    }
    DocumentId document{"e1-d1"};
    DocumentRow head() {
        return seen(*store, [&](Reader& r) { return find_document(r, {"e1"}, document); });
    }
    auto acquire(const std::string& holder, TimePoint now, TimePoint until) {
        return store->write([&](Tx& tx) { return acquire_lease(tx, document, holder, now, until); });
    }
    auto advance(const Lease& lease, TimePoint now, char blob) {
        return store->write([&](Tx& tx) {
            return advance_head(tx, lease, now, {std::string(64, blob), 2000}, "plan 2", {"e1-r1"});
        });
    }
};
}  // namespace

TEST_CASE("a document is kept with its plan, pages and first revision", "[store][documents]") {
    WithDocument home(GENERATE(from_range(backends())));
    const DocumentRow d = home.head();
    CHECK(d.version == 1);
    CHECK(d.plan == "plan 1\nline");
    CHECK(d.pages == std::vector<PageSize>{{595, 842}});
    CHECK(d.head == BlobRef{std::string(64, '1'), 1000});
    CHECK(seen(*home.store, [](Reader& r) { return list_documents(r, {"e1"}); }).size() == 1);
    CHECK(error_of(home.store->read([](Reader& r) { return find_document(r, {"e2"}, {"e1-d1"}); })) == ErrorCode::NotFound);
}

TEST_CASE("the head moves on under a lease, and every revision stays known", "[store][documents]") {
    WithDocument home(GENERATE(from_range(backends())));
    const auto lease = home.acquire("act-1", kNow, kNow + minutes(2));
    REQUIRE(lease.ok());
    CHECK(lease.value().version == 1);
    const auto moved = home.advance(lease.value(), kNow + minutes(1), '2');
    REQUIRE(moved.ok());
    CHECK(moved.value() == 2);
    const DocumentRow d = home.head();
    CHECK(d.version == 2);
    CHECK(d.plan == "plan 2");
    CHECK(d.head.sha256 == std::string(64, '2'));
    const auto revisions = seen(*home.store, [&](Reader& r) { return list_revisions(r, home.document); });
    REQUIRE(revisions.size() == 2);
    CHECK(revisions[0].author.empty());
    CHECK(revisions[0].blob.sha256 == std::string(64, '1'));
    CHECK(revisions[1].author == RecipientId{"e1-r1"});
    CHECK(revisions[1].at == kNow + minutes(1));
    CHECK(home.acquire("act-2", kNow + minutes(1), kNow + minutes(3)).ok());
}

TEST_CASE("while one holds the lease nobody else gets it, until it runs out", "[store][documents]") {
    WithDocument home(GENERATE(from_range(backends())));
    const auto first = home.acquire("act-1", kNow, kNow + minutes(2));
    REQUIRE(first.ok());
    const auto second = home.acquire("act-2", kNow + minutes(1), kNow + minutes(3));
    CHECK(error_of(second) == ErrorCode::Conflict);
    CHECK(second.error().detail == "leased");
    const auto renewed =
        home.store->write([&](Tx& tx) { return renew_lease(tx, home.document, "act-1", kNow + minutes(1), kNow + minutes(4)); });
    REQUIRE(renewed.ok());
    CHECK(error_of(home.acquire("act-2", kNow + minutes(3), kNow + minutes(9))) == ErrorCode::Conflict);
    REQUIRE(home.acquire("act-2", kNow + minutes(4), kNow + minutes(9)).ok());
    CHECK(error_of(home.advance(renewed.value(), kNow + minutes(4), '2')) == ErrorCode::Gone);
    CHECK(error_of(home.store->write([&](Tx& tx) {
              return renew_lease(tx, home.document, "act-1", kNow + minutes(5), kNow + minutes(9));
          })) == ErrorCode::Gone);
    CHECK(home.head().version == 1);
}

TEST_CASE("a lease that ran out makes the pending signature void even when nobody else came", "[store][documents]") {
    WithDocument home(GENERATE(from_range(backends())));
    const auto lease = home.acquire("act-1", kNow, kNow + minutes(2));
    CHECK(error_of(home.advance(lease.value(), kNow + minutes(2), '2')) == ErrorCode::Gone);
    CHECK(home.head().version == 1);
}

TEST_CASE("a lease that was given back is free at once", "[store][documents]") {
    WithDocument home(GENERATE(from_range(backends())));
    REQUIRE(home.acquire("act-1", kNow, kNow + minutes(2)).ok());
    written(*home.store, [&](Tx& tx) { return release_lease(tx, home.document, "someone else"); });
    CHECK_FALSE(home.acquire("act-2", kNow, kNow + minutes(2)).ok());
    written(*home.store, [&](Tx& tx) { return release_lease(tx, home.document, "act-1"); });
    written(*home.store, [&](Tx& tx) { return release_lease(tx, home.document, "act-1"); });
    CHECK(home.acquire("act-2", kNow, kNow + minutes(2)).ok());
    CHECK(error_of(home.store->write([](Tx& tx) { return acquire_lease(tx, {"none"}, "x", kNow, kNow); })) ==
          ErrorCode::NotFound);
}

TEST_CASE("a lease over another version than the head's moves nothing and is kept", "[store][documents]") {
    WithDocument home(GENERATE(from_range(backends())));
    auto lease = home.acquire("act-1", kNow, kNow + minutes(2)).value();
    lease.version = 7;
    CHECK(error_of(home.advance(lease, kNow, '2')) == ErrorCode::PreconditionFailed);
    lease.version = 1;
    CHECK(home.advance(lease, kNow, '3').ok());
}

TEST_CASE("of eight writers who want the head at once exactly one wins each round", "[store][documents]") {
    WithDocument home(GENERATE(from_range(backends())));
    for (int round = 1; round <= 3; ++round) {
        std::atomic<int> won{0}, refused{0};
        std::vector<std::thread> threads;
        for (int t = 0; t < 8; ++t)
            threads.emplace_back([&, t] {
                const std::string holder = std::to_string(round) + "-" + std::to_string(t);
                const auto lease = home.acquire(holder, kNow, kNow + minutes(2));
                if (lease.ok())
                    ++won;
                else if (lease.error().code == ErrorCode::Conflict)
                    ++refused;
            });
        for (auto& thread : threads) thread.join();
        CHECK(won == 1);
        CHECK(refused == 7);
        for (int t = 0; t < 8; ++t) {
            const Lease lease{home.document, std::to_string(round) + "-" + std::to_string(t), kNow + minutes(2), round};
            (void)home.advance(lease, kNow, 'f');
        }
        CHECK(home.head().version == round + 1);
    }
}

TEST_CASE("what a recipient typed is kept by field and replaced by what he types next", "[store][documents]") {
    WithDocument home(GENERATE(from_range(backends())));
    const auto save = [&](const std::string& who, const FieldValues& values) {
        written(*home.store, [&](Tx& tx) { return save_values(tx, {"acme"}, {who}, values, kNow); });
    };
    save("e1-r1", {{"city", "Köln"}, {"note", ""}});
    save("e1-r1", {{"note", "zwei\nZeilen"}});
    save("e1-r2", {{"city", "Bonn"}});
    CHECK(seen(*home.store, [](Reader& r) { return find_values(r, {"e1-r1"}); }) ==
          FieldValues{{"city", "Köln"}, {"note", "zwei\nZeilen"}});
    const auto all = seen(*home.store, [](Reader& r) { return list_values(r, {"e1"}); });
    CHECK(all.size() == 2);
    CHECK(all.at({"e1-r2"}).at("city") == "Bonn");
}

TEST_CASE("a portal that starts alone ends the leases of the one before", "[store][documents]") {
    WithDocument home(GENERATE(from_range(backends())));
    const auto old = home.acquire("act-1", kNow, kNow + minutes(2));
    REQUIRE(old.ok());
    CHECK(written(*home.store, [](Tx& tx) { return expire_leases(tx, kNow + minutes(1)); }) == 1);
    CHECK(written(*home.store, [](Tx& tx) { return expire_leases(tx, kNow + minutes(1)); }) == 0);
    CHECK(error_of(home.advance(old.value(), kNow + minutes(1), '2')) == ErrorCode::Gone);
    CHECK(home.acquire("act-2", kNow + minutes(1), kNow + minutes(3)).ok());
}
