#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <set>
#include <string>
#include <vector>

#include "corpus.hpp"
#include "quillport/tags/detect.hpp"

using namespace quillport;
using quillport::test::CorpusFile;
using quillport::test::TrueTag;

namespace {

struct Score {
    int wanted = 0, found = 0;
    int measured = 0, close = 0;  ///< tags whose box was compared, and those within the tolerance
    std::vector<std::string> missed, far;
};

Detection detect_file(const CorpusFile& file) {
    const std::string data = test::read_file(file.path);
    auto document = pdf::Document::open(bytes_of(data));
    INFO(file.name);
    REQUIRE(document.ok());
    auto found = tags::detect(document.value());
    REQUIRE(found.ok());
    return std::move(found).value();
}

Rect around(const std::vector<Rect>& pieces) {
    Rect box = pieces.front();
    for (const Rect& piece : pieces) box = united(box, piece);
    return box;
}

/// Ends of the ink against ends of the advance boxes, which hold the side bearings of the braces too.
double box_error(const Tag& tag, const TrueTag& truth, double page_height) {
    const Rect box = around(tag.pieces);
    const Rect ink{truth.ink.x0, page_height - truth.ink.y1, truth.ink.x1, page_height - truth.ink.y0};
    const bool turned = tag.rotation == 90 || tag.rotation == 270;
    return turned ? std::max(std::fabs(box.y0 - ink.y0), std::fabs(box.y1 - ink.y1))
                  : std::max(std::fabs(box.x0 - ink.x0), std::fabs(box.x1 - ink.x1));
}

void score_file(const CorpusFile& file, const std::set<std::string>& expected, Score& score) {
    const Detection found = detect_file(file);
    for (const TrueTag& truth : file.tags) {
        if (expected.count(truth.expect) == 0) continue;
        ++score.wanted;
        const std::string wanted = test::bare(truth.text);
        double best = 1e9;
        double size = 0;
        for (const Tag& tag : found.tags) {
            if (tag.page != truth.page || test::bare(tag.text) != wanted) continue;
            const double error = box_error(tag, truth, found.pages[static_cast<std::size_t>(truth.page) - 1].height);
            if (error < best) {
                best = error;
                size = tag.font_size;
            }
        }
        const bool told = std::any_of(found.problems.begin(), found.problems.end(), [&](const TagProblem& problem) {
            return problem.page == truth.page && problem.code != "no_room" && test::bare(problem.text) == wanted;
        });
        if (best < 1e9 || told) {
            ++score.found;
        } else {
            score.missed.push_back(file.name + " " + truth.id + " " + truth.note);
        }
        if (best == 1e9) continue;
        ++score.measured;
        if (best < 0.7 + 0.25 * size) {
            ++score.close;
        } else {
            score.far.push_back(file.name + " " + truth.id + " " + truth.note + " by " + std::to_string(best));
        }
    }
}

std::string joined(const std::vector<std::string>& lines) {
    std::string out;
    for (const auto& line : lines) out += "\n  " + line;
    return out;
}

}  // namespace

TEST_CASE("tags of LibreOffice are found, at their place", "[tags][golden]") {
    Score score;
    for (const CorpusFile& file : test::corpus("lo")) score_file(file, {"yes"}, score);
    INFO("missed:" << joined(score.missed) << "\nfar:" << joined(score.far));
    CHECK(score.wanted == 323);
    CHECK(score.found >= 322);
    CHECK(score.measured >= 230);
    CHECK(score.close == score.measured);
}

TEST_CASE("tags in traps are found, at their place", "[tags][golden]") {
    Score score;
    for (const CorpusFile& file : test::corpus("trap")) score_file(file, {"yes"}, score);
    INFO("missed:" << joined(score.missed) << "\nfar:" << joined(score.far));
    CHECK(score.found >= 77);
    CHECK(score.close >= score.measured - 1);  // the ink of a form painted twice was measured as one place
}

TEST_CASE("the contract of one page gives its four tags", "[tags][golden]") {
    for (const CorpusFile& file : test::corpus("lo")) {
        if (file.name != "lo13_contract1p") continue;
        const Detection found = detect_file(file);
        REQUIRE(found.tags.size() == 4);
        CHECK(found.tags[0].type == FieldType::Date);
        CHECK(found.tags[1].type == FieldType::Signature);
        CHECK(found.tags[3].type == FieldType::Initials);
        // "Place and date" stands above the first signature, the initials' place below it: it covers neither, and says so.
        CHECK(found.tags[1].field.y1 < 386);
        CHECK(found.tags[1].field.y0 > found.tags[3].box.y1);
        CHECK(found.tags[3].field.width() >= 40);
        REQUIRE(found.problems.size() == 1);
        CHECK(found.problems[0].code == "no_room");
        CHECK(found.problems[0].message.find("24 pt of height") != std::string::npos);
        CHECK(found.pages.size() == 1);
        CHECK(found.pages[0].height == Approx(841.9).margin(0.1));
    }
}
