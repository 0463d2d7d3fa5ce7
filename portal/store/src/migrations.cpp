#include "migrations.hpp"

#include <utility>

namespace quillport::store {
namespace {

void replace_all(std::string& text, std::string_view what, std::string_view by) {
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
        text.replace(at, what.size(), by);
}

std::string in_dialect(std::string statement, Backend backend) {
    const bool sqlite = backend == Backend::Sqlite;
    replace_all(statement, "{int64}", sqlite ? "INTEGER" : "BIGINT");
    replace_all(statement, "{blob}", sqlite ? "BLOB" : "BYTEA");
    replace_all(statement, "{strict}", sqlite ? "STRICT" : "");
    return statement;
}

std::vector<std::string> append_only(const std::string& table, Backend backend) {
    const std::string refusal = table + " is append-only";
    if (backend == Backend::Sqlite) {
        const std::string body = " ON " + table + " BEGIN SELECT RAISE(ABORT, '" + refusal + "'); END";
        return {"CREATE TRIGGER " + table + "_no_update BEFORE UPDATE" + body,
                "CREATE TRIGGER " + table + "_no_delete BEFORE DELETE" + body};
    }
    const std::string call = " ON " + table + " FOR EACH STATEMENT EXECUTE FUNCTION " + table + "_refuse()";
    return {"CREATE FUNCTION " + table + "_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '" + refusal +
                "'; END $$",
            "CREATE TRIGGER " + table + "_no_change BEFORE UPDATE OR DELETE OR TRUNCATE" + call};
}

/// SOCI looks for quotes and colons also in comments, so they are not sent.
std::string without_comment(std::string_view line) {
    line = line.substr(0, line.find("--"));
    while (!line.empty() && (line.back() == ' ' || line.back() == '\r')) line.remove_suffix(1);
    return std::string(line);
}

Result<void> apply(Session& session, const Migration& migration) {
    for (const std::string& statement : statements_of(migration.text, session.backend()))
        if (auto run = session.command(statement); !run.ok()) return run;
    return done(session.change("INSERT INTO schema_version (version, name) VALUES (?, ?)", {migration.number, migration.name}));
}

/// The version of the tables; the transaction it begins keeps other programs out until it ends.
Result<std::int64_t> begin_at_version(Session& session) {
    const bool sqlite = session.backend() == Backend::Sqlite;
    if (auto begun = session.command(sqlite ? "BEGIN IMMEDIATE" : "BEGIN"); !begun.ok()) return begun.error();
    if (!sqlite) {
        // A number of our own choice: whoever migrates a Quillport database takes this lock first.
        if (auto locked = session.query("t", "SELECT pg_advisory_xact_lock(71001)", {}); !locked.ok()) return locked.error();
    }
    if (auto made = session.command(in_dialect("CREATE TABLE IF NOT EXISTS schema_version (version {int64} NOT NULL PRIMARY KEY, "
                                               "name TEXT NOT NULL) {strict}",
                                               session.backend()));
        !made.ok())
        return made.error();
    return one_of(session.query("i", "SELECT COALESCE(MAX(version), 0) FROM schema_version", {}), "no version",
                  [](Row& row) { return row.number(); });
}

/// One step. True when there may be another.
Result<bool> step(Session& session, std::span<const Migration> migrations) {
    const auto version = begin_at_version(session);
    if (!version.ok()) return version.error();
    const auto have = static_cast<std::uint64_t>(version.value());
    if (have > migrations.size())
        return Error{ErrorCode::PreconditionFailed, "the database is newer than this program", std::to_string(have)};
    if (have < migrations.size()) {
        if (auto applied = apply(session, migrations[have]); !applied.ok())
            return Error{applied.error().code, applied.error().what, std::string(migrations[have].name)};
    }
    if (auto committed = session.command("COMMIT"); !committed.ok()) return committed.error();
    return have + 1 < migrations.size();
}

}  // namespace

std::vector<std::string> statements_of(std::string_view text, Backend backend) {
    constexpr std::string_view kAppendOnly = "{append_only:";
    std::vector<std::string> statements;
    std::string statement;
    while (!text.empty()) {
        const auto end = text.find('\n');
        const std::string line = without_comment(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        if (line.starts_with(kAppendOnly) && line.ends_with('}')) {
            for (auto& made : append_only(line.substr(kAppendOnly.size(), line.size() - kAppendOnly.size() - 1), backend))
                statements.push_back(std::move(made));
            continue;
        }
        if (line.empty()) continue;
        statement += line + "\n";
        if (!line.ends_with(';')) continue;
        statement.resize(statement.size() - 2);
        statements.push_back(in_dialect(std::exchange(statement, {}), backend));
    }
    return statements;
}

Result<void> migrate(Session& session, std::span<const Migration> migrations) {
    for (;;) {
        session.forget_failure();
        const auto more = step(session, migrations);
        if (!more.ok()) {
            const Error error = more.error();
            if (auto undone = session.command("ROLLBACK"); !undone.ok()) return undone;
            return error;
        }
        if (!more.value()) return {};
    }
}

}  // namespace quillport::store
