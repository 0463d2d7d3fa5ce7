#pragma once
#include <cstdint>
#include <filesystem>

#include "quillport/core/result.hpp"

namespace quillport::worker {

/// How much a job may leave in its folder before it is ended.
inline constexpr std::uint64_t kFolderLimit = std::uint64_t{512} << 20U;

/// A folder for one job alone, gone with this object and everything in it.
class Folder {
  public:
    Folder() noexcept = default;
    /// In $TMPDIR, else /tmp. Errors: as runtime/file.hpp.
    [[nodiscard]] static Result<Folder> make();
    Folder(Folder&& other) noexcept : path_(std::move(other.path_)) { other.path_.clear(); }
    Folder& operator=(Folder&& other) noexcept;
    ~Folder();
    /// Empty: no folder.
    [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }
    /// Bytes of the files in it.
    [[nodiscard]] std::uint64_t size() const;

  private:
    explicit Folder(std::filesystem::path path) : path_(std::move(path)) {}
    std::filesystem::path path_;
};

}  // namespace quillport::worker
