#include "migrations.hpp"

#include <set>
#include <thread>

#include "database.hpp"

using namespace quillport;
using namespace quillport::store;
using namespace quillport::store::test;

namespace {

std::unique_ptr<Session> session_of(const Database& database) {
    auto session = Session::connect(parse_address(database.url()).value(), Session::Access::ReadWrite);
    REQUIRE(session.ok());
    return std::move(session).value();
}

std::vector<std::string> tables_of(Session& session) {
    const std::string sql = session.backend() == Backend::Sqlite
                                ? "SELECT name FROM sqlite_master WHERE type = 'table'"
                                : "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()";
    auto tables = all_of(session.query("t", sql, {}), [](Row& row) { return row.text(); });
    REQUIRE(tables.ok());
    return tables.value();
}

}  // namespace

TEST_CASE("a migration is cut at the ends of statements, and placeholders become the words of the back end",
          "[store][migrations]") {
    const std::string text =
        "-- it's a comment; with a semicolon;\n"
        "CREATE TABLE a (\n    n {int64} NOT NULL, -- a number; it's 64 bits\n    b {blob}\n) {strict};\n\n{append_only:a}\n"
        "CREATE INDEX i ON a (n);\n";
    const auto sqlite = statements_of(text, Backend::Sqlite);
    REQUIRE(sqlite.size() == 4);
    CHECK(sqlite[0] == "CREATE TABLE a (\n    n INTEGER NOT NULL,\n    b BLOB\n) STRICT");
    CHECK(sqlite[1].starts_with("CREATE TRIGGER a_no_update BEFORE UPDATE ON a"));
    CHECK(sqlite[3] == "CREATE INDEX i ON a (n)");
    const auto postgresql = statements_of(text, Backend::Postgresql);
    REQUIRE(postgresql.size() == 4);
    CHECK(postgresql[0] == "CREATE TABLE a (\n    n BIGINT NOT NULL,\n    b BYTEA\n) ");
}

TEST_CASE("every placeholder works on its back end", "[store][migrations]") {
    const Database database(GENERATE(from_range(backends())));
    const auto session = session_of(database);
    const Migration one{1, "0001_one", "CREATE TABLE t (n {int64} NOT NULL, b {blob}) {strict};\n{append_only:t}\n"};
    REQUIRE(migrate(*session, std::span(&one, 1)).ok());
    CHECK(session->change("INSERT INTO t (n) VALUES (?)", {1}).ok());
    CHECK_FALSE(session->change("UPDATE t SET n = ?", {2}).ok());
    CHECK_FALSE(session->change("DELETE FROM t WHERE n = ?", {1}).ok());
}

TEST_CASE("the built-in migrations are numbered without gaps and leave tables that all name their organisation",
          "[store][migrations]") {
    const Database database(GENERATE(from_range(backends())));
    int number = 0;
    for (const Migration& migration : all_migrations()) CHECK(migration.number == ++number);
    REQUIRE(number >= 1);
    const auto session = session_of(database);
    REQUIRE(migrate(*session, all_migrations()).ok());
    int tables = 0;
    for (const std::string& table : tables_of(*session)) {
        if (table == "schema_version" || table == "organisations") continue;
        INFO(table);
        CHECK(session->query("t", "SELECT organisation_id FROM " + table, {}).ok());
        ++tables;
    }
    CHECK(tables >= 18);
}

TEST_CASE("every old version of the tables is brought up to date, once", "[store][migrations]") {
    const Database database(GENERATE(from_range(backends())));
    const auto session = session_of(database);
    const std::vector<Migration> all = {{1, "0001_a", "CREATE TABLE a (n {int64}) {strict};\n"},
                                        {2, "0002_b", "INSERT INTO a (n) VALUES (7);\n"},
                                        {3, "0003_c", "INSERT INTO a (n) SELECT n + 1 FROM a;\n"}};
    const std::size_t old = GENERATE(0, 1, 2, 3);
    REQUIRE(migrate(*session, std::span(all).first(old)).ok());
    REQUIRE(migrate(*session, all).ok());
    REQUIRE(migrate(*session, all).ok());
    const auto rows = all_of(session->query("i", "SELECT n FROM a ORDER BY n", {}), [](Row& row) { return row.number(); });
    REQUIRE(rows.ok());
    CHECK(rows.value() == std::vector<std::int64_t>{7, 8});
}

TEST_CASE("a migration that fails half-way leaves nothing of itself", "[store][migrations]") {
    const Database database(GENERATE(from_range(backends())));
    const auto session = session_of(database);
    const std::vector<Migration> bad = {
        {1, "0001_a", "CREATE TABLE a (n {int64}) {strict};\n"},
        {2, "0002_b", "CREATE TABLE b (n {int64}) {strict};\nCREATE TABLE a (n {int64}) {strict};\n"}};
    const auto outcome = migrate(*session, bad);
    REQUIRE_FALSE(outcome.ok());
    CHECK(outcome.error().detail == "0002_b");
    const auto tables = tables_of(*session);
    const std::set<std::string> have(tables.begin(), tables.end());
    CHECK(have.count("a") == 1);
    CHECK(have.count("b") == 0);
}

TEST_CASE("tables of a newer program are refused", "[store][migrations]") {
    const Database database(GENERATE(from_range(backends())));
    {
        const auto store = database.open();
        const auto session = session_of(database);
        REQUIRE(session->change("INSERT INTO schema_version (version, name) VALUES (?, ?)", {9999, "9999_future"}).ok());
    }
    CHECK(error_of(Store::open(database.url(), database.folder() / "blobs")) == ErrorCode::PreconditionFailed);
}

TEST_CASE("programs that start at once make the tables once", "[store][migrations]") {
    const Database database(GENERATE(from_range(backends())));
    std::vector<std::thread> programs;
    std::array<std::string, 4> refusals;
    for (std::string& mine : refusals)
        programs.emplace_back([&] {
            const auto store = Store::open(database.url(), database.folder() / "blobs");
            if (!store.ok()) mine = store.error().what + " " + store.error().detail;
        });
    for (auto& program : programs) program.join();
    CHECK(refusals == std::array<std::string, 4>{});
}
