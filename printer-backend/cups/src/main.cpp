// The thin CUPS backend: it makes the document durable and says what became of it. It runs as lp, holds no key and makes no
// connection but to the forwarder's socket beside the spool. backend(7), filter(7).
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "quillport/printing/cups_job.hpp"
#include "quillport/printing/handover.hpp"
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

void hold(const Error& error, const std::filesystem::path& spool) {
    const bool interrupted = error.code == ErrorCode::Unavailable;
    say(std::string("STATE: +") + (interrupted ? printing::kInterrupted : printing::kSpoolFull));
    if (interrupted)
        say("ERROR: The print server was interrupted. Your document waits in the queue and goes on by itself.");
    else if (error.code == ErrorCode::NoSpace)
        say("ERROR: The disk of the print server is full. Your document waits in the queue and goes on when there is room.");
    else
        say("ERROR: Quillport cannot write to its spool. Your document waits in the queue. The operator finds the reason in the "
            "log.");
    say("DEBUG: quillport: " + error.what + " " + error.detail);
    spool::tell_given_back(spool / "forwarder.sock");
}

/// A scheduler that was killed may know a job twice, and comes with it again after it was done and its files were removed.
Error gone() { return {ErrorCode::Gone, "the scheduler has no document for this job any more", {}}; }

int empty() {
    say("ERROR: The document is empty, so nothing was captured. If it is protected by a password, print it without.");
    return kDone;
}

int printed_before() {
    say("WARNING: The scheduler came with this job a second time. If the queue stands still now, restart the scheduler.");
    return kDone;
}

int no_document() {
    say("WARNING: Cover pages are not signed; this one was left out.");
    return kDone;
}

/// With a file the scheduler put no filter in between.
bool from_filter(const printing::BackendCall& call) { return call.file.empty() && printing::is_passed(call); }

using Documents = std::vector<spool::WrittenDocument>;

Result<Documents> one(Result<spool::WrittenDocument> document) {
    if (!document.ok()) return document.error();
    return Documents{std::move(document).value()};
}

/// What the filter hands over; nothing where that is a cover page.
Result<Documents> passed(const printing::BackendCall& call, const std::filesystem::path& folder, contract::SpoolHeader header) {
    printing::PassedInput input(STDIN_FILENO);
    const auto job = input.begin();
    if (!job.ok()) return job.error();
    if (job.value().document_number == 0) return gone();
    header.job.document_number = job.value().document_number;
    header.copies = job.value().copies;
    const auto source = [&input](std::span<std::byte> into) { return input.read(into); };
    if (!printing::begins_with_cover_page(call)) return one(spool::write_document(folder, header, source, stopped));
    std::array<std::byte, 4096> unread{};
    for (;;) {
        const auto got = input.read(unread);
        if (!got.ok()) return got.error();
        if (got.value() == 0) return Documents{};
    }
}

/// The file that the scheduler names, or all that it sends: see spool::write_stream.
Result<Documents> written(const printing::BackendCall& call, const std::filesystem::path& folder) {
    const contract::SpoolHeader header = printing::header_of(call, runtime::SystemClock().now());
    if (from_filter(call)) return passed(call, folder, header);
    if (call.file.empty())
        return spool::write_stream(folder, header, STDIN_FILENO,
                                   {printing::files_of(call), printing::begins_with_cover_page(call)}, stopped);
    const runtime::Descriptor file(::open(call.file.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file.valid() && errno == ENOENT) return gone();
    if (!file.valid()) return runtime::error_from_errno(errno, "cannot open the job's file");
    return one(spool::write_document(folder, header, file.get(), stopped));
}

int capture(const printing::BackendCall& call) {
    const std::filesystem::path spool = printing::spool_folder_of(call.device_uri);
    const auto documents = written(call, spool / "incoming");
    const ErrorCode ending = documents.ok() ? ErrorCode{} : documents.error().code;
    const bool settled = documents.ok() || ending == ErrorCode::InvalidInput || ending == ErrorCode::Gone;
    if (!settled && stopped != 0) return kDone;
    if (!settled) {
        hold(documents.error(), spool);
        if (from_filter(call)) printing::tell_filter(printing::Verdict::Held);
        ::_exit(kHold);  // at once: a kill between the two would look like a job that is done
    }
    if (from_filter(call)) printing::tell_filter(printing::Verdict::Done);
    if (!documents.ok()) return ending == ErrorCode::Gone ? printed_before() : empty();
    if (documents.value().empty()) return no_document();
    say(std::string("STATE: -") + printing::kSpoolFull + "," + printing::kInterrupted);
    const auto deadline = std::chrono::steady_clock::now() + kPatience;
    for (const spool::WrittenDocument& document : documents.value()) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
        const auto answer =
            spool::ask_forwarder(spool / "forwarder.sock", document.key, std::max(left, 0ms), spool::Asker::HoldsQueue);
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
