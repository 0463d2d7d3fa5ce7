// The only file that sees SOCI. What SOCI 4.0.3 leaves to its caller is settled here: texts that PostgreSQL would cut at a NUL,
// errors that mean the same on both back ends, messages that repeat the parameters.
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <fcntl.h>
#include <chrono>
#include <deque>
#include <thread>
#include <unordered_map>

#include "quillport/runtime/file.hpp"
#include "session.hpp"
#include "utf8.hpp"

namespace quillport::store {
namespace {

using namespace std::chrono_literals;

constexpr auto kPatience = 10s;
constexpr auto kBreath = 5ms;

/// A prepared statement with the places that SOCI reads parameters from and writes answers to; their addresses must not change.
struct Prepared {
    Prepared(soci::session& sql) : statement(sql) {}  // NOLINT: SOCI takes a reference
    std::deque<std::string> texts_in, texts_out;
    std::deque<long long> numbers_in, numbers_out;
    std::deque<soci::indicator> nulls_in, nulls_out;
    soci::statement statement;
};

/// '?' as SOCI's names, which both of its back ends understand.
std::string with_names(const std::string& sql) {
    std::string named;
    int number = 0;
    for (const char c : sql) {
        if (c == '?')
            named += ":p" + std::to_string(++number);
        else
            named += c;
    }
    return named;
}

/// PostgreSQL's messages repeat values in the lines after the first.
std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

ErrorCode code_of_sqlite(int result) {
    switch (result & 0xff) {
        case SQLITE_CONSTRAINT:
            return ErrorCode::Conflict;
        case SQLITE_FULL:
            return ErrorCode::NoSpace;
        case SQLITE_READONLY:
        case SQLITE_PERM:
        case SQLITE_AUTH:
            return ErrorCode::Forbidden;
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
        case SQLITE_CANTOPEN:
            return ErrorCode::Unavailable;
        default:
            return ErrorCode::Internal;
    }
}

/// By SQLSTATE (PostgreSQL 15, Appendix A).
ErrorCode code_of_sqlstate(const std::string& state) {
    if (state.starts_with("23")) return ErrorCode::Conflict;
    if (state == "53100") return ErrorCode::NoSpace;
    if (state == "42501") return ErrorCode::Forbidden;
    if (state.starts_with("40") || state.starts_with("08") || state.starts_with("53") || state.starts_with("57P"))
        return ErrorCode::Unavailable;
    return ErrorCode::Internal;
}

/// Two transactions met: serialisation failure, deadlock. A unique violation is the third form of it, since no statement of ours
/// violates one on its own (they say ON CONFLICT).
bool is_collision(const std::string& state) { return state == "40001" || state == "40P01" || state == "23505"; }

/// A file of SQLite is for its owner only, and so are the files that SQLite makes beside it.
Result<void> make_file(const std::string& path) {
    // A file that is there is never opened here: closing any descriptor of it would drop all locks that this process holds on it
    // (fcntl(2)), and another program's SQLite, thinking itself the last, would take the write-ahead log away.
    const runtime::Descriptor fd(::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    if (!fd.valid() && errno != EEXIST) return runtime::error_from_errno(errno, "cannot make the database file");
    return {};
}

/// SOCI's library keeps the type information of this class to itself, which UndefinedBehaviorSanitizer's check of casts would
/// need.
__attribute__((no_sanitize("vptr"))) bool is_connected(soci::session& sql) {
    const auto* session = static_cast<soci::postgresql_session_backend*>(sql.get_backend());
    return session != nullptr && session->conn_ != nullptr && PQstatus(session->conn_) == CONNECTION_OK;
}

/// SOCI reads a value up to its closing quote and knows no escape for one.
Result<std::string> sqlite_parameters(const std::string& path) {
    if (path.find('"') != std::string::npos) return Error{ErrorCode::InvalidInput, "the path of the database holds a quote", {}};
    return "dbname=\"" + path + "\"";
}

}  // namespace

struct Session::Impl {
    Backend backend = Backend::Sqlite;
    soci::session sql;
    std::unordered_map<std::string, std::unique_ptr<Prepared>> kept;
    std::optional<Error> failure;
    Trouble trouble = Trouble::None;

