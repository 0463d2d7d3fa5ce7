#include <atomic>
#include <stdexcept>
#include <thread>

#include "database.hpp"
#include "session.hpp"

using namespace quillport;
using namespace quillport::store;
using namespace quillport::store::test;

namespace {

Result<void> set(Tx& tx, const std::string& key, const std::string& value) { return save_setting(tx, {"acme"}, key, value); }
std::optional<std::string> get(Store& store, const std::string& key) {
    return seen(store, [&](Reader& reader) { return find_setting(reader, {"acme"}, key); });
}

/// One more in a counter, read and written in one transaction.
Result<void> count_up(Tx& tx) {
    auto have = find_setting(tx, {"acme"}, "counter");
    if (!have.ok()) return have.error();
    return set(tx, "counter", std::to_string(std::stoi(have.value().value_or("0")) + 1));
}

}  // namespace

TEST_CASE("what a write function did is kept when it answers Ok and undone when it answers an Error", "[store][engine]") {
    Furnished home(GENERATE(from_range(backends())));
    REQUIRE(home.store->write([](Tx& tx) { return set(tx, "kept", "1"); }).ok());
    const auto refused = home.store->write([](Tx& tx) -> Result<int> {
        if (auto done = set(tx, "undone", "1"); !done.ok()) return done.error();
        return Error{ErrorCode::Forbidden, "no", "reason"};
    });
    CHECK(error_of(refused) == ErrorCode::Forbidden);
    CHECK(refused.error().detail == "reason");
    CHECK(get(*home.store, "kept") == "1");
    CHECK_FALSE(get(*home.store, "undone"));
    CHECK(home.store->check().ok());
}

TEST_CASE("an exception of a write function reaches its caller, undoes its work and harms nobody else", "[store][engine]") {
    Furnished home(GENERATE(from_range(backends())));
    CHECK_THROWS_AS((void)home.store->write([](Tx& tx) -> Result<void> {
        if (auto done = set(tx, "undone", "1"); !done.ok()) return done;
        throw std::logic_error("broken invariant");
    }),
                    std::logic_error);
    CHECK_THROWS_AS((void)home.store->read([](Reader&) -> Result<void> { throw std::logic_error("broken invariant"); }),
                    std::logic_error);
    CHECK(home.store->write([](Tx& tx) { return set(tx, "after", "1"); }).ok());
    CHECK_FALSE(get(*home.store, "undone"));
    CHECK(get(*home.store, "after") == "1");
}

TEST_CASE("a statement that failed cannot be overlooked: the transaction is not committed", "[store][engine]") {
    Furnished home(GENERATE(from_range(backends())));
    const auto outcome = home.store->write([](Tx& tx) -> Result<void> {
        if (auto done = set(tx, "first", "1"); !done.ok()) return done;
        (void)save_setting(tx, {"no such organisation"}, "x", "y");
        return {};
    });
    CHECK(error_of(outcome) == ErrorCode::Conflict);
    CHECK_FALSE(get(*home.store, "first"));
}

TEST_CASE("a reader cannot write and does not see what is not committed", "[store][engine]") {
    Furnished home(GENERATE(from_range(backends())));
    const auto written_by_reader = home.store->read(
        [](Reader& reader) -> Result<void> { return done(reader.session().change("UPDATE organisations SET name = ?", {"x"})); });
    CHECK_FALSE(written_by_reader.ok());
    std::atomic<bool> wrote{false}, looked{false};
    std::thread writer([&] {
        (void)home.store->write([&](Tx& tx) -> Result<void> {
            auto done = set(tx, "key", "1");
            wrote = true;
            while (!looked) std::this_thread::yield();
            return done;
        });
    });
    while (!wrote) std::this_thread::yield();
    const auto before = home.store->read([](Reader& reader) { return find_setting(reader, {"acme"}, "key"); });
    looked = true;
    writer.join();
    REQUIRE(before.ok());
    CHECK_FALSE(before.value());
    CHECK(get(*home.store, "key") == "1");
}

TEST_CASE("on SQLite a write or read inside a write is refused instead of waiting for itself", "[store][engine]") {
    Furnished home(Backend::Sqlite);
    const auto outcome = home.store->write([&](Tx&) -> Result<void> {
        if (auto inner = home.store->read([](Reader& r) { return count_users(r); }); inner.ok()) return {};
        return home.store->write([](Tx& tx) { return set(tx, "x", "y"); });
    });
    CHECK(error_of(outcome) == ErrorCode::Internal);
}

TEST_CASE("acts of eight threads are all kept, in turn, and the refused ones leave nothing", "[store][engine]") {
    Furnished home(GENERATE(from_range(backends())));
    constexpr int kThreads = 8, kActs = 25;
    std::atomic<int> ok{0}, refused{0}, failed{0};
    std::vector<std::thread> threads;
    for (int t = 0; t < kThreads; ++t)
        threads.emplace_back([&, t] {
            for (int i = 0; i < kActs; ++i) {
                const bool refuse = i % 5 == 4;
                const auto outcome = home.store->write([&](Tx& tx) -> Result<void> {
                    if (auto done = count_up(tx); !done.ok()) return done;
                    if (auto done = set(tx, "t" + std::to_string(t) + "i" + std::to_string(i), "1"); !done.ok()) return done;
                    if (refuse) return Error{ErrorCode::Forbidden, "no", {}};
                    return {};
                });
                if (outcome.ok())
                    ++ok;
                else if (outcome.error().code == ErrorCode::Forbidden)
                    ++refused;
                else
                    ++failed;
            }
        });
    for (auto& thread : threads) thread.join();
    CHECK(failed == 0);
    CHECK(ok == kThreads * kActs * 4 / 5);
    CHECK(refused == kThreads * kActs / 5);
    CHECK(get(*home.store, "counter") == std::to_string(ok));
    for (int t = 0; t < kThreads; ++t) {
        CHECK(get(*home.store, "t" + std::to_string(t) + "i3"));
        CHECK_FALSE(get(*home.store, "t" + std::to_string(t) + "i4"));
    }
}

