#pragma once
#include <string>
#include <vector>

#include "corpus.hpp"
#include "quillport/core/tag.hpp"

namespace quillport::test {

/// How well the finder did on the documents of one producer.
struct Score {
    int wanted = 0;                   ///< places with ink of a tag that a person can read
    int exact = 0;                    ///< found with their text, but for white space, case and soft hyphens
    int told = 0;                     ///< told as a problem, with the text as written
    std::vector<std::string> missed;  ///< "producer/file s001 page 1 (note)"
    std::vector<std::string> extra;   ///< visible tags that stand where none was written
    std::vector<double> sides;        ///< distances of the four sides of found tags from the ink, points
    std::vector<std::string> off;     ///< sides off by more than 2 pt and a tenth of the tag's height
    [[nodiscard]] double median() const;
    [[nodiscard]] double recall() const { return wanted == 0 ? 1 : static_cast<double>(exact + told) / wanted; }
    [[nodiscard]] double share_off() const {
        return sides.empty() ? 0 : static_cast<double>(off.size()) / static_cast<double>(sides.size());
    }
    void add(const Score& other);
};

/// The tags and problems of a document; a failed requirement when it cannot be read.
[[nodiscard]] Detection detect_file(const CorpusFile& file);

/// Compares what was found in a document with the truth. Each found tag counts once.
[[nodiscard]] Score score_file(const std::string& producer, const CorpusFile& file);

}  // namespace quillport::test
