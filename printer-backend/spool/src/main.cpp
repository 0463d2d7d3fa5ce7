// quillport-spool: shows what is in the spool, and lets an operator try again, put aside or drop.
#include <grp.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>

#include "orders.hpp"
#include "quillport/runtime/log.hpp"

namespace {

constexpr const char* kUsage =
    "Usage: quillport-spool [--spool DIR] [--json] list\n"
    "       quillport-spool [--spool DIR] [--json] show KEY\n"
    "       quillport-spool [--spool DIR] [--json] retry KEY...|--all\n"
    "       quillport-spool [--spool DIR] [--json] hold [--reason TEXT] KEY...|--all\n"
    "       quillport-spool [--spool DIR] [--json] drop [--yes] KEY...|--all\n"
    "The beginning of a KEY suffices. --all: of retry and drop everything that is held, of hold everything that waits.\n"
    "Default DIR: /var/spool/quillport.\n";

/// Root works as the spool's owner: what it leaves there is the forwarder's, and no link laid in the way leads anywhere else.
bool become_owner(const std::filesystem::path& folder) {
    struct stat about {
    }, incoming{};
    if (::geteuid() != 0 || ::stat(folder.c_str(), &about) != 0 || about.st_uid == 0) return true;
    if (::stat((folder / "incoming").c_str(), &incoming) != 0) return true;
    const passwd* owner = ::getpwuid(about.st_uid);
    // The backends' group too: what they wrote belongs to it.
    return owner != nullptr && ::initgroups(owner->pw_name, incoming.st_gid) == 0 && ::setgid(owner->pw_gid) == 0 &&
           ::setuid(about.st_uid) == 0;
}

}  // namespace

int main(int argc, char** argv) {
    const auto orders = quillport::spool::read_orders({argv, static_cast<std::size_t>(argc)});
    if (!orders.ok()) {
        std::fprintf(stderr, "quillport-spool: %s; see --help\n", orders.error().what.c_str());
        return 2;
    }
    if (orders.value().version) return std::puts("quillport-spool " QUILLPORT_VERSION) < 0;
    if (orders.value().help) return std::fputs(kUsage, stdout) < 0;
    if (!become_owner(orders.value().spool)) {
        std::fputs("quillport-spool: cannot work as the owner of the spool\n", stderr);
        return 2;
    }
    // The sentences are for the operator; the log is the service's.
    quillport::runtime::set_log_level(quillport::runtime::LogLevel::Error);
    return quillport::spool::carry_out(orders.value());
}
