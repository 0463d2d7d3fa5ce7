#pragma once
#include <functional>
#include <memory>

#include "session.hpp"

namespace quillport::store {

using WriteFunction = std::function<Result<void>(Tx&)>;
using ReadFunction = std::function<void(Reader&)>;

/// How transactions run on one back end. Thread-safe.
class Engine {
  public:
    virtual ~Engine() = default;
    /// As Store::write. What `f` throws reaches the caller.
    [[nodiscard]] virtual Result<void> write(const WriteFunction& f) = 0;
    /// As Store::read.
    [[nodiscard]] virtual Result<void> read(const ReadFunction& f) = 0;
};

/// `writer` is the connection that brought the tables up to date.
[[nodiscard]] std::unique_ptr<Engine> make_sqlite_engine(Address address, std::unique_ptr<Session> writer);
[[nodiscard]] std::unique_ptr<Engine> make_postgresql_engine(Address address, std::unique_ptr<Session> first);

/// The answer to a function that ran: its own, unless a statement failed behind its back.
[[nodiscard]] inline Result<void> judged(const Session& session, Result<void> outcome) {
    if (outcome.ok() && session.failure()) return *session.failure();
    return outcome;
}

/// Runs a function that only reads in the transaction that was begun, and ends it whatever comes of it.
[[nodiscard]] inline Result<void> read_and_end(Session& session, const ReadFunction& f) {
    try {
        Reader reader(session);
        f(reader);
    } catch (...) {
        (void)session.command("ROLLBACK");
        throw;
    }
    return session.command("ROLLBACK");
}

}  // namespace quillport::store
