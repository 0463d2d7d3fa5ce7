#include <catch2/catch.hpp>

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "quillport/runtime/copy.hpp"

using namespace quillport;
using namespace quillport::runtime;

TEST_CASE("a file is copied and hashed in one go", "[runtime][file]") {
    Bytes data(300'000);
    for (std::size_t i = 0; i < data.size(); ++i) data[i] = static_cast<std::byte>(i * 7 + i / 251);
    const auto from = memory_file(data, "from");
    auto to = Descriptor(::memfd_create("to", MFD_CLOEXEC));
    REQUIRE(from.ok());
    REQUIRE(write_all(to.get(), bytes_of("head")).ok());
    DigestStream digest(DigestAlgorithm::Sha384);
    REQUIRE(copy_hashed(from.value(), to, digest).ok());
    const auto copied = read_all(to);
    REQUIRE(copied.ok());
    CHECK(text_of(copied.value()).substr(0, 4) == "head");
    CHECK(std::equal(data.begin(), data.end(), copied.value().begin() + 4, copied.value().end()));
    CHECK(digest.size() == data.size());
    CHECK(digest.finish() == digest_of(DigestAlgorithm::Sha384, data));
}

TEST_CASE("a copy that cannot be made is told", "[runtime][file]") {
    const auto from = memory_file(bytes_of("abc"), "from");
    DigestStream digest;
    CHECK_FALSE(copy_hashed(from.value(), Descriptor(::open("/dev/null", O_RDONLY | O_CLOEXEC)), digest).ok());
    CHECK(copy_hashed(from.value(), Descriptor(::open("/dev/full", O_WRONLY | O_CLOEXEC)), digest).error().code ==
          ErrorCode::NoSpace);
    CHECK_FALSE(copy_hashed(Descriptor(::open("/", O_RDONLY | O_CLOEXEC)), from.value(), digest).ok());
}
