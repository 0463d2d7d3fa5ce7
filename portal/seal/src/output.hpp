#pragma once
#include <filesystem>
#include <string>

#include "quillport/core/result.hpp"
#include "quillport/runtime/file.hpp"

namespace quillport::seal {

/// A file that appears under its name when it is whole and durable, or never: it grows beside its place under another name, which
/// is removed again on every other way out.
class Output {
  public:
    /// `mode`: permissions. Errors: as runtime::write_durably.
    [[nodiscard]] static Result<Output> create(const std::filesystem::path& path, unsigned mode);
    Output(Output&& other) noexcept;
    Output& operator=(Output&&) = delete;
    ~Output();

    [[nodiscard]] const runtime::Descriptor& file() const noexcept { return file_; }
    /// fsync, rename, fsync of the folder.
    [[nodiscard]] Result<void> publish();

  private:
    Output(std::filesystem::path path, std::string temporary, runtime::Descriptor file)
        : path_(std::move(path)), temporary_(std::move(temporary)), file_(std::move(file)) {}
    std::filesystem::path path_;
    std::string temporary_;  ///< empty: published
    runtime::Descriptor file_;
};

}  // namespace quillport::seal
