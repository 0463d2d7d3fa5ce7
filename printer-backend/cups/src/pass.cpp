// quillport-pass: the filter between the scheduler and the backend. It changes no byte; it is there so that the job outlives the
// death of the backend (see handover.hpp). filter(7).
#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>

#include "quillport/printing/cups_job.hpp"
#include "quillport/printing/handover.hpp"
#include "quillport/printing/scheduler.hpp"
#include "quillport/runtime/file.hpp"
#include "quillport/spool/announcement.hpp"

extern char** environ;

namespace {

using namespace quillport;

/// The scheduler stops the job and keeps it; the forwarder has it printed again.
int give_back(const printing::BackendCall& call) {
    std::fprintf(stderr,
                 "STATE: +%s\nERROR: The print server was interrupted. Your document waits in the queue and goes on by itself.\n",
                 printing::kInterrupted);
    spool::tell_given_back(printing::spool_folder_of(call.device_uri) / "forwarder.sock");
    return 1;
}

}  // namespace

int main(int argc, char** argv) {
    std::signal(SIGPIPE, SIG_IGN);
    const auto call = printing::read_call({argv, static_cast<std::size_t>(argc)}, environ);
    if (!call.ok()) {
        std::fprintf(stderr, "ERROR: %s\n", call.error().what.c_str());
        return 1;
    }
    printing::PassedJob job{printing::document_number_of(call.value()), call.value().copies};
    runtime::Descriptor file(STDIN_FILENO);
    if (!call.value().file.empty()) {
        file = runtime::Descriptor(::open(call.value().file.c_str(), O_RDONLY | O_CLOEXEC));
        // See docs/adr/0135: the scheduler may come with a finished job again.
        if (!file.valid() && errno == ENOENT) {
            job.document_number = 0;
            file = runtime::Descriptor(::open("/dev/null", O_RDONLY | O_CLOEXEC));
        }
        if (!file.valid()) return give_back(call.value());
    }
    const auto passed = printing::pass_on(file.get(), STDOUT_FILENO, job);
    const bool judged = passed.ok() && printing::verdict_of_reader(STDOUT_FILENO) != printing::Verdict::None;
    return judged ? 0 : give_back(call.value());
}
