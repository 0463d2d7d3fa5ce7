#pragma once
#include <array>
#include <bitset>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "../flow.hpp"
#include "../leftovers.hpp"
#include "../parse.hpp"
#include "../scan.hpp"
#include "quillport/tags/marks.hpp"

namespace quillport::tags {

/// A mark or an anchor, ready to be looked for.
class MarkMatcher {
  public:
    /// Errors: InvalidInput when the text is no pattern or the keys are none of the tag language.
    [[nodiscard]] static Result<MarkMatcher> of(MarkKind kind, const TextMark& mark, Folder& folder, const Vocabulary& words);

    [[nodiscard]] MarkKind kind() const noexcept { return kind_; }
    [[nodiscard]] const TextMark& mark() const noexcept { return mark_; }
    /// The characters with which it can begin.
    [[nodiscard]] std::u32string firsts() const;
    /// Whether characters of `present` suffice for it (ASCII only).
    [[nodiscard]] bool may_stand_among(const std::bitset<128>& present) const noexcept { return (needed_ & ~present).none(); }

    /// Whether these characters suffice for it, each as often as it needs it.
    [[nodiscard]] bool may_be_made_of(const CharacterCounts& counts) const noexcept;
    /// True for a word: its letters stand on every page.
    [[nodiscard]] bool is_word() const noexcept;

    /// Looks at one place of the flow. Measures the gaps of what it finds.
    [[nodiscard]] std::optional<Candidate> match(const pdf::PageContent& page, Flow& flow, std::size_t begin) const;

    /// What the mark says, with what stands at its named parts.
    [[nodiscard]] ParseOutcome read(const Candidate& candidate, const Flow& flow, const Vocabulary& words) const;

  private:
    struct Token {
        std::u32string literal;  ///< folded, without white space
        std::string part;        ///< not empty: a named part
    };

    [[nodiscard]] std::optional<std::size_t> literal_end(const pdf::PageContent& page, Flow& flow, std::size_t i,
                                                         const std::u32string& literal) const;
    [[nodiscard]] std::optional<std::size_t> part_end(const pdf::PageContent& page, Flow& flow, std::size_t i,
                                                      std::size_t token) const;
    [[nodiscard]] bool keeps_words(const Flow& flow, const Candidate& candidate) const;
    [[nodiscard]] bool keeps_spaces(const Flow& flow, const Candidate& candidate) const;
    [[nodiscard]] char32_t cased(char32_t c) const;
    [[nodiscard]] Result<void> split(Folder& folder);
    [[nodiscard]] Result<void> check(Folder& folder, const Vocabulary& words) const;

    MarkKind kind_ = MarkKind::Custom;
    TextMark mark_;
    std::vector<Token> tokens_;
    std::u32string spelled_;  ///< of an anchor: with its blanks
    std::bitset<128> needed_;
    CharacterCounts counts_{};  ///< of its literals
};

/// All of them, found in one pass over the flow.
class MarkFinder {
  public:
    [[nodiscard]] Result<void> add(MarkKind kind, const TextMark& mark, const Vocabulary& words);
    [[nodiscard]] bool empty() const noexcept { return matchers_.empty(); }
    [[nodiscard]] const MarkMatcher& at(std::size_t index) const { return matchers_[index]; }
    [[nodiscard]] std::size_t size() const noexcept { return matchers_.size(); }

    [[nodiscard]] bool may_stand_on(const pdf::PageContent& page) const noexcept;
    /// Whether one of them may be made of these characters. `words`: words count too.
    [[nodiscard]] bool may_be_made_of(const CharacterCounts& counts, bool words) const noexcept;
    /// Appends what it finds, in the order of the flow.
    void find(const pdf::PageContent& page, Flow& flow, std::vector<Candidate>& out) const;

  private:
    std::vector<MarkMatcher> matchers_;
    std::array<std::vector<std::uint32_t>, 128> by_first_;
    std::vector<std::uint32_t> others_;  ///< that begin with another character
};

}  // namespace quillport::tags
