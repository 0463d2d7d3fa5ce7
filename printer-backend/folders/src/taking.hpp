#pragma once
#include <sys/stat.h>

#include <csignal>
#include <string>

#include "quillport/core/result.hpp"
#include "quillport/folders/setting.hpp"

namespace quillport::folders {

/// A file as it was when it was looked at. Whatever is written, renamed or put in its place afterwards differs.
struct FileState {
    dev_t device = 0;
    ino_t inode = 0;
    off_t size = 0;
    std::int64_t changed = 0;  ///< st_mtim in nanoseconds
    friend bool operator==(const FileState&, const FileState&) = default;
};
[[nodiscard]] FileState state_of(const struct stat& about);
/// Nothing when there is no such regular file.
[[nodiscard]] Result<FileState> state_of(const std::filesystem::path& file);

/// An entry of the folder and the name under which it was put there: they differ when a taking was interrupted.
struct Candidate {
    std::string entry, name;
};

struct Taken {
    std::string key;  ///< of the document in the spool
    FileState state;  ///< of the file that was copied
};

/// Copies the file into the spool, durably; it stays in the folder. Errors: PreconditionFailed (somebody still writes it),
/// NotFound (it is gone), InvalidInput with a sentence for its owner (empty, too large, not to be read), Conflict (stopped), as
/// spool::write_document.
[[nodiscard]] Result<Taken> copy_to_spool(const FolderSetting& setting, const Candidate& candidate,
                                          const std::filesystem::path& incoming, const volatile std::sig_atomic_t& stop);

/// Takes out of the folder what was copied, if it is still that: removed, or moved to done/. A file that took its place meanwhile
/// stays. Errors: Forbidden, NoSpace, Internal: then it lies there still and is offered again.
[[nodiscard]] Result<void> take_out(const FolderSetting& setting, const Candidate& candidate, const FileState& state);

}  // namespace quillport::folders
