#include <catch2/catch.hpp>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <filesystem>
#include <iostream>
#include <thread>
#include <vector>

#include "caller.hpp"
#include "messages.hpp"
#include "quillport/core/draft.hpp"
#include "quillport/runtime/file.hpp"

using namespace quillport;
using namespace quillport::worker;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

namespace {

const std::string kWorker = QUILLPORT_BINARY_DIR "/bin/quillport-worker";

Bytes contract() { return runtime::read_file(QUILLPORT_SOURCE_DIR "/tests/corpus/tags/lo/lo13_contract1p.pdf").value(); }

double milliseconds_since(Clock::time_point start) {
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

/// Median of the duration of `act`, in milliseconds.
template <typename Act>
double median_of(int times, Act act) {
    std::vector<double> durations;
    for (int i = 0; i < times; ++i) {
        const auto start = Clock::now();
        act();
        durations.push_back(milliseconds_since(start));
    }
    std::sort(durations.begin(), durations.end());
    return durations[durations.size() / 2];
}

}  // namespace

TEST_CASE("a contract goes through the worker: tags, prepared document, page image, text", "[worker][golden]") {
    Client client(kWorker);
    const Bytes pdf = contract();
    const auto inspection = client.inspect(pdf);
    REQUIRE(inspection.ok());
    CHECK_FALSE(inspection.value().is_signed);
    const Detection& found = inspection.value().found;
    REQUIRE(found.pages.size() == 1);
    REQUIRE_FALSE(found.tags.empty());

    const EnvelopeDraft draft = draft_of(found, {}, {"d1"});
    std::vector<std::string> roles;
    for (const DraftRole& role : draft.roles) roles.push_back(role.key);
    const auto prepared = client.prepare(pdf, found, draft.fields, roles);
    REQUIRE(prepared.ok());
    CHECK(prepared.value().not_erased.empty());
    CHECK(prepared.value().prepared.plan.file_size == static_cast<std::int64_t>(prepared.value().prepared.pdf.size()));
    for (const Field& field : draft.fields) CHECK(prepared.value().prepared.plan.find(field.name) != nullptr);
    const auto again = client.inspect(prepared.value().prepared.pdf);
    REQUIRE(again.ok());
    // What is left are the fields that were made of the tags.
    const auto& left = again.value().found.tags;
    CHECK(std::all_of(left.begin(), left.end(), [](const Tag& tag) { return tag.source == TagSource::Form; }));

    const auto image = client.page_image(prepared.value().prepared.pdf, 1, 144);
    REQUIRE(image.ok());
    CHECK(std::abs(image.value().width - found.pages[0].width * 2) <= 2);
    CHECK(image.value().data.size() > 1000);
    const auto lines = client.page_text(pdf, 1);
    REQUIRE(lines.ok());
    CHECK(lines.value().size() > 3);
}

TEST_CASE("a document of somebody else is planned, and rewritten first where it must be", "[worker][golden]") {
    Client client(kWorker);
    const Bytes pdf = contract();
    pdf::NewSignature wish;
    wish.box = {100, 100, 250, 150};
    const auto planned = client.plan(pdf, wish);
    REQUIRE(planned.ok());
    CHECK(planned.value().rewritten.empty());
    CHECK(planned.value().plan.file_size == static_cast<std::int64_t>(pdf.size()));
    CHECK(planned.value().plan.signature_of("signer") != nullptr);
    // From a file the plan is the same.
    const auto file = runtime::memory_file(pdf, "document");
    REQUIRE(file.ok());
    const auto from_file = client.plan(file.value(), wish);
    REQUIRE(from_file.ok());
    CHECK(from_file.value().plan.to_text() == planned.value().plan.to_text());

    Bytes prefixed = copy_of(std::string_view("junk\n"));
    prefixed.insert(prefixed.end(), pdf.begin(), pdf.end());
    const auto clean = client.plan(prefixed, wish);
    REQUIRE(clean.ok());
    CHECK(clean.value().rewritten_because == "prefixed");
    CHECK(text_of(clean.value().rewritten).starts_with("%PDF-"));
    CHECK(client.plan(bytes_of("no pdf"), wish).error().detail == "not_pdf");
}

TEST_CASE("a job looks up fonts that the server did not load", "[worker][golden]") {
    // Pango looks them up in threads, which must not be running when the server forks.
    Client client(kWorker, {.wall = 10s});
    Field field;
    field.name = "text_1";
    field.role = "1";
    field.box = {72, 600, 272, 640};
    field.font_size = 17.5;
    field.value = "契約書 договор חוזה";
    const auto prepared = client.prepare(contract(), {}, {field}, {"1"});
    REQUIRE(prepared.ok());
    CHECK(prepared.value().prepared.plan.find("text_1") != nullptr);
}

TEST_CASE("what cannot be used is refused with a reason that a person can be told", "[worker][golden]") {
    Client client(kWorker);
    const auto refused = client.inspect(bytes_of("This is a letter, not a PDF."));
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().code == ErrorCode::Unsupported);
    CHECK(refused.error().detail == "not_pdf");
    const auto read = [](const std::string& name) {
        return runtime::read_file(QUILLPORT_SOURCE_DIR "/tests/corpus/print/" + name).value();
    };
    const Bytes locked = read("encuser.pdf");
    for (const Error& error : {client.inspect(locked).error(), client.page_image(locked, 1, 72).error(),
                               client.page_text(locked, 1).error(), client.prepare(locked, {}, {}, {"1"}).error()}) {
        CHECK(error.code == ErrorCode::Unsupported);
        CHECK(error.detail == "encrypted");
    }
    // Opens without a password, so it can be looked at; made ready for signers it cannot be.
    const Bytes restricted = read("encnoprint.pdf");
    CHECK(client.inspect(restricted).ok());
    CHECK(client.prepare(restricted, {}, {}, {"1"}).error().detail == "encrypted");
    const Bytes pdf = contract();
    CHECK(client.page_image(pdf, 2, 72).error().code == ErrorCode::InvalidInput);
    CHECK(client.page_image(pdf, 1, 73).error().code == ErrorCode::InvalidInput);
}

