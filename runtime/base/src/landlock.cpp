#include "landlock.hpp"

#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>

#include "quillport/runtime/file.hpp"

namespace quillport::runtime {
namespace {

// Debian 12's header ends with version 2; the numbers below are those of the kernel's user interface, fixed for ever
// (linux/landlock.h of Linux 6.2, 6.7, 6.10 and 6.12).
constexpr std::uint64_t kTruncate = 1ULL << 14U;        // version 3
constexpr std::uint64_t kIoctlOnDevices = 1ULL << 15U;  // version 5
constexpr std::uint64_t kBindTcp = 1ULL << 0U;          // version 4
constexpr std::uint64_t kConnectTcp = 1ULL << 1U;
constexpr std::uint64_t kScopeAbstractSockets = 1ULL << 0U;  // version 6
constexpr std::uint64_t kScopeSignals = 1ULL << 1U;

struct RulesetAttributes {
    std::uint64_t handled_files;
    std::uint64_t handled_network;  // version 4
    std::uint64_t scoped;           // version 6
};

constexpr std::uint64_t kRead = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
constexpr std::uint64_t kFirstVersion = (1ULL << 13U) - 1;  // EXECUTE to MAKE_SYM
constexpr std::uint64_t kNeverWritten = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_BLOCK;
constexpr std::uint64_t kOnPlainFiles =
    LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_READ_FILE | kTruncate | kIoctlOnDevices;

RulesetAttributes everything(int version) {
    RulesetAttributes all{kFirstVersion, 0, 0};
    if (version >= 2) all.handled_files |= LANDLOCK_ACCESS_FS_REFER;
    if (version >= 3) all.handled_files |= kTruncate;
    if (version >= 4) all.handled_network = kBindTcp | kConnectTcp;
    if (version >= 5) all.handled_files |= kIoctlOnDevices;
    if (version >= 6) all.scoped = kScopeAbstractSockets | kScopeSignals;
    return all;
}

std::size_t size_for(int version) {
    if (version >= 6) return sizeof(RulesetAttributes);
    return version >= 4 ? 2 * sizeof(std::uint64_t) : sizeof(std::uint64_t);
}

/// A path that does not exist needs no rule: nobody can open it.
Result<void> allow(const Descriptor& rules, const std::filesystem::path& path, std::uint64_t access) {
    const Descriptor fd(::open(path.c_str(), O_PATH | O_CLOEXEC));
    if (!fd.valid()) {
        if (errno == ENOENT || errno == ENOTDIR || errno == EACCES) return {};
        return error_from_errno(errno, "opening a path for the jail");
    }
    struct stat about {};
    if (::fstat(fd.get(), &about) != 0) return error_from_errno(errno, "looking at a path for the jail");
    landlock_path_beneath_attr rule{};
    rule.allowed_access = S_ISDIR(about.st_mode) ? access : access & kOnPlainFiles;
    rule.parent_fd = fd.get();
    if (::syscall(SYS_landlock_add_rule, rules.get(), LANDLOCK_RULE_PATH_BENEATH, &rule, 0) != 0) {
        return error_from_errno(errno, "adding a path to the jail");
    }
    return {};
}

}  // namespace

int landlock_version() noexcept {
    const long version = ::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
    return version > 0 ? static_cast<int>(version) : 0;
}

Result<void> restrict_paths(const Confinement& jail, int version) {
    const RulesetAttributes all = everything(version);
    const Descriptor rules(static_cast<int>(::syscall(SYS_landlock_create_ruleset, &all, size_for(version), 0)));
    if (!rules.valid()) return error_from_errno(errno, "creating the rules of the jail");
    for (const auto& path : jail.readable) {
        if (auto allowed = allow(rules, path, kRead); !allowed.ok()) return allowed;
    }
    for (const auto& path : jail.executable) {
        if (auto allowed = allow(rules, path, kRead | LANDLOCK_ACCESS_FS_EXECUTE); !allowed.ok()) return allowed;
    }
    for (const auto& path : jail.writable) {
        if (auto allowed = allow(rules, path, all.handled_files & ~kNeverWritten); !allowed.ok()) return allowed;
    }
    if (::syscall(SYS_landlock_restrict_self, rules.get(), 0) != 0) return error_from_errno(errno, "closing the jail");
    return {};
}

}  // namespace quillport::runtime
