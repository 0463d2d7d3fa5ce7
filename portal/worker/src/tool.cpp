#include "tool.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <vector>

namespace quillport::worker {
namespace {

/// What every program opens when it starts, and the one other file that it may become: the loader of shared libraries.
constexpr const char* kLibraries[] = {"/usr/lib", "/lib", "/lib64", "/etc/ld.so.cache", "/dev/null", "/dev/urandom"};
constexpr const char* kLoaders[] = {"/lib64/ld-linux-x86-64.so.2", "/lib/ld-linux-aarch64.so.1", "/lib/ld-linux-armhf.so.3"};

Result<void> keep_document(const std::filesystem::path& folder, BytesView document) {
    const runtime::Descriptor file(
        ::open((folder / kDocument).c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
    if (!file.valid()) return runtime::error_from_errno(errno, "giving a document to a tool");
    return runtime::write_all(file.get(), document);
}

std::vector<char*> pointers_to(std::vector<std::string>& texts) {
    std::vector<char*> pointers;
    for (std::string& text : texts) pointers.push_back(text.data());
    pointers.push_back(nullptr);
    return pointers;
}

}  // namespace

Error become(const Tool& tool, runtime::Confinement jail, const std::filesystem::path& folder, BytesView document,
             const runtime::Descriptor& answer) {
    if (::access(tool.program, X_OK) != 0) return runtime::error_from_errno(errno, "starting a tool");
    if (auto kept = keep_document(folder, document); !kept.ok()) return kept.error();
    if (::chdir(folder.c_str()) != 0 || ::dup2(answer.get(), STDOUT_FILENO) < 0)
        return runtime::error_from_errno(errno, "making a place for a tool");
    jail.readable.insert(jail.readable.end(), std::begin(kLibraries), std::end(kLibraries));
    jail.readable.insert(jail.readable.end(), tool.readable.begin(), tool.readable.end());
    jail.writable = {folder};
    jail.executable = {tool.program};
    jail.executable.insert(jail.executable.end(), std::begin(kLoaders), std::end(kLoaders));
    std::vector<std::string> arguments{tool.program};
    arguments.insert(arguments.end(), tool.arguments.begin(), tool.arguments.end());
    std::vector<std::string> environment{"HOME=" + folder.string(), "TMPDIR=" + folder.string(), "PATH=/usr/bin",
                                         "LC_ALL=C.UTF-8"};
    const auto argument_list = pointers_to(arguments), environment_list = pointers_to(environment);
    if (auto closed = runtime::confine(jail); !closed.ok()) return closed.error();
    ::close_range(STDERR_FILENO + 1, ~0U, 0);
    ::execve(tool.program, argument_list.data(), environment_list.data());
    return runtime::error_from_errno(errno, "starting a tool");
}

}  // namespace quillport::worker
