#pragma once
#include <cstddef>
#include <string>
#include <unordered_set>

#include "text.hpp"
#include "words.hpp"

namespace quillport::tags {

/// What the words of a page say about hyphens at the ends of its lines: who put them there, the author or whoever broke the line.
class HyphenBook {
  public:
    /// Reads the page in the order of its content. `words` are the keywords of the language; they and the page outlive
    /// the book.
    HyphenBook(const pdf::PageContent& page, Folder& folder, const Vocabulary& words);

    /// True when the hyphen `units[i]` at a line's end belongs to the line and not to the word.
    [[nodiscard]] bool is_inserted(Units units, std::size_t i) const;

  private:
    /// The two parts of a word, folded, and whether letters are all that stands there.
    struct Halves {
        std::u32string left, right;
        bool plain = false;
    };
    [[nodiscard]] static Halves halves_at(Units units, std::size_t i, bool letter_spaced);
    void learn(Units flow);
    void learn_hyphen(Units flow, std::size_t i);
    [[nodiscard]] bool may_be_inserted(const Halves& halves) const;
    [[nodiscard]] bool are_words(const Halves& halves) const;
    [[nodiscard]] bool is_keyword(const std::u32string& word) const;
    [[nodiscard]] bool is_painted_alone(Units units, std::size_t i) const;
    [[nodiscard]] bool breaks_words() const;

    const pdf::PageContent& page_;
    const Vocabulary& vocabulary_;
    std::unordered_set<std::u32string> words_;      ///< that stand unbroken
    std::unordered_set<std::u32string> compounds_;  ///< with a hyphen within a line, written without it
    std::unordered_set<std::u32string> broken_;     ///< at line ends, put together
    std::size_t blanks_ = 0, hyphens_ = 0, line_ends_ = 0;
    bool told_apart_ = false;  ///< inserted ones look different here: those of the keyboard are the author's
    bool own_hyphen_ = false;  ///< U+2010 stands within lines: the author's or the font's, and no sign of a typesetter
};

}  // namespace quillport::tags