TEST_CASE("what is queued when the store closes is still done", "[store][engine]") {
    Furnished home(GENERATE(from_range(backends())));
    std::atomic<int> ok{0};
    std::vector<std::thread> threads;
    std::atomic<bool> first{false};
    for (int t = 0; t < 6; ++t)
        threads.emplace_back([&, t] {
            ok += home.store
                      ->write([&](Tx& tx) -> Result<void> {
                          first = true;
                          std::this_thread::sleep_for(std::chrono::milliseconds(20));
                          return set(tx, "k" + std::to_string(t), "1");
                      })
                      .ok();
        });
    for (auto& thread : threads) thread.join();
    home.store.reset();
    CHECK(ok == 6);
    home.store = home.database.open();
    for (int t = 0; t < 6; ++t) CHECK(get(*home.store, "k" + std::to_string(t)));
}

TEST_CASE("text comes back as it went in, and what one back end could not keep is refused by both", "[store][engine]") {
    Furnished home(GENERATE(from_range(backends())));
    for (const std::string& good :
         std::vector<std::string>{"", "'; DROP TABLE users; --", "a:b ::c ? $1 :p1", "Grüße, 漢字, \U0001F58B",
                                  std::string(300'000, 'x'), "\x01\x7f\r\n\t"}) {
        REQUIRE(home.store->write([&](Tx& tx) { return set(tx, "text", good); }).ok());
        CHECK(get(*home.store, "text") == good);
    }
    for (const std::string& bad :
         std::vector<std::string>{std::string("a\0b", 3), "\xff", "\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe2\x82"}) {
        CHECK(error_of(home.store->write([&](Tx& tx) { return set(tx, "bad", bad); })) == ErrorCode::InvalidInput);
    }
    CHECK_FALSE(get(*home.store, "bad"));
}

TEST_CASE("numbers keep all 64 bits, and nothing stays nothing", "[store][engine]") {
    Furnished home(GENERATE(from_range(backends())));
    for (const std::int64_t number :
         {std::int64_t{0}, std::numeric_limits<std::int64_t>::max(), std::numeric_limits<std::int64_t>::min() + 1}) {
        written(*home.store, [&](Tx& tx) { return record_attempt(tx, home.acme, "k", std::to_string(number), time_of(number)); });
        const auto read = home.store->read([&](Reader& r) {
            return one_of(r.session().query("i", "SELECT at FROM attempts WHERE subject = ?", {std::to_string(number)}), "none",
                          [](Row& row) { return row.number(); });
        });
        REQUIRE(read.ok());
        CHECK(read.value() == number);
    }
    auto nothing = home.store->read([](Reader& r) {
        return one_of(r.session().query("ti", "SELECT MAX(subject), MAX(at) FROM attempts WHERE kind = ?", {"other"}), "none",
                      [](Row& row) {
                          const std::string text = row.text();
                          return std::pair(text, row.optional_time());
                      });
    });
    REQUIRE(nothing.ok());
    CHECK(nothing.value().first.empty());
    CHECK_FALSE(nothing.value().second);
}

TEST_CASE("an error of the database never repeats a value", "[store][engine]") {
    Furnished home(GENERATE(from_range(backends())));
    const auto outcome = home.store->write([&](Tx& tx) { return create_organisation(tx, {{"acme"}, "a secret name", kNow}); });
    REQUIRE_FALSE(outcome.ok());
    CHECK(outcome.error().code == ErrorCode::Conflict);
    CHECK(outcome.error().what.find("secret") == std::string::npos);
    CHECK(outcome.error().what.find("acme") == std::string::npos);
}

TEST_CASE("a database that cannot be reached or is none is an error with a code", "[store][engine]") {
    TemporaryFolder folder;
    const auto open = [&](const std::string& url) { return error_of(Store::open(url, folder.path() / "blobs")); };
    CHECK(open("mysql:x") == ErrorCode::InvalidInput);
    CHECK(open("sqlite:") == ErrorCode::InvalidInput);
    CHECK(open("sqlite:" + (folder.path() / "none" / "db").string()) == ErrorCode::NotFound);
    CHECK(open("postgresql:host=" + folder.path().string() + " user=u password=secret") == ErrorCode::Unavailable);
}

TEST_CASE("the files of SQLite are for their owner only", "[store][engine]") {
    Furnished home(Backend::Sqlite);
    int files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(home.database.folder())) {
        if (!entry.is_regular_file()) continue;
        ++files;
        CHECK((entry.status().permissions() & std::filesystem::perms(0077)) == std::filesystem::perms::none);
    }
    CHECK(files >= 2);
}
