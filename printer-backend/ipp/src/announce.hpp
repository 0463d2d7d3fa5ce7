#pragma once
#include <memory>

#include "exchange.hpp"

namespace quillport::ipp {

/// Announces the printers by DNS-SD (RFC 6763, Bonjour Printing 1.2.1) for as long as it lives. Where Avahi does not run that is
/// logged once, and nothing else happens; when Avahi comes or comes back, so do the printers.
class Announcement {
  public:
    explicit Announcement(const Context& context);
    ~Announcement();

  private:
    struct Avahi;
    std::unique_ptr<Avahi> avahi_;
};

}  // namespace quillport::ipp
