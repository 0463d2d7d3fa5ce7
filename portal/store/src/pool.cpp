#include "pool.hpp"

namespace quillport::store {

Result<Pool::Loan> Pool::borrow() {
    std::unique_lock lock(mutex_);
    returned_.wait(lock, [&] { return !idle_.empty() || left_ > 0; });
    if (!idle_.empty()) {
        auto session = std::move(idle_.back());
        idle_.pop_back();
        session->forget_failure();
        return Loan(*this, std::move(session));
    }
    --left_;
    lock.unlock();
    auto made = Session::connect(address_, access_);
    if (made.ok()) return Loan(*this, std::move(made).value());
    lock.lock();
    ++left_;
    returned_.notify_one();
    return made.error();
}

void Pool::adopt(std::unique_ptr<Session> session) {
    const std::lock_guard lock(mutex_);
    --left_;
    idle_.push_back(std::move(session));
}

void Pool::give_back(std::unique_ptr<Session> session) {
    const std::lock_guard lock(mutex_);
    if (session->trouble() == Session::Trouble::Lost)
        ++left_;
    else
        idle_.push_back(std::move(session));
    returned_.notify_one();
}

}  // namespace quillport::store
