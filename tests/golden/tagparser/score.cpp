#include "score.hpp"

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdio>

#include "quillport/tags/detect.hpp"

namespace quillport::test {
namespace {

Rect around(const std::vector<Rect>& pieces) {
    Rect box = pieces.front();
    for (const Rect& piece : pieces) box = united(box, piece);
    return box;
}

/// Ends of the ink against ends of the advance boxes, which hold the side bearings of the braces too.
std::array<double, 4> side_errors(const Rect& box, const TrueTag& truth, double page_height) {
    const Rect ink{truth.ink.x0, page_height - truth.ink.y1, truth.ink.x1, page_height - truth.ink.y0};
    return {std::fabs(box.x0 - ink.x0), std::fabs(box.x1 - ink.x1), std::fabs(box.y0 - ink.y0), std::fabs(box.y1 - ink.y1)};
}

/// The best tag at the place of `truth` that no other place has taken; the end of `tags` when there is none.
std::size_t nearest(const Detection& found, const TrueTag& truth, const std::vector<bool>& taken) {
    const std::string wanted = bare(truth.text);
    std::size_t best = found.tags.size();
    double least = 1e9;
    for (std::size_t i = 0; i < found.tags.size(); ++i) {
        const Tag& tag = found.tags[i];
        if (taken[i] || tag.page != truth.page || bare(tag.text) != wanted) continue;
        const double height = found.pages[static_cast<std::size_t>(truth.page) - 1].height;
        const auto errors = side_errors(around(tag.pieces), truth, height);
        const double error = *std::max_element(errors.begin(), errors.end());
        if (error < least) {
            least = error;
            best = i;
        }
    }
    return best;
}

void measure(const Tag& tag, const TrueTag& truth, double page_height, const std::string& where, Score& score) {
    static constexpr std::array<const char*, 4> kSides{"left", "right", "bottom", "top"};
    const auto errors = side_errors(around(tag.pieces), truth, page_height);
    for (std::size_t side = 0; side < errors.size(); ++side) {
        score.sides.push_back(errors[side]);
        if (errors[side] <= 2 + tag.font_size / 10) continue;
        std::array<char, 96> text{};
        std::snprintf(text.data(), text.size(), " %s by %.1f pt, letters of %.1f pt", kSides[side], errors[side], tag.font_size);
        score.off.push_back(where + text.data());
    }
}

bool told(const Detection& found, const TrueTag& truth) {
    const std::string wanted = bare(truth.text);
    return std::any_of(found.problems.begin(), found.problems.end(), [&](const TagProblem& problem) {
        return problem.page == truth.page && problem.code != "no_room" && bare(problem.text) == wanted;
    });
}

}  // namespace

double Score::median() const {
    if (sides.empty()) return 0;
    std::vector<double> sorted = sides;
    const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2);
    std::nth_element(sorted.begin(), middle, sorted.end());
    return *middle;
}

void Score::add(const Score& other) {
    wanted += other.wanted;
    exact += other.exact;
    told += other.told;
    missed.insert(missed.end(), other.missed.begin(), other.missed.end());
    extra.insert(extra.end(), other.extra.begin(), other.extra.end());
    sides.insert(sides.end(), other.sides.begin(), other.sides.end());
    off.insert(off.end(), other.off.begin(), other.off.end());
}

Detection detect_file(const CorpusFile& file) {
    const std::string data = read_file(file.path);
    auto document = pdf::Document::open(bytes_of(data));
    INFO(file.name);
    REQUIRE(document.ok());
    auto found = tags::detect(document.value());
    REQUIRE(found.ok());
    return std::move(found).value();
}

Score score_file(const std::string& producer, const CorpusFile& file) {
    const Detection found = detect_file(file);
    Score score;
    std::vector<bool> taken(found.tags.size(), false);
    for (const TrueTag& truth : file.tags) {
        const std::size_t best = nearest(found, truth, taken);
        if (best < found.tags.size()) taken[best] = true;
        if (truth.expect != "yes") continue;
        ++score.wanted;
        const std::string where = producer + "/" + file.name + " " + truth.id + " page " + std::to_string(truth.page);
        if (best < found.tags.size()) {
            ++score.exact;
            measure(found.tags[best], truth, found.pages[static_cast<std::size_t>(truth.page) - 1].height, where, score);
        } else if (told(found, truth)) {
            ++score.told;
        } else {
            score.missed.push_back(where + (truth.note.empty() ? "" : " (" + truth.note + ")"));
        }
    }
    for (std::size_t i = 0; i < found.tags.size(); ++i) {
        if (!taken[i] && found.tags[i].visible && !file.tags.empty()) {
            score.extra.push_back(producer + "/" + file.name + " page " + std::to_string(found.tags[i].page) + " " +
                                  found.tags[i].text);
        }
    }
    return score;
}

}  // namespace quillport::test