    [[nodiscard]] Error fail(Error error, Trouble kind) {
        if (!failure) failure = error;
        if (kind > trouble) trouble = kind;
        return error;
    }
    [[nodiscard]] bool is_lost() { return backend == Backend::Postgresql && !is_connected(sql); }
    [[nodiscard]] Error error_of(const std::exception& caught) {
        if (const auto* e = dynamic_cast<const soci::sqlite3_soci_error*>(&caught)) {
            const ErrorCode code = code_of_sqlite(e->result());
            return fail({code, first_line(e->get_error_message()), std::to_string(e->result())},
                        code == ErrorCode::Unavailable ? Trouble::Repeat : Trouble::None);
        }
        if (is_lost()) return fail({ErrorCode::Unavailable, "the connection to the database is gone", {}}, Trouble::Lost);
        if (const auto* e = dynamic_cast<const soci::postgresql_soci_error*>(&caught)) {
            const std::string state = e->sqlstate();
            return fail({code_of_sqlstate(state), first_line(e->get_error_message()), state},
                        is_collision(state) ? Trouble::Repeat : Trouble::None);
        }
        if (const auto* e = dynamic_cast<const soci::soci_error*>(&caught))
            return fail({ErrorCode::Internal, first_line(e->get_error_message()), {}}, Trouble::None);
        return fail({ErrorCode::Internal, "the database library failed", {}}, Trouble::None);
    }