TEST_CASE("the worker serves several callers at once", "[worker][golden]") {
    Client client(kWorker, {.wall = 20s, .memory = std::uint64_t{512} << 20U, .parallel = 3});
    const Bytes pdf = contract();
    std::vector<std::thread> callers;
    std::atomic<int> good{0};
    for (int t = 0; t < 6; ++t) {
        callers.emplace_back([&] {
            for (int i = 0; i < 5; ++i) good += client.inspect(pdf).ok() && client.page_image(pdf, 1, 72).ok() ? 1 : 0;
        });
    }
    for (auto& caller : callers) caller.join();
    CHECK(good == 30);
}

TEST_CASE("the worker is quick and small", "[worker][golden]") {
    Caller caller(kWorker, {});
    const auto start = Clock::now();
    REQUIRE(caller.start().ok());
    std::cout << "worker ready after " << milliseconds_since(start) << " ms\n";
    const Bytes pdf = contract();
    const Bytes inspect = message_of(InspectOrder{});
    const auto ask = [&](Operation operation, BytesView arguments) {
        REQUIRE(caller.call(static_cast<std::uint32_t>(operation), arguments, pdf).ok());
    };
    std::cout << "inspect, 1 page: " << median_of(100, [&] { ask(Operation::Inspect, inspect); }) << " ms\n";
    for (const int dpi : pdf::kImageSteps) {
        const Bytes order = message_of(PageOrder{1, dpi});
        std::cout << "page image, " << dpi << " dpi: " << median_of(20, [&] { ask(Operation::PageImage, order); }) << " ms\n";
    }
    std::cout << "page text: " << median_of(20, [&] { ask(Operation::PageText, message_of(PageOrder{1, 72})); }) << " ms\n";
    const auto prepare = message_of(PrepareOrder{{}, {}, {"1"}, {}});
    std::cout << "prepare, no field: " << median_of(20, [&] { ask(Operation::Prepare, prepare); }) << " ms\n";
    const auto status = runtime::read_file("/proc/" + std::to_string(caller.server_pid()) + "/status");
    REQUIRE(status.ok());
    const std::string text(text_of(status.value()));
    const auto line = text.substr(text.find("VmRSS:"), 30);
    std::cout << "worker at rest: " << line.substr(0, line.find('\n')) << "\n";
}

TEST_CASE("the worker reads a scan from its picture", "[worker][golden]") {
    Client client(kWorker, {.wall = 120s});  // a busy machine is no failure here
    const auto scan = runtime::read_file(QUILLPORT_SOURCE_DIR "/tests/corpus/tags/scan/letter_jpeg.pdf");
    REQUIRE(scan.ok());
    const auto inspection = client.inspect(scan.value());
    REQUIRE(inspection.ok());
    const Detection& found = inspection.value().found;
    REQUIRE(found.tags.size() == 4);
    CHECK(std::all_of(found.tags.begin(), found.tags.end(), [](const Tag& tag) {
        return tag.source == TagSource::Ocr && tag.confidence > 0.5 && tag.confidence <= 1;
    }));
}
