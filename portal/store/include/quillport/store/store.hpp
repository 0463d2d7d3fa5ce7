#pragma once
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

#include "quillport/core/result.hpp"
#include "quillport/store/blobs.hpp"

namespace quillport::store {

class Session;
class Engine;

/// What a reading function sees: one consistent snapshot of the database. Valid only during the call, in the calling thread.
class Reader {
  public:
    explicit Reader(Session& session) noexcept : session_(&session) {}
    /// The connection; only the store's own sources know its type.
    [[nodiscard]] Session& session() const noexcept { return *session_; }

  private:
    Session* session_;
};

/// What a writing function sees: reads see the snapshot and what the function itself wrote. Converts to a Reader.
class Tx : public Reader {
  public:
    using Reader::Reader;
};

/// The database and the files beside it. Thread-safe.
///
/// Text that goes into the database is UTF-8 without NUL; anything else is answered InvalidInput by every function of this module
/// (PostgreSQL refuses it or cuts it, SQLite would keep it: both must behave alike). Times are stored in milliseconds.
class Store {
  public:
    /// Opens or creates the database, brings its tables up to date, opens or creates the folder for blobs.
    /// `url`: "sqlite:PATH" (the file is made with mode 0600; its folder must exist) or "postgresql:CONNINFO", where CONNINFO is
    /// a libpq connection string ("host=... dbname=... user=..."; libpq's URIs "postgresql://..." are taken as they are). Errors:
    /// InvalidInput (unknown kind of url), PreconditionFailed (the tables are newer than this program), Unavailable (cannot
    /// connect), NoSpace, Forbidden, Internal.
    [[nodiscard]] static Result<std::unique_ptr<Store>> open(const std::string& url, const std::filesystem::path& blob_folder);
    /// Ends what is queued, then closes.
    ~Store();
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;

    /// Runs `f`, a `Result<T>(Tx&)`, in a transaction. Ok: it is committed and durable when this returns. An Error from `f`, or
    /// an exception (which reaches the caller), undoes what this `f` wrote and nothing else.
    ///
    /// `f` runs in another thread or several times (PostgreSQL repeats it after a serialisation failure), so it does no I/O,
    /// calls neither write nor read, and assigns its results instead of adding to them. What must stay although the answer is
    /// "no" (a wrong code that costs a try) is an Ok result that says no, never an Error. Errors of its own: Unavailable (no
    /// connection, too many repeats), NoSpace, Internal (also: called inside `f`).
    template <typename F>
    [[nodiscard]] std::invoke_result_t<F&, Tx&> write(F&& f) {
        std::optional<std::invoke_result_t<F&, Tx&>> answer;
        const Result<void> done = run_write([&](Tx& tx) -> Result<void> {
            answer.emplace(f(tx));
            if (!answer->ok()) return answer->error();
            return {};
        });
        if (!done.ok()) return done.error();
        return std::move(*answer);
    }

    /// Runs `f`, a `Result<T>(Reader&)`, on one snapshot; it can change nothing. Readers do not wait for writers.
    /// Errors of its own: Unavailable, Internal.
    template <typename F>
    [[nodiscard]] std::invoke_result_t<F&, Reader&> read(F&& f) {
        std::optional<std::invoke_result_t<F&, Reader&>> answer;
        const Result<void> done = run_read([&](Reader& reader) { answer.emplace(f(reader)); });
        if (!done.ok()) return done.error();
        return std::move(*answer);
    }

    [[nodiscard]] Blobs& blobs() noexcept { return blobs_; }
    /// Whether the database answers (for health checks).
    [[nodiscard]] Result<void> check();

  private:
    Store(std::unique_ptr<Engine> engine, Blobs blobs);
    [[nodiscard]] Result<void> run_write(const std::function<Result<void>(Tx&)>& f);
    [[nodiscard]] Result<void> run_read(const std::function<void(Reader&)>& f);

    std::unique_ptr<Engine> engine_;
    Blobs blobs_;
};

}  // namespace quillport::store
