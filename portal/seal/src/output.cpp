#include "output.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <utility>

namespace quillport::seal {

Result<Output> Output::create(const std::filesystem::path& path, unsigned mode) {
    const std::filesystem::path folder = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
    std::string temporary = (folder / ".quillport-seal-XXXXXX").string();
    runtime::Descriptor file(::mkostemp(temporary.data(), O_CLOEXEC));
    if (!file.valid()) return runtime::error_from_errno(errno, "the file cannot be made");
    Output output(path, std::move(temporary), std::move(file));
    if (::fchmod(output.file_.get(), mode) != 0) return runtime::error_from_errno(errno, "the file cannot be made");
    return output;
}

Output::Output(Output&& other) noexcept
    : path_(std::move(other.path_)), temporary_(std::exchange(other.temporary_, {})), file_(std::move(other.file_)) {}

Output::~Output() {
    if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

Result<void> Output::publish() {
    if (::fsync(file_.get()) != 0) return runtime::error_from_errno(errno, "the file cannot be written");
    if (::rename(temporary_.c_str(), path_.c_str()) != 0)
        return runtime::error_from_errno(errno, "the file cannot be put into its place");
    temporary_.clear();
    return runtime::sync_directory(path_.has_parent_path() ? path_.parent_path() : std::filesystem::path("."));
}

}  // namespace quillport::seal
