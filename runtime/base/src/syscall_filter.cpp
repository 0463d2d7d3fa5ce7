#include "syscall_filter.hpp"

#include <sched.h>
#include <seccomp.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <memory>
#include <span>
#include <type_traits>

#include "quillport/core/handle.hpp"
#include "quillport/runtime/file.hpp"

namespace quillport::runtime {
namespace {

using Filter = std::unique_ptr<std::remove_pointer_t<scmp_filter_ctx>, Deleter<seccomp_release>>;

/// What no parser and no tool needs: other processes' memory, the kernel's rarely tested corners, mounts, modules, keys.
constexpr auto kNever = std::to_array<int>({
    SCMP_SYS(ptrace),
    SCMP_SYS(process_vm_readv),
    SCMP_SYS(process_vm_writev),
    SCMP_SYS(process_madvise),
    SCMP_SYS(pidfd_getfd),
    SCMP_SYS(pidfd_open),
    SCMP_SYS(pidfd_send_signal),
    SCMP_SYS(kcmp),
    SCMP_SYS(io_uring_setup),
    SCMP_SYS(io_uring_enter),
    SCMP_SYS(io_uring_register),
    SCMP_SYS(bpf),
    SCMP_SYS(perf_event_open),
    SCMP_SYS(userfaultfd),
    SCMP_SYS(keyctl),
    SCMP_SYS(add_key),
    SCMP_SYS(request_key),
    SCMP_SYS(mount),
    SCMP_SYS(umount2),
    SCMP_SYS(pivot_root),
    SCMP_SYS(chroot),
    SCMP_SYS(setns),
    SCMP_SYS(unshare),
    SCMP_SYS(open_tree),
    SCMP_SYS(move_mount),
    SCMP_SYS(fsopen),
    SCMP_SYS(fsconfig),
    SCMP_SYS(fsmount),
    SCMP_SYS(fspick),
    SCMP_SYS(mount_setattr),
    SCMP_SYS(open_by_handle_at),
    SCMP_SYS(name_to_handle_at),
    SCMP_SYS(init_module),
    SCMP_SYS(finit_module),
    SCMP_SYS(delete_module),
    SCMP_SYS(kexec_load),
    SCMP_SYS(kexec_file_load),
    SCMP_SYS(reboot),
    SCMP_SYS(swapon),
    SCMP_SYS(swapoff),
    SCMP_SYS(acct),
    SCMP_SYS(syslog),
    SCMP_SYS(quotactl),
    SCMP_SYS(fanotify_init),
    SCMP_SYS(settimeofday),
    SCMP_SYS(clock_settime),
    SCMP_SYS(clock_adjtime),
    SCMP_SYS(adjtimex),
    SCMP_SYS(sethostname),
    SCMP_SYS(setdomainname),
    SCMP_SYS(iopl),
    SCMP_SYS(ioperm),
    SCMP_SYS(vhangup),
});

/// What a launcher needs once, and a parser never.
constexpr auto kBecoming = std::to_array<int>({
    SCMP_SYS(execve),
    SCMP_SYS(execveat),
});

/// Names that reach the outside without opening anything (a parser works on descriptors and answers through one), and children,
/// which would escape the parent's watch on time and memory.
constexpr auto kOutside = std::to_array<int>({
    SCMP_SYS(fork),
    SCMP_SYS(vfork),
    SCMP_SYS(socket),
    SCMP_SYS(connect),
    SCMP_SYS(bind),
    SCMP_SYS(listen),
    SCMP_SYS(accept),
    SCMP_SYS(accept4),
    SCMP_SYS(tkill),
    SCMP_SYS(rt_sigqueueinfo),
    SCMP_SYS(rt_tgsigqueueinfo),
    SCMP_SYS(setsid),
    SCMP_SYS(setpgid),
});

constexpr auto kOpening = std::to_array<int>({
    SCMP_SYS(open),    SCMP_SYS(openat),   SCMP_SYS(openat2), SCMP_SYS(creat),     SCMP_SYS(truncate),
    SCMP_SYS(unlink),  SCMP_SYS(unlinkat), SCMP_SYS(rename),  SCMP_SYS(renameat),  SCMP_SYS(renameat2),
    SCMP_SYS(link),    SCMP_SYS(linkat),   SCMP_SYS(symlink), SCMP_SYS(symlinkat), SCMP_SYS(mkdir),
    SCMP_SYS(mkdirat), SCMP_SYS(rmdir),    SCMP_SYS(mknod),   SCMP_SYS(mknodat),
});

/// Landlock knows neither modes, owners nor attributes: nobody in the jail changes them by name.
constexpr auto kAttributesByName = std::to_array<int>({
    SCMP_SYS(chmod),
    SCMP_SYS(fchmodat),
    SCMP_SYS(chown),
    SCMP_SYS(lchown),
    SCMP_SYS(fchownat),
    SCMP_SYS(setxattr),
    SCMP_SYS(lsetxattr),
    SCMP_SYS(removexattr),
    SCMP_SYS(lremovexattr),
    SCMP_SYS(utime),
    SCMP_SYS(utimes),
    SCMP_SYS(futimesat),
});

/// The same on what is open: needed to write files, and refused where nothing is written.
constexpr auto kAttributesOfOpenFiles = std::to_array<int>({
    SCMP_SYS(fchmod),
    SCMP_SYS(fchown),
    SCMP_SYS(fsetxattr),
    SCMP_SYS(fremovexattr),
    SCMP_SYS(utimensat),
});

/// Adds rules until one fails and remembers that; so the list below reads as a list.
class Rules {
  public:
    explicit Rules(scmp_filter_ctx filter) : filter_(filter) {}

