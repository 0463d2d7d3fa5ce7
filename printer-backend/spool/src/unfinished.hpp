#pragma once
#include <filesystem>
#include <string>
#include <string_view>

#include "quillport/runtime/file.hpp"

namespace quillport::spool {

inline constexpr std::string_view kUnfinishedPrefix = ".unfinished-";

/// A file under construction in the spool, locked (flock(2)) so that nobody takes it for abandoned; gone again unless it is kept.
class Unfinished {
  public:
    explicit Unfinished(const std::filesystem::path& folder);
    ~Unfinished();
    Unfinished(Unfinished&& other) noexcept;
    Unfinished& operator=(Unfinished&&) = delete;

    /// errno of what kept it from being made; 0: it is there.
    [[nodiscard]] int failure() const noexcept { return failure_; }
    [[nodiscard]] int fd() const noexcept { return fd_.get(); }
    /// Gives it its name, in place of what has that name. \returns false with errno set.
    [[nodiscard]] bool move_to(const std::filesystem::path& target);

  private:
    std::string path_;
    runtime::Descriptor fd_;
    int failure_ = 0;
    bool kept_ = false;
};

}  // namespace quillport::spool
