#include "support.hpp"

#include <unistd.h>

#include <array>
#include <catch2/catch.hpp>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "quillport/runtime/file.hpp"

namespace quillport::test {
namespace {

namespace fs = std::filesystem;

/// A file that goes away.
class TemporaryFile {
  public:
    explicit TemporaryFile(BytesView content) {
        const int fd = ::mkstemp(path_.data());
        REQUIRE(fd >= 0);
        const runtime::Descriptor file(fd);
        REQUIRE(runtime::write_all(file.get(), content).ok());
    }
    ~TemporaryFile() { fs::remove(path_); }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    [[nodiscard]] const std::string& path() const noexcept { return path_; }

  private:
    std::string path_ = "/tmp/quillport-converted-XXXXXX";
};

struct Run {
    int status = -1;
    std::string output;
};

Run run(const std::string& command) {
    Run result;
    std::FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
    REQUIRE(pipe != nullptr);
    std::array<char, 4096> part{};
    while (const std::size_t got = std::fread(part.data(), 1, part.size(), pipe)) result.output.append(part.data(), got);
    result.status = ::pclose(pipe);
    return result;
}

}  // namespace

Bytes printed(const std::string& name) {
    auto read = runtime::read_file(QUILLPORT_SOURCE_DIR "/tests/corpus/print/" + name);
    REQUIRE(read.ok());
    return std::move(read).value();
}

worker::Client& client() {
    using namespace std::chrono_literals;
    static worker::Client only(QUILLPORT_BINARY_DIR "/bin/quillport-worker", {.wall = 120s, .conversion_wall = 120s});
    return only;
}

Bytes converted(BytesView document) {
    const auto what = client().recognise(document);
    REQUIRE(what.ok());
    INFO(row_of(what.value().format).name);
    auto pdf = client().convert(document, what.value());
    if (!pdf.ok()) FAIL(pdf.error().what << " " << pdf.error().detail);
    const TemporaryFile file(pdf.value());
    const Run checked = run("qpdf --check " + file.path());
    INFO(checked.output);
    CHECK(checked.status == 0);
    return std::move(pdf).value();
}

std::string printed_file_as_grey(const std::string& name, int dpi) {
    const Run drawn =
        run("pdftoppm -gray -f 1 -l 1 -r " + std::to_string(dpi) + " " QUILLPORT_SOURCE_DIR "/tests/corpus/print/" + name);
    REQUIRE(drawn.status == 0);
    return drawn.output;
}

std::string text_in(BytesView pdf, const std::string& options) {
    const TemporaryFile file(pdf);
    const Run text = run("pdftotext -enc UTF-8 " + options + " " + file.path() + " -");
    REQUIRE(text.status == 0);
    return text.output;
}

int pages_in(BytesView pdf) {
    const auto found = client().inspect(pdf);
    REQUIRE(found.ok());
    return static_cast<int>(found.value().found.pages.size());
}

std::vector<std::string> tags_in(BytesView pdf) {
    const auto found = client().inspect(pdf);
    if (!found.ok()) FAIL(found.error().what << " " << found.error().detail);
    std::vector<std::string> texts;
    for (const Tag& tag : found.value().found.tags) texts.push_back(tag.text);
    return texts;
}

}  // namespace quillport::test
