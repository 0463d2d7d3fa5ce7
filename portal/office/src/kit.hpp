#pragma once
#include <filesystem>
#include <string>

#include "quillport/core/bytes.hpp"
#include "quillport/core/result.hpp"

namespace quillport::office {

/// LibreOffice as a library (LibreOfficeKit). Its first half is loaded once and forked with; the second half is made in each
/// child.
class Kit {
  public:
    /// Loads the program's libraries, filters and settings; starts no thread that stays. `profile`: a folder for its settings,
    /// which children only read. False: LibreOffice is not installed, or not as the distribution installs it.
    [[nodiscard]] bool load(const std::filesystem::path& profile);
    /// In the child, once: makes the office. It may read `folders()` and the profile.
    [[nodiscard]] bool get_ready();
    /// The file as PDF. Errors: Unsupported "damaged" or "format_locked_office".
    [[nodiscard]] Result<Bytes> convert(const std::filesystem::path& file);

    /// What a child has to read.
    [[nodiscard]] static std::vector<std::filesystem::path> folders();

  private:
    void* library_ = nullptr;
    void* office_ = nullptr;  ///< LibreOfficeKit
    std::string profile_;
};

}  // namespace quillport::office
