#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <fstream>
#include <string>

#include "corpus.hpp"
#include "quillport/tags/detect.hpp"
#include "quillport/tags/erase.hpp"
#include "tools.hpp"

using namespace quillport;
using quillport::test::CorpusFile;
using quillport::test::GreyPage;

namespace {

constexpr int kMaxRenderedPages = 3;
constexpr int kDpi = 150;
constexpr double kPoint = 72.0 / kDpi;     ///< points a pixel
constexpr double kMaxRenderedSize = 3000;  ///< a page of 5 m by 5 m has nothing that the others have not

struct ErasedFile {
    Detection found;
    tags::EraseResult result;
};

ErasedFile erase_file(const CorpusFile& file) {
    const std::string data = test::read_file(file.path);
    auto document = pdf::Document::open(bytes_of(data));
    REQUIRE(document.ok());
    ErasedFile out;
    out.found = tags::detect(document.value()).value();
    auto erased = tags::erase(document.value(), out.found);
    REQUIRE(erased.ok());
    out.result = std::move(erased).value();
    return out;
}

bool stays(const ErasedFile& file, const Tag& tag) {
    return std::any_of(file.result.not_erased.begin(), file.result.not_erased.end(),
                       [&](const TagProblem& problem) { return problem.text == tag.text && problem.page == tag.page; });
}

/// Pixels that differ outside the places where tags were.
int changed_outside(const GreyPage& before, const GreyPage& after, const Detection& found, int page) {
    REQUIRE(before.pixels.size() == after.pixels.size());
    const double height = found.pages[static_cast<std::size_t>(page) - 1].height;
    int changed = 0;
    for (int row = 0; row < before.height; ++row) {
        for (int column = 0; column < before.width; ++column) {
            const std::size_t at =
                static_cast<std::size_t>(row) * static_cast<std::size_t>(before.width) + static_cast<std::size_t>(column);
            if (std::abs(before.pixels[at] - after.pixels[at]) <= 8) continue;
            const double x = column * kPoint;
            const double y = row * kPoint;
            const bool inside = std::any_of(found.tags.begin(), found.tags.end(), [&](const Tag& tag) {
                const double side = 0.35 * tag.font_size + 1;
                return tag.page == page && std::any_of(tag.pieces.begin(), tag.pieces.end(), [&](const Rect& r) {
                           return x + 1 > r.x0 - side && x < r.x1 + side && height - y > r.y0 - side &&
                                  height - y - 1 < r.y1 + side;
                       });
            });
            if (!inside) ++changed;
        }
    }
    return changed;
}

void check_erased(const CorpusFile& file, int& erased, int& left) {
    INFO(file.name);
    if (test::run_tool({"qpdf", "--is-encrypted", file.path.string()}).exit_code == 0) return;  // refused, see program.cpp
    const ErasedFile out = erase_file(file);
    const test::TemporaryFolder folder;
    const auto path = folder / "erased.pdf";
    std::ofstream(path, std::ios::binary) << text_of(out.result.pdf);
    CHECK(test::run_tool({"qpdf", "--check", path.string()}).exit_code == 0);
    const std::string flowing = test::bare(test::run_tool({"pdftotext", path.string(), "-"}).output);
    const std::string raw = test::bare(test::run_tool({"pdftotext", "-raw", path.string(), "-"}).output);
    const std::string other = test::bare(test::run_tool({"mutool", "draw", "-q", "-F", "txt", path.string()}).output);
    const std::string source = test::run_tool({"qpdf", "--qdf", "--object-streams=disable", path.string(), "-"}).output;
    for (const Tag& tag : out.found.tags) {
        if (stays(out, tag)) {
            ++left;
            continue;
        }
        ++erased;
        INFO(tag.text);
        if (file.name != "t05_xobjects_annots") {  // the same words stand in its comments, which are told and stay
            CHECK(flowing.find(test::bare(tag.text)) == std::string::npos);
            CHECK(other.find(test::bare(tag.text)) == std::string::npos);
            CHECK(source.find(tag.text) == std::string::npos);
        }
        CHECK(raw.find(test::bare(tag.text)) == std::string::npos);
    }
    const int pages = std::min(static_cast<int>(out.found.pages.size()), kMaxRenderedPages);
    for (int page = 1; page <= pages; ++page) {
        if (out.found.pages[static_cast<std::size_t>(page) - 1].width > kMaxRenderedSize) continue;
        CHECK(changed_outside(test::render(file.path, page, kDpi), test::render(path, page, kDpi), out.found, page) == 0);
    }
}

}  // namespace

TEST_CASE("erased documents of LibreOffice hold no rest and look the same elsewhere", "[tags][erase][golden]") {
    int erased = 0;
    int left = 0;
    for (const CorpusFile& file : test::corpus("lo")) check_erased(file, erased, left);
    CHECK(erased >= 231);
    CHECK(left == 0);
}

TEST_CASE("erased documents of other producers hold no rest and look the same elsewhere", "[tags][erase][golden]") {
    for (const std::string& producer : test::producers()) {
        if (producer == "lo" || producer == "trap") continue;
        INFO(producer);
        int erased = 0;
        int left = 0;
        for (const CorpusFile& file : test::corpus(producer)) check_erased(file, erased, left);
        CHECK(erased > 0);
        CHECK(left == 0);
    }
}

TEST_CASE("erased traps hold no rest and look the same elsewhere", "[tags][erase][golden]") {
    int erased = 0;
    int left = 0;
    for (const CorpusFile& file : test::corpus("trap")) check_erased(file, erased, left);
    CHECK(erased >= 84);
    CHECK(left == 1);  // letters that are a clipping path are refused
}
