#pragma once
#include <memory>

namespace quillport::pdf {

/// Keeps the libraries behind this module loaded between documents (Poppler's tables, font configuration), for a process that
/// forks a child for each document. Make it before the first document is opened; not thread-safe.
class Warm {
  public:
    Warm();
    ~Warm();
    Warm(const Warm&) = delete;
    Warm& operator=(const Warm&) = delete;

  private:
    struct Libraries;
    std::unique_ptr<Libraries> libraries_;
};

/// Gives up what keeps threads running: newer Pango looks fonts up in one thread for each font map, and a forked child would wait
/// for its answer for ever. Fonts are looked up afresh afterwards.
void end_threads() noexcept;

}  // namespace quillport::pdf
