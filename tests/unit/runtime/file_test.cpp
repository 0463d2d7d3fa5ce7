#include <catch2/catch.hpp>

#include <fcntl.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <filesystem>

#include "in_child.hpp"
#include "quillport/runtime/file.hpp"
#include "quillport/runtime/random.hpp"

using namespace quillport;
using namespace quillport::runtime;
namespace fs = std::filesystem;

namespace {

/// A folder of its own for each test.
class Folder {
  public:
    Folder() {
        SystemRandom random;
        path_ = fs::temp_directory_path() / ("quillport-" + new_id(random));
        fs::create_directory(path_);
    }
    ~Folder() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    [[nodiscard]] fs::path operator/(const std::string& name) const { return path_ / name; }
    [[nodiscard]] const fs::path& path() const { return path_; }
    [[nodiscard]] std::size_t files() const {
        return static_cast<std::size_t>(std::distance(fs::directory_iterator(path_), fs::directory_iterator()));
    }

  private:
    fs::path path_;
};

std::string content(const fs::path& path) { return std::string(text_of(read_file(path).value())); }

}  // namespace

TEST_CASE("what is written durably is read back whole, with the mode asked for", "[runtime][file]") {
    const Folder folder;
    REQUIRE(write_durably(folder / "a", bytes_of("first"), 0640).ok());
    CHECK(content(folder / "a") == "first");
    struct stat about {};
    REQUIRE(::stat((folder / "a").c_str(), &about) == 0);
    CHECK((about.st_mode & 0777U) == 0640U);
    REQUIRE(write_durably(folder / "a", bytes_of("second")).ok());
    CHECK(content(folder / "a") == "second");
    REQUIRE(write_durably(folder / "empty", {}).ok());
    CHECK(content(folder / "empty").empty());
    REQUIRE(write_durably(folder / std::string(255, 'n'), bytes_of("x")).ok());
    CHECK(folder.files() == 3);
}

TEST_CASE("writing where nothing can be written is an error and leaves nothing", "[runtime][file]") {
    const Folder folder;
    CHECK(write_durably(folder / "missing/a", bytes_of("x")).error().code == ErrorCode::NotFound);
    REQUIRE(write_durably(folder / "file", bytes_of("x")).ok());
    CHECK(write_durably(folder / "file/a", bytes_of("x")).error().code == ErrorCode::NotFound);
    fs::create_directory(folder / "folder");
    CHECK_FALSE(write_durably(folder / "folder", bytes_of("x")).ok());
    CHECK(folder.files() == 2);
    if (::geteuid() != 0) {
        fs::permissions(folder.path(), fs::perms::owner_read | fs::perms::owner_exec);
        CHECK(write_durably(folder / "a", bytes_of("x")).error().code == ErrorCode::Forbidden);
        fs::permissions(folder.path(), fs::perms::owner_all);
    }
}

TEST_CASE("a full disk leaves the old file as it was and no other", "[runtime][file]") {
    const Folder folder;
    const bool mounted = ::mount("none", folder.path().c_str(), "tmpfs", 0, "size=64k") == 0;
    REQUIRE(write_durably(folder / "a", bytes_of("old")).ok());
    const Bytes large(100'000, std::byte{'x'});
    if (mounted) {
        CHECK(write_durably(folder / "a", large).error().code == ErrorCode::NoSpace);
    } else {
        // Without root a limit on the size of files stands for the full disk.
        CHECK(test::in_child([&] {
                  std::signal(SIGXFSZ, SIG_IGN);
                  const struct rlimit small { 4096, 4096 };
                  ::setrlimit(RLIMIT_FSIZE, &small);
                  const auto written = write_durably(folder / "a", large);
                  return !written.ok() && written.error().code == ErrorCode::NoSpace ? 0 : 1;
              }) == 0);
    }
    CHECK(content(folder / "a") == "old");
    CHECK(folder.files() == 1);
    if (mounted) ::umount(folder.path().c_str());
}

TEST_CASE("a process killed while writing leaves the old file or the new one, never half of one", "[runtime][file]") {
    const Folder folder;
    const std::string old_text(300'000, 'o'), new_text(300'000, 'n');
    for (int round = 0; round < 30; ++round) {
        REQUIRE(write_durably(folder / "a", bytes_of(old_text)).ok());
        const pid_t child = ::fork();
        if (child == 0) {
            while (write_durably(folder / "a", bytes_of(new_text)).ok()) {
            }
            ::_exit(1);
        }
        ::usleep(static_cast<useconds_t>(500 + 700 * round));
        ::kill(child, SIGKILL);
        ::waitpid(child, nullptr, 0);
        const std::string found = content(folder / "a");
        CHECK((found == old_text || found == new_text));
    }
}

TEST_CASE("reading knows missing, too large and forbidden files apart", "[runtime][file]") {
    const Folder folder;
    CHECK(read_file(folder / "none").error().code == ErrorCode::NotFound);
    REQUIRE(write_durably(folder / "a", bytes_of("12345")).ok());
    CHECK(read_file(folder / "a", 5).ok());
    CHECK(read_file(folder / "a", 4).error().code == ErrorCode::TooLarge);
    CHECK(read_file(folder.path()).error().code == ErrorCode::Internal);
    // A file that says it is empty and is not.
    CHECK(read_file("/proc/self/status").value().size() > 100);
    CHECK(read_file("/proc/self/status", 10).error().code == ErrorCode::TooLarge);
}

TEST_CASE("removing makes a file go away, and a missing one is no error", "[runtime][file]") {
    const Folder folder;
    REQUIRE(write_durably(folder / "a", bytes_of("x")).ok());
    CHECK(remove_durably(folder / "a").ok());
    CHECK(folder.files() == 0);
    CHECK(remove_durably(folder / "a").ok());
}

TEST_CASE("a file in memory cannot be changed by who receives it", "[runtime][file]") {
    auto file = memory_file(bytes_of("document"), "test");
    REQUIRE(file.ok());
    CHECK(text_of(read_all(file.value()).value()) == "document");
    CHECK(::pwrite(file.value().get(), "X", 1, 0) < 0);
    CHECK(::ftruncate(file.value().get(), 0) < 0);
    CHECK(read_all(file.value(), 3).error().code == ErrorCode::TooLarge);
    CHECK(text_of(read_all(file.value()).value()) == "document");
}

TEST_CASE("a descriptor closes itself once", "[runtime][file]") {
    const int fd = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    {
        Descriptor first(fd);
        Descriptor second(std::move(first));
        CHECK(second.get() == fd);
        Descriptor third;
        third = std::move(second);
        CHECK(third.valid());
    }
    CHECK(::fcntl(fd, F_GETFD) == -1);
    CHECK(error_from_errno(EDQUOT, "x").code == ErrorCode::NoSpace);
}
