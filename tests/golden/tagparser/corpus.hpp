#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "quillport/core/geometry.hpp"

namespace quillport::test {

/// A tag of the corpus whose ink was measured.
struct TrueTag {
    int page = 1;
    std::string id;
    std::string text;  ///< as written
    std::string note;
    std::string expect;  ///< "yes" (also when nothing is said), "any", "ocr", "no"
    Rect ink;            ///< points, origin top-left of the displayed page
};

struct CorpusFile {
    std::filesystem::path path;
    std::string name;
    std::vector<TrueTag> tags;  ///< one for each place where a tag has ink
};

/// The documents below tests/corpus/tags/`folder`.
[[nodiscard]] std::vector<CorpusFile> corpus(const std::string& folder);

/// The folders below tests/corpus/tags that hold documents with measured tags, in the order of their names.
[[nodiscard]] std::vector<std::string> producers();

/// Without white space and the characters that tags ignore; small letters; ligatures of f taken apart; one dash, one quote.
[[nodiscard]] std::string bare(const std::string& text);

[[nodiscard]] std::string read_file(const std::filesystem::path& path);

}  // namespace quillport::test
