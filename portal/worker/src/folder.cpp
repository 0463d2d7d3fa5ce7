#include "folder.hpp"

#include <cerrno>
#include <cstdlib>
#include <string>
#include <utility>

#include "quillport/runtime/file.hpp"

namespace quillport::worker {

namespace fs = std::filesystem;

Result<Folder> Folder::make() {
    const char* place = std::getenv("TMPDIR");
    std::string path = (place != nullptr && *place == '/' ? fs::path(place) : fs::path("/tmp")) / "quillport-job-XXXXXX";
    if (::mkdtemp(path.data()) == nullptr) return runtime::error_from_errno(errno, "making a folder for a job");
    return Folder(path);
}

Folder& Folder::operator=(Folder&& other) noexcept {
    std::swap(path_, other.path_);
    return *this;
}

Folder::~Folder() {
    std::error_code ignored;  // what cannot be removed lies in a place for temporary files
    if (!path_.empty()) fs::remove_all(path_, ignored);
}

std::uint64_t Folder::size() const {
    std::uint64_t bytes = 0;
    std::error_code gone;  // files come and go while we look
    if (path_.empty()) return bytes;
    for (fs::recursive_directory_iterator each(path_, gone), end; !gone && each != end; each.increment(gone)) {
        std::error_code vanished;
        if (each->is_regular_file(vanished) && !each->is_symlink(vanished)) {
            const auto size = each->file_size(vanished);
            if (!vanished) bytes += size;
        }
    }
    return bytes;
}

}  // namespace quillport::worker
