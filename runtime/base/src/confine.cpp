#include "quillport/runtime/confine.hpp"

#include <linux/capability.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <string_view>
#include <utility>

#include "landlock.hpp"
#include "quillport/runtime/file.hpp"
#include "syscall_filter.hpp"

#ifdef QUILLPORT_SANITIZED
namespace {
std::atomic<bool> in_jail{false};
}  // namespace
/// LeakSanitizer asks this when a program ends (sanitizer/lsan_interface.h). It works by ptrace, which no jail allows.
extern "C" int __lsan_is_turned_off() { return in_jail ? 1 : 0; }  // NOLINT: the name is the sanitizer's
#endif

namespace quillport::runtime {
namespace {

constexpr rlim_t kOpenFiles = 256;

/// Lowers a limit; never above what the process already has, since raising is refused. `grace` is what the hard limit lies above
/// the soft one.
Result<void> limit(__rlimit_resource resource, std::uint64_t value, std::uint64_t grace = 0) {
    struct rlimit now {};
    if (::getrlimit(resource, &now) != 0) return error_from_errno(errno, "reading a limit");
    const auto within = [&](std::uint64_t wanted) {
        return now.rlim_max == RLIM_INFINITY ? wanted : std::min<rlim_t>(wanted, now.rlim_max);
    };
    const struct rlimit lower { within(value), within(value + grace) };
    if (::setrlimit(resource, &lower) != 0) return error_from_errno(errno, "setting a limit");
    return {};
}

Result<void> set_limits(const Confinement& jail) {
    if (auto done = limit(RLIMIT_CORE, 0); !done.ok()) return done;
    // With both limits at the same second the kernel sends SIGKILL, and nobody could tell why.
    if (auto done = limit(RLIMIT_CPU, static_cast<std::uint64_t>(jail.cpu.count()), 1); !done.ok()) return done;
    if (auto done = limit(RLIMIT_NOFILE, kOpenFiles); !done.ok()) return done;
#ifndef QUILLPORT_SANITIZED
    // AddressSanitizer reserves terabytes of address space for its shadow.
    if (auto done = limit(RLIMIT_AS, jail.memory); !done.ok()) return done;
#endif
    return {};
}

/// A jailed process that was started by root must not keep root's powers.
Result<void> drop_capabilities() {
    __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
    const std::array<__user_cap_data_struct, 2> none{};
    if (::syscall(SYS_capset, &header, none.data()) != 0) return error_from_errno(errno, "dropping capabilities");
    return {};
}

}  // namespace

Result<void> confine(const Confinement& jail) {
    if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) {
        return Error{ErrorCode::Unavailable, "the kernel cannot take privileges away", {}};
    }
    // No core file and no look into the memory from outside: it holds somebody's contract.
    if (::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) return error_from_errno(errno, "forbidding core files");
    if (auto done = set_limits(jail); !done.ok()) return done;
    const int version = landlock_version();
    if (version > 0) {
        if (auto done = restrict_paths(jail, version); !done.ok()) return done;
    } else if (!jail.executable.empty()) {
        // A tool must open its libraries, so without Landlock nothing would stop it from opening the rest.
        return Error{ErrorCode::Unavailable, "the kernel has no Landlock", {}};
    }
    if (auto done = drop_capabilities(); !done.ok()) return done;
#ifdef QUILLPORT_SANITIZED
    in_jail = true;
#endif
    return filter_system_calls(
        {.may_exec = !jail.executable.empty(), .may_write = !jail.writable.empty(), .may_open = version > 0});
}

std::vector<std::filesystem::path> font_folders() {
    static constexpr std::array<std::string_view, 11> kFolders{"/usr/share/fonts",
                                                               "/usr/local/share/fonts",
                                                               "/usr/share/poppler",
                                                               "/etc/fonts",
                                                               "/usr/share/fontconfig",
                                                               "/var/cache/fontconfig",
                                                               "/usr/share/ghostscript",
                                                               "/usr/share/libthai",
                                                               "/usr/share/X11/fonts",
                                                               "/usr/share/texmf/fonts",
                                                               "/usr/share/texlive/texmf-dist/fonts"};
    // A font of the user's own that fontconfig chooses and nobody may open would leave its text out of the page.
    static constexpr std::array<std::pair<const char*, std::string_view>, 5> kOfTheUser{{{"HOME", ".fonts"},
                                                                                         {"HOME", ".local/share/fonts"},
                                                                                         {"XDG_DATA_HOME", "fonts"},
                                                                                         {"HOME", ".cache/fontconfig"},
                                                                                         {"XDG_CACHE_HOME", "fontconfig"}}};
    std::vector<std::filesystem::path> found;
    const auto keep = [&](const std::filesystem::path& folder) {
        std::error_code ignored;  // a folder that cannot be looked at cannot be read either
        if (std::filesystem::is_directory(folder, ignored)) found.push_back(folder);
    };
    for (const std::string_view folder : kFolders) keep(folder);
    for (const auto& [variable, folder] : kOfTheUser) {
        if (const char* home = std::getenv(variable); home != nullptr && *home == '/') keep(std::filesystem::path(home) / folder);
    }
    return found;
}

}  // namespace quillport::runtime
