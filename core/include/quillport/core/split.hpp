#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "quillport/core/result.hpp"

namespace quillport {

/// Where one printed file that holds many documents is taken apart. {{split}} always starts a document; a rule adds to it.
enum class SplitBy : std::uint8_t {
    Tag,       ///< only where {{split}} stands
    Pages,     ///< after every `pages` pages
    PageOne,   ///< where the page says that it is page 1 of so many
    Bookmark,  ///< where a bookmark of the first level leads
    Text,      ///< where what `expression` finds changes
    Blank,     ///< at empty pages, which are left out
    Code       ///< where the QR or bar code changes
};

/// An expression is RE2 syntax; its first group is the key. Only the worker knows whether it can be read.
struct SplitRule {
    SplitBy by = SplitBy::Tag;
    int pages = 0;           ///< of SplitBy::Pages, 1 to kMostPartPages
    std::string expression;  ///< of SplitBy::Text; of SplitBy::Code: which codes count, empty: all
    friend bool operator==(const SplitRule&, const SplitRule&) = default;
};
inline constexpr int kMostPartPages = 2000;
inline constexpr std::size_t kLongestExpression = 500;

/// "tag", "pages:3", "page-one", "bookmark", "text:Invoice (\d+)", "blank", "qr", "qr:DOC-(\d+)". Empty: "tag".
/// Errors: InvalidInput with a sentence for whoever wrote it.
[[nodiscard]] Result<SplitRule> parse_split_rule(std::string_view text);
/// The same as text.
[[nodiscard]] std::string text_of_rule(const SplitRule& rule);

/// One document of a print: consecutive pages of the file, from 1.
struct PrintPart {
    int first = 1, last = 1;
    std::string key;    ///< by which it was told from its neighbours; empty: none
    std::string title;  ///< the document's own words for itself; empty: none
};

}  // namespace quillport
