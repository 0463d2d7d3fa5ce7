#pragma once
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "lanes.hpp"
#include "quillport/printing/delivery.hpp"
#include "quillport/spool/spool.hpp"
#include "switchboard.hpp"

namespace quillport::printing {

/// Threads that deliver what waits, some documents at once, in the order of the lanes, and tell the switchboard what became of
/// each.
class Deliveries {
  public:
    /// `portal_is_back` is called by one of the threads when a delivery succeeds after all had to wait.
    Deliveries(const spool::Spool& spool, Delivery& delivery, Switchboard& board, int at_once,
               std::function<void()> portal_is_back);
    ~Deliveries();
    Deliveries(const Deliveries&) = delete;
    Deliveries& operator=(const Deliveries&) = delete;

    /// Takes everything that waits in the spool and is not known yet.
    void add_all();
    /// The document that came in under this key.
    void add(const std::string& key);

  private:
    void add(const spool::Entry& entry);
    void work();
    /// Waits for the next document; empty: it is time to stop.
    [[nodiscard]] std::string next();
    [[nodiscard]] DeliveryReport deliver(const std::string& key);
    /// Takes the document out of the spool or puts it aside. \returns false when it stays although it should not.
    [[nodiscard]] bool settle(const std::string& key, const DeliveryReport& report);
    void record(const std::string& key, const DeliveryReport& report);

    const spool::Spool& spool_;
    Delivery& delivery_;
    Switchboard& board_;
    std::function<void()> portal_is_back_;
    std::mutex mutex_;
    std::condition_variable changed_;
    Lanes lanes_;
    DeliveryReport absence_;  ///< what is said of a document that comes in while all wait
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace quillport::printing