    template <typename... Conditions>
    void refuse(int call, int answer, Conditions... conditions) {
        const std::array<scmp_arg_cmp, sizeof...(conditions)> list{conditions...};
        // A call that this architecture does not have needs no rule.
        const int done = seccomp_rule_add_array(filter_, SCMP_ACT_ERRNO(static_cast<unsigned>(answer)), call,
                                                sizeof...(conditions), list.data());
        if (done < 0 && done != -EDOM && problem_ == 0) problem_ = -done;
    }
    void refuse_all(std::span<const int> calls) {
        for (const int call : calls) refuse(call, EPERM);
    }
    [[nodiscard]] int problem() const { return problem_; }

  private:
    scmp_filter_ctx filter_;
    int problem_ = 0;
};

void refuse_outside(Rules& rules) {
    const auto self = static_cast<scmp_datum_t>(::getpid());
    rules.refuse_all(kOutside);
    rules.refuse_all(kAttributesByName);
    // Threads are clones with CLONE_THREAD.
    rules.refuse(SCMP_SYS(clone), EPERM, SCMP_A0_64(SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0));
    rules.refuse(SCMP_SYS(kill), EPERM, SCMP_A0_64(SCMP_CMP_NE, self));
    rules.refuse(SCMP_SYS(tgkill), EPERM, SCMP_A0_64(SCMP_CMP_NE, self));
    rules.refuse(SCMP_SYS(sendto), EPERM, SCMP_A4_64(SCMP_CMP_NE, 0));
}

}  // namespace

Result<void> filter_system_calls(const FilterOptions& options) {
    const Filter filter(seccomp_init(SCMP_ACT_ALLOW));
    if (!filter) return Error{ErrorCode::Unavailable, "the filter of system calls cannot be made", {}};
    Rules rules(filter.get());
    rules.refuse_all(kNever);
    // clone3 passes its flags in memory, which no filter can read; glibc takes clone when it hears ENOSYS.
    rules.refuse(SCMP_SYS(clone3), ENOSYS);
    // Would type into the terminal that started us.
    rules.refuse(SCMP_SYS(ioctl), EPERM, SCMP_A1_32(SCMP_CMP_EQ, TIOCSTI));
    refuse_outside(rules);
    if (!options.may_exec) rules.refuse_all(kBecoming);
    if (!options.may_write) rules.refuse_all(kAttributesOfOpenFiles);
    if (!options.may_open) rules.refuse_all(kOpening);
    if (rules.problem() != 0) return error_from_errno(rules.problem(), "making the filter of system calls");
    if (const int loaded = seccomp_load(filter.get()); loaded != 0) {
        return Error{ErrorCode::Unavailable, "the kernel does not take the filter of system calls", std::to_string(-loaded)};
    }
    return {};
}

}  // namespace quillport::runtime
