#include "converters.hpp"

#include <catch2/catch.hpp>

#include <filesystem>

#include "support.hpp"

using namespace quillport;
using namespace quillport::test;
namespace fs = std::filesystem;

TEST_CASE("the doctor finds every converter that is installed", "[formats][golden][doctor]") {
    const auto found = daemon::try_converters(client());
    CHECK(found.size() == 6);
    for (const daemon::Converter& converter : found) {
        CAPTURE(converter.reads);
        CHECK(converter.wrong.empty());
    }
}

TEST_CASE("the doctor names what is missing and what to install", "[formats][golden][doctor]") {
    // A worker beside which neither the office nor the reader of pictures lies.
    const fs::path alone = fs::path(QUILLPORT_BINARY_DIR) / "golden" / "alone";
    fs::remove_all(alone);
    fs::create_directories(alone);
    fs::create_hard_link(QUILLPORT_BINARY_DIR "/bin/quillport-worker", alone / "quillport-worker");
    worker::Client worker(alone / "quillport-worker");
    std::vector<std::string> wrong;
    for (const daemon::Converter& converter : daemon::try_converters(worker)) wrong.push_back(converter.wrong);
    REQUIRE(wrong.size() == 6);
    CHECK(wrong[0].empty());
    CHECK(wrong[1].empty());
    CHECK(wrong[2] == "refused; install libreoffice-writer");
    CHECK(wrong[3] == "refused; install libreoffice-calc");
    CHECK(wrong[4] == "refused; install libreoffice-impress");
    CHECK(holds(wrong[5], "cannot be read here"));
    CHECK(holds(wrong[5], "; install tesseract-ocr-eng"));
}
