#include "quillport/printing/handover.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <catch2/catch.hpp>
#include <csignal>
#include <string>

#include "quillport/core/bytes.hpp"
#include "quillport/runtime/file.hpp"

using namespace quillport;
using namespace quillport::printing;

namespace {

runtime::Descriptor file_with(const std::string& text) {
    auto fd = runtime::memory_file(bytes_of(text), "passed");
    REQUIRE(fd.ok());
    return std::move(fd).value();
}

/// What the filter writes for this document.
std::string passed_on(const std::string& document, const PassedJob& job) {
    const runtime::Descriptor input = file_with(document);
    const runtime::Descriptor output(::memfd_create("output", MFD_CLOEXEC));
    REQUIRE(pass_on(input.get(), output.get(), job).ok());
    const auto all = runtime::read_all(output);
    return std::string(text_of(all.value()));
}

Result<std::string> taken(PassedInput& input) {
    std::string out;
    std::array<std::byte, 1000> block{};
    for (;;) {
        const auto got = input.read(block);
        if (!got.ok()) return got.error();
        if (got.value() == 0) return out;
        out += text_of(BytesView(block).first(got.value()));
    }
}

}  // namespace

TEST_CASE("a document is handed over byte for byte, with its number and copies", "[printing][handover]") {
    for (const std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{65'536}, std::size_t{300'001}}) {
        const std::string document(size, 'x');
        const runtime::Descriptor stream = file_with(passed_on(document, {7, 3}));
        PassedInput input(stream.get());
        const auto job = input.begin();
        REQUIRE(job.ok());
        CHECK(job.value().document_number == 7);
        CHECK(job.value().copies == 3);
        CHECK(taken(input).value() == document);
        CHECK(taken(input).value().empty());
    }
}

TEST_CASE("a document that was cut off anywhere is never taken for whole", "[printing][handover]") {
    const std::string whole = passed_on("%PDF-1.7 contract", {1, 1});
    for (std::size_t size = 0; size < whole.size(); ++size) {
        INFO(size);
        const runtime::Descriptor stream = file_with(whole.substr(0, size));
        PassedInput input(stream.get());
        const auto job = input.begin();
        CHECK((job.ok() ? taken(input).error().code : job.error().code) == ErrorCode::Unavailable);
    }
}

TEST_CASE("what is not of the filter is refused", "[printing][handover]") {
    for (const char* text : {"%PDF-1.7\n", "Quillport-Pass 1 x y\n", "Quillport-Pass 1 1\n", "Quillport-Pass 2 1 1\n"}) {
        INFO(text);
        const runtime::Descriptor stream = file_with(text);
        CHECK(PassedInput(stream.get()).begin().error().code == ErrorCode::Internal);
    }
    const runtime::Descriptor stream = file_with("Quillport-Pass 1 1 1\nzzzzzzzzdata");
    PassedInput input(stream.get());
    REQUIRE(input.begin().ok());
    CHECK(taken(input).error().code == ErrorCode::Internal);
}

TEST_CASE("the filter hears what the backend says, and notices when it says nothing", "[printing][handover]") {
    constexpr int kSideChannel = 4;  // filter(7)
    const runtime::Descriptor was(::dup(kSideChannel));
    std::array<int, 2> ends{};
    REQUIRE(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) == 0);
    const runtime::Descriptor backend(::fcntl(ends[0], F_DUPFD_CLOEXEC, 10));
    runtime::Descriptor filter(::fcntl(ends[1], F_DUPFD_CLOEXEC, 10));
    for (const int end : ends) ::close(end);
    const runtime::Descriptor output(::memfd_create("output", MFD_CLOEXEC));
    for (const Verdict verdict : {Verdict::Done, Verdict::Held}) {
        REQUIRE(::dup2(backend.get(), kSideChannel) == kSideChannel);
        tell_filter(verdict);
        REQUIRE(::dup2(filter.get(), kSideChannel) == kSideChannel);
        CHECK(verdict_of_reader(output.get()) == verdict);
    }
    REQUIRE(::send(backend.get(), "?", 1, 0) == 1);
    CHECK(verdict_of_reader(output.get()) == Verdict::None);
    // The backend is gone: nobody reads the document any more. What it said before counts.
    std::array<int, 2> pipe{};
    REQUIRE(::pipe2(pipe.data(), O_CLOEXEC) == 0);
    const runtime::Descriptor into(::fcntl(pipe[1], F_DUPFD_CLOEXEC, 10));
    for (const int end : pipe) ::close(end);
    std::signal(SIGPIPE, SIG_IGN);
    CHECK(pass_on(file_with("document").get(), into.get(), {}).ok());
    CHECK(verdict_of_reader(into.get()) == Verdict::None);
    REQUIRE(::send(backend.get(), "H", 1, 0) == 1);
    CHECK(verdict_of_reader(into.get()) == Verdict::Held);
    CHECK_FALSE(pass_on(into.get(), output.get(), {}).ok());
    if (was.valid())
        ::dup2(was.get(), kSideChannel);
    else
        ::close(kSideChannel);
}
