#include <catch2/catch.hpp>

#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <set>

#include "quillport/runtime/file.hpp"
#include "quillport/worker/client.hpp"

using namespace quillport;
using namespace quillport::worker;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;
namespace fs = std::filesystem;

namespace {

const std::string kWorker = QUILLPORT_BINARY_DIR "/bin/quillport-worker";
const std::string kContract = QUILLPORT_SOURCE_DIR "/tests/corpus/tags/lo/lo13_contract1p.pdf";

/// The hostile documents, written once for this program.
class Hostile {
  public:
    Hostile() : folder_(fs::temp_directory_path() / ("quillport-hostile-" + std::to_string(::getpid()))) {
        fs::create_directory(folder_);
        const std::string command =
            "/usr/bin/python3 " QUILLPORT_SOURCE_DIR "/tests/fault/hostile.py " + folder_.string() + " worker";
        REQUIRE(std::system(command.c_str()) == 0);
    }
    ~Hostile() { fs::remove_all(folder_); }
    Hostile(const Hostile&) = delete;
    Hostile& operator=(const Hostile&) = delete;
    [[nodiscard]] std::set<fs::path> files() const { return {fs::directory_iterator(folder_), fs::directory_iterator()}; }

  private:
    fs::path folder_;
};

/// One line of what became of it, for the reader of the test's output.
template <typename T>
std::string outcome(const Result<T>& result) {
    if (result.ok()) return "ok";
    return std::string(name_of(result.error().code)) + (result.error().detail.empty() ? "" : "/" + result.error().detail);
}

template <typename T>
void check_is_clear(const Result<T>& result, Clock::time_point start, Clock::duration wall) {
    CHECK(Clock::now() - start < wall + 1500ms);
    if (result.ok()) return;
    CHECK_FALSE(result.error().what.empty());
    const std::set<ErrorCode> expected{ErrorCode::Timeout, ErrorCode::TooLarge, ErrorCode::Unsupported, ErrorCode::InvalidInput,
                                       ErrorCode::Internal};
    CHECK(expected.count(result.error().code) == 1);
}

}  // namespace

TEST_CASE("a hostile document ends within the limits with a clear error, and the next one is served", "[worker][hostile]") {
    const Hostile hostile;
    constexpr auto kWall = 2000ms;
    Client client(kWorker, {.wall = kWall, .memory = std::uint64_t{300} << 20U});
    const Bytes contract = runtime::read_file(kContract).value();
    REQUIRE(client.inspect(contract).ok());
    for (const fs::path& path : hostile.files()) {
        const Bytes pdf = runtime::read_file(path).value();
        INFO(path.filename());
        auto start = Clock::now();
        const auto inspection = client.inspect(pdf);
        check_is_clear(inspection, start, kWall);
        start = Clock::now();
        const auto image = client.page_image(pdf, 1, 72);
        check_is_clear(image, start, kWall);
        start = Clock::now();
        const auto text = client.page_text(pdf, 1);
        check_is_clear(text, start, kWall);
        start = Clock::now();
        Field field;
        field.name = "signature_1";
        field.type = FieldType::Signature;
        field.role = "1";
        field.box = {72, 72, 172, 102};
        const auto prepared = client.prepare(pdf, inspection.ok() ? inspection.value().found : Detection{}, {field}, {"1"});
        check_is_clear(prepared, start, kWall);
        std::cout << path.stem().string() << ": inspect " << outcome(inspection) << ", image " << outcome(image) << ", text "
                  << outcome(text) << ", prepare " << outcome(prepared) << "\n";
        const auto next = client.inspect(contract);
        REQUIRE(next.ok());
        CHECK_FALSE(next.value().found.tags.empty());
    }
}
