// The finder against documents of every producer in the corpus: what of the tags that a person can read was found, and where.
#include <array>
#include <catch2/catch.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "corpus.hpp"
#include "score.hpp"

using namespace quillport;
using quillport::test::CorpusFile;
using quillport::test::Score;

namespace {

std::string row(const std::string& name, const Score& score) {
    std::array<char, 160> text{};
    std::snprintf(text.data(), text.size(), "%-14s %6d %6d %6d %6zu %8.2f %% %6zu %9.2f %8.2f %%\n", name.c_str(), score.wanted,
                  score.exact, score.told, score.missed.size(), 100 * score.recall(), score.extra.size(), score.median(),
                  100 * score.share_off());
    return text.data();
}

std::string joined(const std::vector<std::string>& lines) {
    std::string out;
    for (const auto& line : lines) out += "\n  " + line;
    return out;
}

/// The part of a line of misses that says which tag at which place it is.
std::string place_of(const std::string& line) {
    const std::size_t page = line.find(" page ");
    return page == std::string::npos ? std::string() : line.substr(0, line.find_first_not_of("0123456789", page + 6));
}

/// What is known to be missed, and why: tests/corpus/tags/known_misses.txt.
std::set<std::string> known_misses() {
    std::set<std::string> out;
    std::ifstream in(std::filesystem::path(QUILLPORT_SOURCE_DIR) / "tests/corpus/tags/known_misses.txt");
    for (std::string line; std::getline(in, line);) {
        if (line.rfind('#', 0) != 0) out.insert(place_of(line));
    }
    return out;
}

/// The scores of all producers. Written to golden/recall.txt of the build, which tests/run prints.
std::map<std::string, Score> scores() {
    std::map<std::string, Score> out;
    Score all;
    std::string table = "producer       wanted  exact   told missed     recall  extra median/pt sides off\n";
    for (const std::string& producer : test::producers()) {
        for (const CorpusFile& file : test::corpus(producer)) out[producer].add(test::score_file(producer, file));
        table += row(producer, out[producer]);
        all.add(out[producer]);
    }
    out["all"] = all;
    table += row("all", all);
    const std::filesystem::path folder = std::filesystem::path(QUILLPORT_BINARY_DIR) / "golden";
    std::filesystem::create_directories(folder);
    std::ofstream(folder / "recall.txt") << table;
    std::ofstream(folder / "misses.txt") << table << "\nMissed:" << joined(all.missed)
                                         << "\n\nFound where none was written:" << joined(all.extra)
                                         << "\n\nSides off:" << joined(all.off) << "\n";
    return out;
}

/// Every miss is known, and what is known is still missed.
void check_misses(const Score& all) {
    std::set<std::string> known = known_misses();
    REQUIRE(!known.empty());
    for (const std::string& miss : all.missed) {
        INFO(miss);
        CHECK(known.erase(place_of(miss)) == 1);
    }
    for (const std::string& line : known) FAIL_CHECK(line << " stands in known_misses.txt and is found");
}

}  // namespace

TEST_CASE("tags of every producer are found, at their place", "[tags][golden]") {
    const auto table = scores();
    for (const auto& [producer, score] : table) {
        INFO(producer << " missed:" << joined(score.missed) << "\noff:" << joined(score.off)
                      << "\nextra:" << joined(score.extra));
        if (producer == "all") {
            CHECK(score.wanted > 400);
            CHECK(score.recall() >= 0.998);
            CHECK(score.median() <= 1);
            CHECK(score.share_off() <= 0.005);
        }
    }
    check_misses(table.at("all"));
}

TEST_CASE("the contract of one page gives its four tags", "[tags][golden]") {
    for (const CorpusFile& file : test::corpus("lo")) {
        if (file.name != "lo13_contract1p") continue;
        const Detection found = test::detect_file(file);
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
