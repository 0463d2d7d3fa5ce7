// The thin CUPS backend: it makes the document durable and says what became of it. It runs as lp, holds no key and makes no
// connection but to the forwarder's socket beside the spool. backend(7), filter(7).
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "quillport/printing/cups_job.hpp"
#include "quillport/printing/scheduler.hpp"
#include "quillport/runtime/clock.hpp"
#include "quillport/runtime/file.hpp"
#include "quillport/spool/announcement.hpp"
#include "quillport/spool/writer.hpp"

extern char** environ;

namespace {

using namespace quillport;
using namespace std::chrono_literals;

// The only two ways to end: the document is durable (or is none), or the job waits in the queue until the forwarder releases it.
// 1 and 4 close the queue, 5 drops the job, 6 is given up after some tries, 7 spins.
constexpr int kDone = 0;
constexpr int kHold = 3;
/// How long all documents of a call together wait for the forwarder's sentences.
constexpr auto kPatience = 2s;

volatile std::sig_atomic_t stopped = 0;
void on_stop(int /*signal*/) { stopped = 1; }

void say(const std::string& line) { std::fprintf(stderr, "%s\n", line.c_str()); }

// The scheduler keeps the last sentence on the finished job only from WARNING upwards (scheduler/job.c, update_job_attrs): this
// is what `lpstat -l -W completed` and the desktops' job lists show after printing.

int discover() {
    std::puts(
        "file quillport:/ \"Quillport\" \"Quillport electronic signing\" "
        "\"MFG:Quillport;MDL:Capture;CMD:PDF;DES:Quillport Capture;\" \"\"");
    return kDone;
}

int hold(const Error& error, const std::filesystem::path& spool) {
    say(std::string("STATE: +") + printing::kSpoolFull);
    if (error.code == ErrorCode::NoSpace)
        say("ERROR: The disk of the print server is full. Your document waits in the queue and goes on when there is room.");
    else
        say("ERROR: Quillport cannot write to its spool. Your document waits in the queue. The operator finds the reason in the "
            "log.");
    say("DEBUG: quillport: " + error.what + " " + error.detail);
    spool::tell_given_back(spool / "forwarder.sock");
    return kHold;
}

int empty() {
    say("ERROR: The document is empty, so nothing was captured. If it is protected by a password, print it without.");
    return kDone;
}

int no_document() {
    say("WARNING: Cover pages are not signed; this one was left out.");
    return kDone;
}

/// The file that the scheduler names, or all that it sends: see spool::write_stream.
Result<std::vector<spool::WrittenDocument>> written(const printing::BackendCall& call, const std::filesystem::path& folder) {
    const contract::SpoolHeader header = printing::header_of(call, runtime::SystemClock().now());
    if (call.file.empty())
        return spool::write_stream(folder, header, STDIN_FILENO,
                                   {printing::files_of(call), printing::begins_with_cover_page(call)}, stopped);
    const runtime::Descriptor file(::open(call.file.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file.valid()) return runtime::error_from_errno(errno, "cannot open the job's file");
    auto document = spool::write_document(folder, header, file.get(), stopped);
    if (!document.ok()) return document.error();
    return std::vector{std::move(document).value()};
}

int capture(const printing::BackendCall& call) {
    const std::filesystem::path spool = printing::spool_folder_of(call.device_uri);
    const auto documents = written(call, spool / "incoming");
    if (!documents.ok()) {
        if (documents.error().code == ErrorCode::InvalidInput) return empty();
        return stopped != 0 ? kDone : hold(documents.error(), spool);
    }
    if (documents.value().empty()) return no_document();
    say(std::string("STATE: -") + printing::kSpoolFull);
    const auto deadline = std::chrono::steady_clock::now() + kPatience;
    for (const spool::WrittenDocument& document : documents.value()) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
        const auto answer = spool::ask_forwarder(spool / "forwarder.sock", document.key, std::max(left, 0ms));
        std::fputs(answer.value_or("WARNING: Your document is safe. The draft appears as soon as the portal has it.\n").c_str(),
                   stderr);
    }
    return kDone;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc == 1) return discover();
    struct sigaction action {};
    action.sa_handler = on_stop;
    ::sigaction(SIGTERM, &action, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);

    const auto call = quillport::printing::read_call({argv, static_cast<std::size_t>(argc)}, environ);
    if (!call.ok()) {
        std::fprintf(stderr, "%s\n", call.error().what.c_str());
        return kHold;
    }
    if (!call.value().file.empty() && quillport::printing::begins_with_cover_page(call.value())) return no_document();
    return capture(call.value());
}
