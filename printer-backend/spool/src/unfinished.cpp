#include "unfinished.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <utility>

namespace quillport::spool {

Unfinished::Unfinished(const std::filesystem::path& folder)
    : path_((folder / (std::string(kUnfinishedPrefix) + "XXXXXX")).string()) {
    fd_ = runtime::Descriptor(::mkostemp(path_.data(), O_CLOEXEC));
    if (!fd_.valid() || ::flock(fd_.get(), LOCK_EX | LOCK_NB) != 0) failure_ = errno;
}

Unfinished::~Unfinished() {
    if (fd_.valid() && !kept_) ::unlink(path_.c_str());
}

Unfinished::Unfinished(Unfinished&& other) noexcept
    : path_(std::move(other.path_)), fd_(std::move(other.fd_)), failure_(other.failure_), kept_(other.kept_) {}

bool Unfinished::move_to(const std::filesystem::path& target) {
    kept_ = ::rename(path_.c_str(), target.c_str()) == 0;
    return kept_;
}

}  // namespace quillport::spool
