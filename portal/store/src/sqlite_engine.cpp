#include <deque>
#include <exception>
#include <future>
#include <thread>

#include "engine.hpp"
#include "pool.hpp"

namespace quillport::store {
namespace {

constexpr int kReaders = 4;
constexpr std::size_t kMostInGroup = 64;

/// One call of write, waiting for the commit of its group.
struct Act {
    const WriteFunction* f = nullptr;
    Result<void> outcome;
    std::exception_ptr thrown;
    std::promise<Result<void>> answer;
};
using ActPtr = std::unique_ptr<Act>;

/// SQLite knows one writer, and a commit costs two fsyncs: so one thread does all acts that wait, each behind a savepoint of its
/// own, commits them together and only then answers.
class SqliteEngine final : public Engine {
  public:
    SqliteEngine(const Address& address, std::unique_ptr<Session> session)
        : session_(std::move(session)), readers_(address, Session::Access::ReadOnly, kReaders), writer_([this] { run(); }) {}

    ~SqliteEngine() override {
        {
            const std::lock_guard lock(mutex_);
            stopping_ = true;
        }
        wake_.notify_one();
        writer_.join();
    }

    Result<void> write(const WriteFunction& f) override {
        if (std::this_thread::get_id() == writer_.get_id()) return Error{ErrorCode::Internal, "write called inside a write", {}};
        auto act = std::make_unique<Act>();
        act->f = &f;
        auto answer = act->answer.get_future();
        {
            const std::lock_guard lock(mutex_);
            queue_.push_back(std::move(act));
        }
        wake_.notify_one();
        return answer.get();
    }

    Result<void> read(const ReadFunction& f) override {
        if (std::this_thread::get_id() == writer_.get_id()) return Error{ErrorCode::Internal, "read called inside a write", {}};
        auto loan = readers_.borrow();
        if (!loan.ok()) return loan.error();
        Session& session = loan.value().session();
        if (auto begun = session.command("BEGIN"); !begun.ok()) return begun;
        return read_and_end(session, f);
    }

  private:
    void run() {
        std::unique_lock lock(mutex_);
        for (;;) {
            wake_.wait(lock, [&] { return stopping_ || !queue_.empty(); });
            if (queue_.empty()) return;
            lock.unlock();
            run_group();
            lock.lock();
        }
    }

    ActPtr next() {
        const std::lock_guard lock(mutex_);
        if (queue_.empty()) return nullptr;
        ActPtr act = std::move(queue_.front());
        queue_.pop_front();
        return act;
    }

    void run_group() {
        std::vector<ActPtr> group;
        session_->forget_failure();
        Result<void> alive = session_->command("BEGIN IMMEDIATE");
        while (group.size() < kMostInGroup) {
            ActPtr act = next();
            if (!act) break;
            if (alive.ok()) alive = run_act(*act);
            group.push_back(std::move(act));
            if (!alive.ok()) break;
        }
        if (alive.ok()) alive = session_->command("COMMIT");
        if (!alive.ok()) (void)session_->command("ROLLBACK");  // fails where SQLite has rolled back by itself
        for (const ActPtr& act : group) answer(*act, alive);
    }

    /// An error means that the whole group is lost: after a full disk, for example, SQLite drops the transaction with all its
    /// savepoints.
    Result<void> run_act(Act& act) {
        session_->forget_failure();
        if (auto marked = session_->command("SAVEPOINT act"); !marked.ok()) return marked;
        try {
            Tx tx(*session_);
            act.outcome = judged(*session_, (*act.f)(tx));
        } catch (...) {
            act.thrown = std::current_exception();
        }
        const std::optional<Error> reason = session_->failure();
        if (act.thrown || !act.outcome.ok())
            if (auto undone = session_->command("ROLLBACK TO act"); !undone.ok()) return reason ? *reason : undone.error();
        if (auto closed = session_->command("RELEASE act"); !closed.ok()) return reason ? *reason : closed.error();
        return {};
    }

    static void answer(Act& act, const Result<void>& alive) {
        if (act.thrown)
            act.answer.set_exception(act.thrown);
        else if (!act.outcome.ok())
            act.answer.set_value(act.outcome);
        else
            act.answer.set_value(alive);
    }

    std::unique_ptr<Session> session_;  ///< used by the writing thread only
    Pool readers_;
    std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<ActPtr> queue_;
    bool stopping_ = false;
    std::thread writer_;
};

}  // namespace

std::unique_ptr<Engine> make_sqlite_engine(Address address, std::unique_ptr<Session> writer) {
    return std::make_unique<SqliteEngine>(address, std::move(writer));
}

}  // namespace quillport::store