    Prepared& prepare(std::string_view columns, const std::string& text, const std::vector<Param>& params);
    [[nodiscard]] Result<void> bind(Prepared& prepared, const std::vector<Param>& params);
    [[nodiscard]] static Row row_of(const Prepared& prepared, std::string_view columns);
};

Prepared& Session::Impl::prepare(std::string_view columns, const std::string& text, const std::vector<Param>& params) {
    auto& place = kept[text];
    if (place) return *place;
    auto fresh = std::make_unique<Prepared>(sql);
    for (const Param& param : params) {
        soci::indicator& null = fresh->nulls_in.emplace_back(soci::i_ok);
        if (param.is_text())
            fresh->statement.exchange(soci::use(fresh->texts_in.emplace_back(), null));
        else
            fresh->statement.exchange(soci::use(fresh->numbers_in.emplace_back(), null));
    }
    for (const char column : columns) {
        soci::indicator& null = fresh->nulls_out.emplace_back(soci::i_ok);
        if (column == 't')
            fresh->statement.exchange(soci::into(fresh->texts_out.emplace_back(), null));
        else
            fresh->statement.exchange(soci::into(fresh->numbers_out.emplace_back(), null));
    }
    fresh->statement.alloc();
    fresh->statement.prepare(with_names(text));
    fresh->statement.define_and_bind();
    place = std::move(fresh);
    return *place;
}

Result<void> Session::Impl::bind(Prepared& prepared, const std::vector<Param>& params) {
    auto text = prepared.texts_in.begin();
    auto number = prepared.numbers_in.begin();
    auto null = prepared.nulls_in.begin();
    for (const Param& param : params) {
        *null++ = param.is_null() ? soci::i_null : soci::i_ok;
        if (!param.is_text()) {
            *number++ = param.number();
            continue;
        }
        if (!is_storable(param.text()))
            return fail({ErrorCode::InvalidInput, "a text for the database is not UTF-8 or holds a NUL", {}}, Trouble::None);
        *text++ = param.text();
    }
    return {};
}

Row Session::Impl::row_of(const Prepared& prepared, std::string_view columns) {
    std::vector<Param> cells;
    cells.reserve(columns.size());
    auto text = prepared.texts_out.begin();
    auto number = prepared.numbers_out.begin();
    auto null = prepared.nulls_out.begin();
    for (const char column : columns) {
        const bool is_null = *null++ == soci::i_null;
        if (column == 't')
            cells.push_back(is_null ? Param::null_if_empty({}) : Param(*text));
        else
            cells.push_back(is_null ? Param(std::optional<TimePoint>{}) : Param(static_cast<std::int64_t>(*number)));
        if (column == 't')
            ++text;
        else
            ++number;
    }
    return Row(std::move(cells));
}

/// SQLite does not wait by itself (busy_timeout) where two connections turn a new file to its write-ahead log at once: each
/// holds what the other needs, and one is told "busy" without delay (sqlite3_busy_handler). That one asks again.
static Result<void> settle(Session& session, const std::string& setting) {
    const auto deadline = std::chrono::steady_clock::now() + kPatience;
    for (;;) {
        session.forget_failure();
        auto set = session.command(setting);
        if (set.ok() || session.trouble() != Session::Trouble::Repeat || std::chrono::steady_clock::now() > deadline) return set;
        std::this_thread::sleep_for(kBreath);
    }
}

Session::Session(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Session::~Session() = default;

Result<std::unique_ptr<Session>> Session::connect(const Address& address, Access access) {
    auto impl = std::make_unique<Impl>();
    impl->backend = address.backend;
    try {
        if (address.backend == Backend::Sqlite) {
            if (auto made = make_file(address.target); !made.ok()) return made.error();
            auto parameters = sqlite_parameters(address.target);
            if (!parameters.ok()) return parameters.error();
            impl->sql.open(soci::sqlite3, parameters.value());
        } else {
            impl->sql.open(soci::postgresql, address.target);
        }
    } catch (const std::exception& e) {
        // libpq's message may repeat the connection string.
        Error error = address.backend == Backend::Sqlite ? impl->error_of(e) : Error{};
        return Error{ErrorCode::Unavailable, "cannot connect to the database", error.what};
    }
    std::unique_ptr<Session> session(new Session(std::move(impl)));
    const std::vector<std::string> settings =
        address.backend == Backend::Sqlite
            ? std::vector<std::string>{"PRAGMA busy_timeout = " + std::to_string(std::chrono::milliseconds(kPatience).count()),
                                       "PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", "PRAGMA foreign_keys = ON",
                                       access == Access::ReadOnly ? "PRAGMA query_only = ON" : ""}
            : std::vector<std::string>{"SET client_encoding TO 'UTF8'", "SET client_min_messages TO warning"};
    for (const std::string& setting : settings)
        if (auto set = settle(*session, setting); !set.ok()) return set.error();
    return session;
}

Result<Rows> Session::query(std::string_view columns, const std::string& sql, const std::vector<Param>& params) {
    try {
        Prepared& prepared = impl_->prepare(columns, sql, params);
        if (auto bound = impl_->bind(prepared, params); !bound.ok()) return bound.error();
        Rows rows;
        for (bool more = prepared.statement.execute(true); more; more = prepared.statement.fetch())
            rows.push_back(Impl::row_of(prepared, columns));
        return rows;
    } catch (const std::exception& e) {
        Error error = impl_->error_of(e);
        impl_->kept.erase(sql);
        return error;
    }
}

Result<std::int64_t> Session::change(const std::string& sql, const std::vector<Param>& params) {
    try {
        Prepared& prepared = impl_->prepare({}, sql, params);
        if (auto bound = impl_->bind(prepared, params); !bound.ok()) return bound.error();
        prepared.statement.execute(true);
        return static_cast<std::int64_t>(prepared.statement.get_affected_rows());
    } catch (const std::exception& e) {
        Error error = impl_->error_of(e);
        impl_->kept.erase(sql);
        return error;
    }
}

Result<void> Session::command(const std::string& sql) {
    if (sql.empty()) return {};
    try {
        impl_->sql << sql;
        return {};
    } catch (const std::exception& e) {
        return impl_->error_of(e);
    }
}

Backend Session::backend() const noexcept { return impl_->backend; }
const std::optional<Error>& Session::failure() const noexcept { return impl_->failure; }
Session::Trouble Session::trouble() const noexcept { return impl_->trouble; }
void Session::forget_failure() noexcept {
    impl_->failure.reset();
    impl_->trouble = Trouble::None;
}

}  // namespace quillport::store
