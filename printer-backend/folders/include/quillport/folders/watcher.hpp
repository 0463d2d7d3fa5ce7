#pragma once
#include <chrono>
#include <filesystem>
#include <vector>

#include "quillport/core/result.hpp"
#include "quillport/folders/setting.hpp"

namespace quillport::folders {

struct WatchSettings {
    std::filesystem::path spool;  ///< its root; documents go into `incoming` below it
    std::vector<FolderSetting> folders;
    std::chrono::milliseconds poll{10'000};  ///< how often folders are looked at that nobody announces changes of
};

/// Takes files out of the folders into the spool until `stop` (a descriptor) becomes readable, which is Ok. Blocks; two calls for
/// one folder get in each other's way. Wants SIGIO to be ignored (fcntl(2), leases). A folder that is away, as a
/// network share may be, is tried again; one that cannot be watched is only looked at. Errors: what keeps every folder from being
/// used.
[[nodiscard]] Result<void> watch(const WatchSettings& settings, int stop);

}  // namespace quillport::folders
