#pragma once
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <vector>

#include "quillport/core/result.hpp"

namespace quillport::runtime {

/// What a confined process may still do. Whatever is not named is gone: network, new programs, other files, tracing.
struct Confinement {
    std::vector<std::filesystem::path> readable{};   ///< folders and files that stay readable (fonts, caches)
    std::vector<std::filesystem::path> writable{};   ///< folders that stay writable; usually none
    std::uint64_t memory = std::uint64_t{1} << 30U;  ///< RLIMIT_AS in bytes; skipped in sanitizer builds
    std::chrono::seconds cpu{20};
    /// Programs (and the loader of shared libraries) that this process may become; usually none. It makes no child all the same.
    std::vector<std::filesystem::path> executable{};
};

/// Puts this process into its jail, for good: no_new_privs, no capabilities, Landlock as far as the kernel's version goes,
/// seccomp (no sockets, no child processes, no other process group; no io_uring, no ptrace, no change of modes or owners; clone3
/// answers ENOSYS so that threads still work), rlimits, no core files. On a kernel without Landlock no file opens any more,
/// whatever `readable` says, and a launcher is refused. Call it in a process with a single thread, after
/// everything needed is open or loaded; when it fails the process must end, since half a jail may be closed already. Errors:
/// Unavailable when the kernel cannot close the jail: then nothing foreign may be parsed (sandbox=required); Internal.
[[nodiscard]] Result<void> confine(const Confinement& jail);

/// The folders that font lookup and Poppler need, as far as they exist on this machine.
[[nodiscard]] std::vector<std::filesystem::path> font_folders();

}  // namespace quillport::runtime
