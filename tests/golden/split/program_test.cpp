#include <catch2/catch.hpp>
#include <filesystem>

#include "quillport/runtime/file.hpp"
#include "tools.hpp"

using namespace quillport;
using test::run_tool;

namespace {

const std::string kProgram = QUILLPORT_BINARY_DIR "/bin/quillport-split";
const std::string kPrint = QUILLPORT_SOURCE_DIR "/tests/corpus/split/letters40.pdf";

}  // namespace

TEST_CASE("a dry run shows parts with pages, key and title, and writes nothing", "[split][golden]") {
    const auto shown = run_tool({kProgram, "--rule", "text:Reference: (AB-\\d+)", kPrint});
    CHECK(shown.exit_code == 0);
    // {{split}} starts a document too.
    CHECK(shown.output.find("   3  pages 5 to 6  Reference: AB-1  [AB-1]\n") != std::string::npos);
    const auto json =
        run_tool({kProgram, "--json", "--rule", "pages:70", QUILLPORT_SOURCE_DIR "/tests/corpus/split/scan_keys.pdf"});
    CHECK(json.output ==
          "{\"documents\":[{\"first\":1,\"last\":6,\"key\":\"\",\"title\":\"\"}],\"left_out\":[],\"whole_because\":\"\","
          "\"loses_attachments\":false}\n");
}

TEST_CASE("the documents are written under their titles", "[split][golden]") {
    test::TemporaryFolder folder;
    std::filesystem::create_directory(folder / "out");
    const auto written = run_tool({kProgram, "--rule", "bookmark", "--out", folder / "out", kPrint});
    REQUIRE(written.exit_code == 0);
    CHECK(written.output.find("-> 07 Letter 7.pdf\n") != std::string::npos);
    CHECK(std::distance(std::filesystem::directory_iterator(folder / "out"), {}) == 40);
    CHECK(run_tool({"pdftotext", "-raw", folder / "out/07 Letter 7.pdf", "-"}).output.starts_with("Letter 7\n"));
    // From a pipe, and a file that stays whole, are written too.
    std::filesystem::create_directory(folder / "whole");
    const auto data = runtime::read_file(QUILLPORT_SOURCE_DIR "/tests/corpus/split/scan_keys.pdf").value();
    CHECK(run_tool({kProgram, "--out", folder / "whole", "-"}, std::string(text_of(data))).exit_code == 0);
    CHECK(runtime::read_file(folder / "whole/1.pdf").value() == data);
}

TEST_CASE("what cannot be used ends with 2", "[split][golden]") {
    for (const std::vector<std::string>& words : {std::vector<std::string>{kProgram},
                                                  {kProgram, "--rule", "pages:0", kPrint},
                                                  {kProgram, "--rule", "text:(", kPrint},
                                                  {kProgram, "--rule"},
                                                  {kProgram, kPrint, kPrint},
                                                  {kProgram, "--frob", kPrint},
                                                  {kProgram, "/nowhere.pdf"},
                                                  {kProgram, "--out", "/nowhere/at/all", kPrint},
                                                  {kProgram, QUILLPORT_SOURCE_DIR "/CHANGELOG.md"}}) {
        const auto ended = run_tool(words);
        CHECK(ended.exit_code == 2);
        CHECK(ended.output.empty());
    }
    CHECK(run_tool({kProgram, "--help"}).output.find("page-one") != std::string::npos);
}
