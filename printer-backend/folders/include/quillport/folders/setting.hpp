#pragma once
#include <chrono>
#include <filesystem>
#include <string>
#include <string_view>

#include "quillport/core/result.hpp"

namespace quillport::folders {

/// A folder whose files become documents.
struct FolderSetting {
    std::filesystem::path path;
    std::string queue;              ///< through which they come, as the portal knows it
    bool keeps = false;             ///< true: what was taken moves to done/ below it; false: it is removed
    std::string user;               ///< whose the documents are; empty: the owner of each file
    bool trusted = false;           ///< the folder's rights are enough to say who put a file there: recorded as authenticated
    std::chrono::seconds quiet{5};  ///< how long a file must not change where nobody says that it is closed
};

/// "/srv/scans;queue=Scans;done=keep;user=anna@example.com;trusted=yes;quiet=10". Only the queue must be said.
/// Errors: InvalidInput with what is wrong.
[[nodiscard]] Result<FolderSetting> parse_folder(std::string_view text);

}  // namespace quillport::folders
