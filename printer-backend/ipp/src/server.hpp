#pragma once
#include "exchange.hpp"
#include "quillport/runtime/file.hpp"

namespace quillport::ipp {

/// Listens and serves each client in a thread of its own.
class Server {
  public:
    explicit Server(Context& context) : context_(context) {}
    /// Errors: InvalidInput (an address that is none), Forbidden, Conflict (the port is taken), Internal.
    [[nodiscard]] Result<void> listen();
    /// Serves until `stop` (a descriptor) becomes readable, then lets everybody finish for ten seconds.
    /// \returns whether all did.
    [[nodiscard]] bool run(int stop);

  private:
    void accept_on(int listener);
    Context& context_;
    std::vector<runtime::Descriptor> listeners_;
    std::atomic<int> clients_{0};
};

}  // namespace quillport::ipp
