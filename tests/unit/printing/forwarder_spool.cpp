#include <fcntl.h>
#include <poll.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <catch2/catch.hpp>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <thread>

#include "draft_delivery.hpp"
#include "folder.hpp"
#include "quillport/contract/codecs.hpp"
#include "quillport/runtime/file.hpp"
#include "quillport/spool/announcement.hpp"
#include "quillport/spool/spool.hpp"
#include "quillport/spool/writer.hpp"
#include "switchboard.hpp"

using namespace quillport;
using namespace quillport::printing;
using namespace std::chrono_literals;
using test::Folder;
namespace fs = std::filesystem;

namespace {

const volatile std::sig_atomic_t kGoOn = 0;

std::string put(const spool::Spool& spool, const std::string& uuid, const std::string& data, int second) {
    auto fd = runtime::memory_file(bytes_of(data), "document");
    REQUIRE(fd.ok());
    contract::SpoolHeader header;
    header.job.uuid = uuid;
    header.job.received = TimePoint{std::chrono::seconds{second}};
    const auto done = spool::write_document(spool.incoming(), header, fd.value().get(), kGoOn);
    REQUIRE(done.ok());
    return done.value().key;
}

std::vector<std::string> keys_in(const spool::Spool& spool) {
    std::vector<std::string> keys;
    REQUIRE(spool.for_each_waiting([&](const spool::Entry& entry) { keys.push_back(entry.key); }).ok());
    return keys;
}

}  // namespace

TEST_CASE("what waits in the spool is found and read whole", "[printing][spool]") {
    Folder root;
    spool::Spool spool(root.path / "spool");
    REQUIRE(spool.open().ok());
    const std::string key = put(spool, "a", "%PDF first", 10);
    CHECK(keys_in(spool) == std::vector{key});
    const auto document = spool.open_document(key);
    REQUIRE(document.ok());
    CHECK(document.value().header.job.uuid == "a");
    CHECK(text_of(runtime::first_bytes(document.value().data, 100).value()) == "%PDF first");
    REQUIRE(spool.remove(key).ok());
    CHECK(keys_in(spool).empty());
    REQUIRE(spool.remove(key).ok());
    CHECK(spool.open_document(key).error().code == ErrorCode::NotFound);
}

TEST_CASE("a held document keeps its reason and goes back whole", "[printing][spool]") {
    Folder root;
    spool::Spool spool(root.path / "spool");
    REQUIRE(spool.open().ok());
    const std::string key = put(spool, "a", "%PDF", 1);
    REQUIRE(spool.hold(key, "It is protected by a password.").ok());
    CHECK(keys_in(spool).empty());
    const auto held = spool.find(key);
    REQUIRE(held);
    CHECK(held->held);
    CHECK(held->reason == "It is protected by a password.");
    CHECK(held->header.job.uuid == "a");
    REQUIRE(spool.retry(key).ok());
    CHECK(keys_in(spool) == std::vector{key});
    CHECK_FALSE(fs::exists(spool.held() / (key + ".reason")));
    CHECK(spool.retry(key).error().code == ErrorCode::NotFound);
}

TEST_CASE("a document that was put aside on its way is gone with the receipt", "[printing][spool]") {
    Folder root;
    spool::Spool spool(root.path / "spool");
    REQUIRE(spool.open().ok());
    const std::string key = put(spool, "a", "%PDF", 1);
    REQUIRE(spool.hold(key, "An operator put it aside.").ok());
    REQUIRE(spool.remove(key).ok());
    CHECK_FALSE(spool.find(key));
}

