#include <poll.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <thread>

#include "draft_delivery.hpp"
#include "quillport/contract/codecs.hpp"
#include "quillport/printing/spool.hpp"
#include "quillport/runtime/file.hpp"
#include "quillport/spool/announcement.hpp"
#include "quillport/spool/writer.hpp"
#include "switchboard.hpp"

using namespace quillport;
using namespace quillport::printing;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

const volatile std::sig_atomic_t kGoOn = 0;

struct Root {
    fs::path path;
    Root() {
        std::string name = (fs::temp_directory_path() / "quillport-forwarder-XXXXXX").string();
        path = ::mkdtemp(name.data());
    }
    ~Root() {
        std::error_code ignored;
        fs::remove_all(path, ignored);
    }
};

std::string put(const Spool& spool, const std::string& uuid, const std::string& data, int second) {
    auto fd = runtime::memory_file(bytes_of(data), "document");
    REQUIRE(fd.ok());
    contract::SpoolHeader header;
    header.job.uuid = uuid;
    header.job.received = TimePoint{std::chrono::seconds{second}};
    const auto done = spool::write_document(spool.incoming(), header, fd.value().get(), kGoOn);
    REQUIRE(done.ok());
    return done.value().key;
}

}  // namespace

TEST_CASE("what waits in the spool comes oldest first, whole", "[printing][spool]") {
    Root root;
    Spool spool(root.path / "spool");
    REQUIRE(spool.open().ok());
    const std::string late = put(spool, "b", "%PDF second", 20);
    const std::string early = put(spool, "a", "%PDF first", 10);
    const auto jobs = spool.waiting();
    REQUIRE(jobs.size() == 2);
    CHECK(jobs[0].key == early);
    CHECK(jobs[1].key == late);
    const auto data = spool.data_of(jobs[0]);
    REQUIRE(data.ok());
    CHECK(text_of(data.value()) == "%PDF first");
    REQUIRE(spool.remove(jobs[0]).ok());
    CHECK(spool.waiting().size() == 1);
}

TEST_CASE("a held document leaves the queue and keeps its reason", "[printing][spool]") {
    Root root;
    Spool spool(root.path / "spool");
    REQUIRE(spool.open().ok());
    const std::string key = put(spool, "a", "%PDF", 1);
    REQUIRE(spool.hold(key, "It is protected by a password.").ok());
    CHECK(spool.waiting().empty());
    CHECK(fs::exists(spool.held() / (key + ".job")));
    const auto reason = runtime::read_file(spool.held() / (key + ".reason"));
    REQUIRE(reason.ok());
    CHECK(text_of(reason.value()) == "It is protected by a password.\n");
}

TEST_CASE("a foreign file in the spool is held, a damaged one is noticed", "[printing][spool]") {
    Root root;
    Spool spool(root.path / "spool");
    REQUIRE(spool.open().ok());
    std::ofstream(spool.incoming() / "strange.job") << "not a job";
    const std::string key = put(spool, "a", "%PDF-1.7 the contract", 1);
    std::fstream file(spool.incoming() / (key + ".job"), std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(-1, std::ios::end);
    file.put('X');
    file.close();
    const auto jobs = spool.waiting();
    REQUIRE(jobs.size() == 1);
    CHECK(fs::exists(spool.held() / "strange.job"));
    const auto data = spool.data_of(jobs[0]);
    REQUIRE_FALSE(data.ok());
    CHECK(data.error().code == ErrorCode::InvalidInput);
}

TEST_CASE("a backend that asks gets the forwarder's sentence, before and after it is known", "[printing][socket]") {
    Root root;
    Switchboard board;
    REQUIRE(board.open(root.path / "s").ok());
    const DeliveryReport report{DeliveryReport::Outcome::Delivered, "Draft ready: Contract.docx, 2 signers found", {}};
    const auto serve = [&](int rounds) {
        for (int i = 0; i < rounds; ++i) {
            board.accept_callers();
            for (const int fd : board.callers()) board.read_question(fd);
            std::this_thread::sleep_for(5ms);
        }
    };
    std::thread server([&] {
        serve(20);
        board.answer("key", report);
        serve(40);
    });
    const auto first = spool::ask_forwarder(root.path / "s", "key", 2s);
    const auto second = spool::ask_forwarder(root.path / "s", "key", 2s);
    const auto stranger = spool::ask_forwarder(root.path / "s", "other", 20ms);
    server.join();
    REQUIRE(first.has_value());
    CHECK(first->find("WARNING: Draft ready: Contract.docx, 2 signers found\n") != std::string::npos);
    CHECK(first->find("STATE: -quillport-portal-down-warning") != std::string::npos);
    CHECK(second == first);
    CHECK_FALSE(stranger.has_value());
    CHECK_FALSE(spool::ask_forwarder(root.path / "nobody", "key", 20ms).has_value());
}

TEST_CASE("a draft's delivery is read by the portal's codec as it was meant", "[printing][delivery]") {
    JobIdentity job;
    job.uuid = "urn:uuid:1";
    job.title = "Pogodba č \"x\"";
    job.options = {{"media", "A4"}};
    Detection found;
    found.pages = {{595.3, 841.9}};
    Tag tag;
    tag.text = "{{sig:1}}";
    tag.dialect = "quillport";
    tag.role = "1";
    tag.box = {10, 20, 30, 40};
    tag.pieces = {tag.box};
    tag.field = {10, 20, 130, 56};
    found.tags = {tag};
    found.problems = {{2, {1, 2, 3, 4}, "unknown_type", "Did you mean sig?", "{{sgi:2}}", "signature"}};
    const auto read =
        contract::from_json<contract::DraftDelivery>(contract::to_json(delivery_of(job, found, {{"adobe"}, {}, {}, {}})));
    REQUIRE(read.ok());
    CHECK(read.value().job.title == job.title);
    CHECK(read.value().settings->dialects == std::vector<std::string>{"adobe"});
    REQUIRE(read.value().tags->size() == 1);
    CHECK(read.value().tags->front().type == contract::FieldType::Signature);
    CHECK(read.value().tags->front().field == contract::Box{10, 20, 130, 56});
    CHECK(read.value().problems->front().guess == "signature");
    CHECK(read.value().problems->front().number == 1);
}
