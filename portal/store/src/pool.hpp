#pragma once
#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

#include "session.hpp"

namespace quillport::store {

/// Connections that are lent one to a thread, made when they are needed. Thread-safe.
class Pool {
  public:
    Pool(Address address, Session::Access access, int most) : address_(std::move(address)), access_(access), left_(most) {}

    /// A connection for a while. It goes back to the pool, or is closed when it is lost.
    class Loan {
      public:
        Loan(Pool& pool, std::unique_ptr<Session> session) : pool_(&pool), session_(std::move(session)) {}
        Loan(Loan&&) noexcept = default;
        Loan& operator=(Loan&&) = delete;
        ~Loan() {
            if (session_) pool_->give_back(std::move(session_));
        }
        [[nodiscard]] Session& session() noexcept { return *session_; }

      private:
        Pool* pool_;
        std::unique_ptr<Session> session_;
    };

    /// Waits while all are lent. Errors: as Session::connect.
    [[nodiscard]] Result<Loan> borrow();
    /// Adds a connection that was made elsewhere; it counts as one of the most.
    void adopt(std::unique_ptr<Session> session);

  private:
    void give_back(std::unique_ptr<Session> session);

    Address address_;
    Session::Access access_;
    std::mutex mutex_;
    std::condition_variable returned_;
    std::vector<std::unique_ptr<Session>> idle_;
    int left_;  ///< that may still be made
};

}  // namespace quillport::store