TEST_CASE("a foreign file in the spool is held, a damaged one is noticed", "[printing][spool]") {
    Folder root;
    spool::Spool spool(root.path / "spool");
    REQUIRE(spool.open().ok());
    std::ofstream(spool.incoming() / "strange.job") << "not a job";
    const std::string key = put(spool, "a", "%PDF-1.7 the contract", 1);
    std::fstream file(spool.incoming() / (key + ".job"), std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(-1, std::ios::end);
    file.put('X');
    file.close();
    // A link leads nowhere, and is no document; but what cannot be opened is not put aside.
    fs::create_symlink("/etc/passwd", spool.incoming() / "link.job");
    CHECK(keys_in(spool) == std::vector{key});
    CHECK(fs::exists(spool.held() / "strange.job"));
    CHECK(fs::is_symlink(spool.incoming() / "link.job"));
    const auto data = spool.open_document(key);
    REQUIRE_FALSE(data.ok());
    CHECK(data.error().code == ErrorCode::InvalidInput);
    fs::resize_file(spool.incoming() / (key + ".job"), fs::file_size(spool.incoming() / (key + ".job")) - 3);
    CHECK(spool.open_document(key).error().code == ErrorCode::InvalidInput);
}

TEST_CASE("what a dead writer left behind goes, what a living one writes stays", "[printing][spool]") {
    Folder root;
    spool::Spool spool(root.path / "spool");
    REQUIRE(spool.open().ok());
    const auto made = [&](const char* name, bool old) {
        const fs::path file = spool.incoming() / name;
        std::ofstream(file) << "half";
        if (old) fs::last_write_time(file, fs::file_time_type::clock::now() - 2min);
        return file;
    };
    const fs::path dead = made(".unfinished-dead01", true);
    const fs::path young = made(".unfinished-young1", false);
    const fs::path alive = made(".unfinished-alive1", true);
    const runtime::Descriptor writer(::open(alive.c_str(), O_RDONLY | O_CLOEXEC));
    REQUIRE(::flock(writer.get(), LOCK_EX) == 0);
    REQUIRE(spool.open().ok());
    CHECK_FALSE(fs::exists(dead));
    CHECK(fs::exists(young));
    CHECK(fs::exists(alive));
}

TEST_CASE("a backend that asks gets the forwarder's sentence, before and after it is known", "[printing][socket]") {
    Folder root;
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

TEST_CASE("a conversation ends with its answer although another thread polls it", "[printing][socket]") {
    Folder root;
    Switchboard board;
    const fs::path path = root.path / "s";
    REQUIRE(board.open(path).ok());
    const runtime::Descriptor backend(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path.native().copy(address.sun_path, sizeof address.sun_path - 1);
    REQUIRE(::connect(backend.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
    REQUIRE(::send(backend.get(), "key\n", 4, 0) == 4);
    const timeval patience{5, 0};
    REQUIRE(::setsockopt(backend.get(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience) == 0);
    board.accept_callers();
    REQUIRE(board.callers().size() == 1);
    pollfd watched{board.callers().front(), POLLIN, 0};
    board.read_question(watched.fd);
    std::thread forwarder([&] { ::poll(&watched, 1, 10'000); });
    std::this_thread::sleep_for(50ms);
    board.answer("key", {DeliveryReport::Outcome::Delivered, "Draft ready.", {}});
    std::array<char, 256> block{};
    CHECK(::recv(backend.get(), block.data(), block.size(), 0) > 0);
    CHECK(::recv(backend.get(), block.data(), block.size(), 0) == 0);  // the end, not the end of patience
    forwarder.join();
}

TEST_CASE("a burst does not wait for its drafts, one document more after a pause does", "[printing][socket]") {
    Folder root;
    Switchboard board(1s);
    REQUIRE(board.open(root.path / "s").ok());
    std::atomic<bool> over = false;
    std::thread server([&] {
        while (!over) {
            board.accept_callers();
            for (const int fd : board.callers()) board.read_question(fd);
            std::this_thread::sleep_for(1ms);
        }
    });
    const auto waited = [&](const char* key, spool::Asker asker = spool::Asker::HoldsQueue) {
        std::this_thread::sleep_for(20ms);  // a scheduler needs as long to start a backend
        const auto start = std::chrono::steady_clock::now();
        CHECK_FALSE(spool::ask_forwarder(root.path / "s", key, 300ms, asker).has_value());
        return std::chrono::steady_clock::now() - start >= 250ms;
    };
    for (int i = 0; i < 2; ++i) {
        CHECK(waited("slow"));
        std::this_thread::sleep_for(1200ms);  // no burst
    }
    CHECK(waited("slow"));
    for (int i = 0; i < 2; ++i) CHECK(waited("slow"));
    CHECK_FALSE(waited("slow"));
    CHECK(waited("slow", spool::Asker::HoldsNothing));
    board.answer("fast", {DeliveryReport::Outcome::Delivered, "Draft ready.", {}});
    CHECK(spool::ask_forwarder(root.path / "s", "fast", 300ms, spool::Asker::HoldsQueue).has_value());
    std::this_thread::sleep_for(1200ms);
    CHECK(waited("slow"));
    over = true;
    server.join();
}

TEST_CASE("a document that comes in again is answered anew", "[printing][socket]") {
    Folder root;
    Switchboard board;
    REQUIRE(board.open(root.path / "s").ok());
    board.answer("key", {DeliveryReport::Outcome::Delivered, "Draft ready.", {}});
    board.expect("key");
    std::thread server([&] {
        for (int i = 0; i < 40; ++i) {
            board.accept_callers();
            for (const int fd : board.callers()) board.read_question(fd);
            if (i == 10) board.answer("key", {DeliveryReport::Outcome::Delivered, "Already delivered as draft 1.", {}});
            std::this_thread::sleep_for(5ms);
        }
    });
    const auto answer = spool::ask_forwarder(root.path / "s", "key", 2s);
    CHECK_FALSE(board.take_notice());
    spool::tell_given_back(root.path / "s");
    server.join();
    REQUIRE(answer.has_value());
    CHECK(answer->find("WARNING: Already delivered as draft 1.") != std::string::npos);
    CHECK(board.take_notice());
    CHECK_FALSE(board.take_notice());
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
