#include <fstream>
#include <thread>

#include "database.hpp"
#include "quillport/runtime/digest.hpp"

using namespace quillport;
using namespace quillport::store;
using namespace quillport::store::test;

namespace {
Blobs open(const TemporaryFolder& folder) {
    auto blobs = Blobs::open(folder.path() / "blobs");
    REQUIRE(blobs.ok());
    return std::move(blobs).value();
}
}  // namespace

TEST_CASE("a blob comes back by the hash of its content, also after a restart", "[store][blobs]") {
    const TemporaryFolder folder;
    const std::string text("bytes\0with\xff", 11);
    const auto ref = open(folder).put(bytes_of(text));
    REQUIRE(ref.ok());
    CHECK(ref.value().sha256 == runtime::sha256_hex(bytes_of(text)));
    CHECK(ref.value().size == 11);
    const Blobs again = open(folder);
    const auto back = again.get(ref.value().sha256);
    REQUIRE(back.ok());
    CHECK(text_of(back.value()) == text);
    const auto path = again.path(ref.value().sha256);
    REQUIRE(path.ok());
    CHECK(std::filesystem::file_size(path.value()) == 11);
    CHECK(error_of(again.get(ref.value().sha256, 10)) == ErrorCode::TooLarge);
}

TEST_CASE("the same content is kept once and never written again", "[store][blobs]") {
    const TemporaryFolder folder;
    const Blobs blobs = open(folder);
    const auto first = blobs.put(bytes_of("same"));
    REQUIRE(first.ok());
    const auto path = blobs.path(first.value().sha256).value();
    const auto inode = [&] { return std::filesystem::last_write_time(path); };
    const auto before = inode();
    std::vector<std::thread> threads;
    for (int t = 0; t < 8; ++t) threads.emplace_back([&] { (void)blobs.put(bytes_of("same")); });
    for (auto& thread : threads) thread.join();
    CHECK(inode() == before);
    CHECK((std::filesystem::status(path).permissions() & std::filesystem::perms(0777)) == std::filesystem::perms(0400));
}

TEST_CASE("a blob that was changed on disk is noticed", "[store][blobs]") {
    const TemporaryFolder folder;
    const Blobs blobs = open(folder);
    const auto ref = blobs.put(bytes_of("original")).value();
    const auto path = blobs.path(ref.sha256).value();
    std::filesystem::permissions(path, std::filesystem::perms(0600));
    std::ofstream(path, std::ios::binary) << "0riginal";
    CHECK(error_of(blobs.get(ref.sha256)) == ErrorCode::Internal);
}

TEST_CASE("names that are none never reach the file system", "[store][blobs]") {
    const TemporaryFolder folder;
    const Blobs blobs = open(folder);
    for (const std::string& name :
         std::vector<std::string>{"", "ab", "../../../../etc/passwd", std::string(64, 'A'), std::string(63, 'a') + "/"}) {
        CHECK(error_of(blobs.get(name)) == ErrorCode::InvalidInput);
        CHECK(error_of(blobs.path(name)) == ErrorCode::InvalidInput);
    }
    CHECK(error_of(blobs.get(std::string(64, 'a'))) == ErrorCode::NotFound);
    CHECK(error_of(blobs.path(std::string(64, 'a'))) == ErrorCode::NotFound);
}
