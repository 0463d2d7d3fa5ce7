#include <algorithm>
#include <chrono>
#include <thread>

#include "engine.hpp"
#include "pool.hpp"

namespace quillport::store {
namespace {

constexpr int kSessions = 8;
constexpr int kMostRepeats = 30;

/// Transactions at the level SERIALIZABLE: what a function read is still true when it commits, or it is repeated.
class PostgresqlEngine final : public Engine {
  public:
    PostgresqlEngine(const Address& address, std::unique_ptr<Session> first)
        : sessions_(address, Session::Access::ReadWrite, kSessions) {
        sessions_.adopt(std::move(first));
    }

    Result<void> write(const WriteFunction& f) override {
        Result<void> outcome;
        for (int repeat = 0; repeat < kMostRepeats; ++repeat) {
            Session::Trouble trouble = Session::Trouble::None;
            outcome = write_once(f, trouble);
            if (trouble == Session::Trouble::None) return outcome;
            // Those that met come back at different moments; a connection that was lost is replaced at once.
            if (trouble == Session::Trouble::Repeat) std::this_thread::sleep_for(pause_before(repeat));
        }
        return outcome;
    }

    Result<void> read(const ReadFunction& f) override {
        for (int repeat = 0;; ++repeat) {
            auto loan = sessions_.borrow();
            if (!loan.ok()) return loan.error();
            Session& session = loan.value().session();
            const auto begun = session.command("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
            if (!begun.ok() && session.trouble() == Session::Trouble::Lost && repeat < kSessions) continue;
            if (!begun.ok()) return begun;
            return read_and_end(session, f);
        }
    }

  private:
    /// `trouble` says whether a repeat makes sense: the transaction is known not to be committed.
    Result<void> write_once(const WriteFunction& f, Session::Trouble& trouble) {
        auto loan = sessions_.borrow();
        if (!loan.ok()) return loan.error();
        Session& session = loan.value().session();
        Result<void> outcome = session.command("BEGIN ISOLATION LEVEL SERIALIZABLE");
        if (outcome.ok()) {
            try {
                Tx tx(session);
                outcome = judged(session, f(tx));
            } catch (...) {
                (void)session.command("ROLLBACK");
                throw;
            }
        }
        trouble = session.trouble();
        if (!outcome.ok()) {
            (void)session.command("ROLLBACK");
            return outcome;
        }
        outcome = session.command("COMMIT");
        // Whether a commit that was never answered took place is unknown: repeating it could do the act twice.
        trouble = session.trouble() == Session::Trouble::Repeat ? Session::Trouble::Repeat : Session::Trouble::None;
        return outcome;
    }

    static std::chrono::microseconds pause_before(int repeat) {
        const auto most = std::chrono::microseconds(500) * (1 << std::min(repeat, 6));
        const auto now = std::chrono::steady_clock::now().time_since_epoch().count();
        const auto spread = std::hash<std::thread::id>{}(std::this_thread::get_id()) ^ static_cast<std::size_t>(now);
        return most / 2 + most * (spread % 1024) / 2048;
    }

    Pool sessions_;
};

}  // namespace

std::unique_ptr<Engine> make_postgresql_engine(Address address, std::unique_ptr<Session> first) {
    return std::make_unique<PostgresqlEngine>(address, std::move(first));
}

}  // namespace quillport::store
