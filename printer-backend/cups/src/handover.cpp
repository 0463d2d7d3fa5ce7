#include "quillport/printing/handover.hpp"

#include <cups/sidechannel.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstdio>

#include "quillport/core/bytes.hpp"
#include "quillport/runtime/file.hpp"

namespace quillport::printing {
namespace {

constexpr std::string_view kBeginning = "Quillport-Pass 1 ";
constexpr std::size_t kLongestLine = 64;
constexpr std::size_t kDigits = 8;
constexpr std::size_t kPiece = std::size_t{64} << 10U;
constexpr char kDone = 'D';
constexpr char kHeld = 'H';

Error died() { return {ErrorCode::Unavailable, "the filter ended before the document did", {}}; }
Error foreign() { return {ErrorCode::Internal, "the input is not of quillport-pass", {}}; }

Result<void> write_piece(int output, BytesView data) {
    std::array<char, kDigits + 1> size{};
    std::snprintf(size.data(), size.size(), "%08zx", data.size());
    if (auto written = runtime::write_all(output, bytes_of({size.data(), kDigits})); !written.ok()) return written;
    return runtime::write_all(output, data);
}

}  // namespace

Result<void> pass_on(int input, int output, const PassedJob& job) {
    const std::string line =
        std::string(kBeginning) + std::to_string(job.document_number) + " " + std::to_string(job.copies) + "\n";
    if (!runtime::write_all(output, bytes_of(line)).ok()) return {};
    Bytes block(kPiece);
    for (;;) {
        const ssize_t n = ::read(input, block.data(), block.size());
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return runtime::error_from_errno(errno, "cannot read the document");
        if (!write_piece(output, BytesView(block).first(static_cast<std::size_t>(n))).ok() || n == 0) return {};
    }
}

Result<void> PassedInput::read_exactly(std::span<char> into) {
    while (!into.empty()) {
        const ssize_t n = ::read(fd_, into.data(), into.size());
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return runtime::error_from_errno(errno, "cannot read the document");
        if (n == 0) return died();
        into = into.subspan(static_cast<std::size_t>(n));
    }
    return {};
}

Result<PassedJob> PassedInput::begin() {
    std::string line;
    while (line.empty() || line.back() != '\n') {
        char c = 0;
        if (line.size() > kLongestLine) return foreign();
        if (auto got = read_exactly({&c, 1}); !got.ok()) return got.error();
        line += c;
    }
    PassedJob job;
    if (!line.starts_with(kBeginning)) return foreign();
    const char* at = line.data() + kBeginning.size();
    const char* const end = line.data() + line.size() - 1;
    const auto number = std::from_chars(at, end, job.document_number);
    if (number.ec != std::errc{} || number.ptr == end) return foreign();
    if (std::from_chars(number.ptr + 1, end, job.copies).ptr != end) return foreign();
    return job;
}

Result<std::size_t> PassedInput::read(std::span<std::byte> into) {
    if (left_ == 0 && !ended_) {
        std::array<char, kDigits> digits{};
        if (auto got = read_exactly(digits); !got.ok()) return got.error();
        if (std::from_chars(digits.data(), digits.data() + kDigits, left_, 16).ptr != digits.data() + kDigits) return foreign();
        ended_ = left_ == 0;
    }
    if (ended_) return std::size_t{0};
    const std::size_t wanted = std::min(into.size(), static_cast<std::size_t>(left_));
    for (;;) {
        const ssize_t n = ::read(fd_, into.data(), wanted);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return runtime::error_from_errno(errno, "cannot read the document");
        if (n == 0) return died();
        left_ -= static_cast<std::uint64_t>(n);
        return static_cast<std::size_t>(n);
    }
}

// The scheduler connects the side channel and reads nothing of it, and no foreign program stands between the two: one letter is
// enough. libcups has calls for it, whose loading would take longer than all that the filter does.
void tell_filter(Verdict verdict) {
    static_cast<void>(::send(CUPS_SC_FD, verdict == Verdict::Done ? &kDone : &kHeld, 1, MSG_NOSIGNAL | MSG_DONTWAIT));
}

Verdict verdict_of_reader(int output) {
    // The end of a pipe tells when nobody reads it any more; the scheduler may still hold the side channel open.
    std::array<pollfd, 2> ends = {pollfd{output, 0, 0}, pollfd{CUPS_SC_FD, POLLIN, 0}};
    while (::poll(ends.data(), ends.size(), -1) < 0)
        if (errno != EINTR) return Verdict::None;
    // The side channel first: a verdict counts also when the backend has ended since.
    char letter = 0;
    if ((ends[1].revents & POLLIN) == 0 || ::recv(CUPS_SC_FD, &letter, 1, MSG_DONTWAIT) != 1) return Verdict::None;
    if (letter == kDone) return Verdict::Done;
    return letter == kHeld ? Verdict::Held : Verdict::None;
}

}  // namespace quillport::printing
