#include <catch2/catch.hpp>
#include <fstream>
#include <string>

#include "corpus.hpp"
#include "tools.hpp"

using namespace quillport::test;

namespace {

const std::string kProgram = std::string(QUILLPORT_BINARY_DIR) + "/bin/quillport-tags";
const std::string kContract = std::string(QUILLPORT_SOURCE_DIR) + "/tests/corpus/tags/lo/lo13_contract1p.pdf";

}  // namespace

TEST_CASE("quillport-tags prints the same for a file and for standard input", "[tags][program]") {
    const ToolResult file = run_tool({kProgram, kContract});
    CHECK(file.exit_code == 0);
    CHECK(file.output.rfind("{\"pages\":[{\"width\":595.3", 0) == 0);
    CHECK(file.output.find("\"text\":\"{{sig:s002}}\"") != std::string::npos);
    const ToolResult standard = run_tool({kProgram, "-"}, read_file(kContract));
    CHECK(standard.exit_code == 0);
    CHECK(standard.output == file.output);
}

TEST_CASE("quillport-tags writes the document without its tags", "[tags][program]") {
    const TemporaryFolder folder;
    const std::string out = (folder / "out.pdf").string();
    CHECK(run_tool({kProgram, "--dialect", "quillport", "--erase", out, kContract}).exit_code == 0);
    const ToolResult again = run_tool({kProgram, out});
    CHECK(again.exit_code == 0);
    CHECK(again.output.find("\"tags\":[],\"problems\":[]") != std::string::npos);
    CHECK(run_tool({"pdftotext", out, "-"}).output.find("{{") == std::string::npos);
}

TEST_CASE("quillport-tags ends with 2 and says nothing on standard output when it cannot work", "[tags][program]") {
    const TemporaryFolder folder;
    std::ofstream(folder / "letter.txt") << "Dear Sir or Madam";
    std::ofstream(folder / "bad.conf") << "colour = blue\n";
    const std::vector<std::vector<std::string>> commands{
        {kProgram},
        {kProgram, "--colour", kContract},
        {kProgram, "--dialect"},
        {kProgram, "--dialect", "runes", kContract},
        {kProgram, "--config", (folder / "bad.conf").string(), kContract},
        {kProgram, kContract, kContract},
        {kProgram, (folder / "missing.pdf").string()},
        {kProgram, (folder / "letter.txt").string()},
        {kProgram, "--erase", (folder / "no/such/folder.pdf").string(), kContract},
    };
    for (const auto& command : commands) {
        INFO(command.back());
        const ToolResult result = run_tool(command);
        CHECK(result.exit_code == 2);
        CHECK(result.output.empty());
    }
}

TEST_CASE("quillport-tags helps and tells its version", "[tags][program]") {
    CHECK(run_tool({kProgram, "--help"}).output.find("--erase OUT.pdf") != std::string::npos);
    CHECK(run_tool({kProgram, "--version"}).output.rfind("quillport-tags ", 0) == 0);
}

TEST_CASE("the configuration chooses the languages", "[tags][program]") {
    const TemporaryFolder folder;
    std::ofstream(folder / "it.conf") << "# Italian only\nlanguages = it\n";
    const ToolResult result = run_tool({kProgram, "--config", (folder / "it.conf").string(), kContract});
    CHECK(result.exit_code == 0);
}

TEST_CASE("an encrypted document is refused, unless everybody may open it", "[tags][program]") {
    const TemporaryFolder folder;
    const std::string locked = (folder / "locked.pdf").string();
    const std::string open = (folder / "open.pdf").string();
    REQUIRE(run_tool({"qpdf", "--encrypt", "user", "owner", "256", "--", kContract, locked}).exit_code == 0);
    REQUIRE(run_tool({"qpdf", "--encrypt", "", "owner", "256", "--", kContract, open}).exit_code == 0);
    CHECK(run_tool({kProgram, locked}).exit_code == 2);
    CHECK(run_tool({kProgram, open}).output == run_tool({kProgram, kContract}).output);
    CHECK(run_tool({kProgram, "--erase", (folder / "out.pdf").string(), open}).exit_code == 2);
}
