#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "quillport/core/tag.hpp"
#include "quillport/tags/grammar.hpp"

namespace quillport::tags {

/// True when `list`, words separated by blanks, holds the word.
[[nodiscard]] bool is_word_of(std::string_view list, std::string_view word) noexcept;

/// False when so few changes (exchange of neighbours counts one) cannot make one word of the other. Cheap: templates hold words
/// that nobody knows by the thousand, and each is held against all words of all languages.
[[nodiscard]] bool may_be_near(std::string_view a, std::string_view b, std::size_t changes) noexcept;

/// The words of the active languages, looked up by their folded form. English is always active.
class Vocabulary {
  public:
    explicit Vocabulary(std::vector<std::string> languages);

    struct Answer {
        std::string_view means;  ///< the English word; empty: none knows it, or two languages disagree
        std::string ambiguous;   ///< not empty: they do, in words for the author
    };
    [[nodiscard]] Answer look_up(WordKind kind, std::string_view folded) const;

    struct TypeAnswer {
        TagKind kind = TagKind::Field;
        std::optional<FieldType> type;  ///< of a field
        std::string ambiguous;
        [[nodiscard]] bool known() const noexcept { return kind != TagKind::Field || type.has_value(); }
    };
    [[nodiscard]] TypeAnswer type(std::string_view folded) const;
    [[nodiscard]] bool knows_type(std::string_view folded) const {
        const TypeAnswer answer = type(folded);
        return answer.known() || !answer.ambiguous.empty();
    }
    [[nodiscard]] std::optional<bool> yes_no(std::string_view folded) const;

    /// Letters of day, month and year in the format of a date, one language after the other.
    [[nodiscard]] std::vector<std::string> date_letters() const;

    /// The nearest word by edit distance (exchange of neighbours counts one); empty when none is near.
    [[nodiscard]] std::string nearest(WordKind kind, std::string_view folded) const;
    [[nodiscard]] std::string nearest_type(std::string_view folded) const { return nearest(WordKind::Type, folded); }
    [[nodiscard]] static std::string nearest_of(const std::vector<std::string>& words, std::string_view folded);

  private:
    [[nodiscard]] bool active(std::string_view language) const noexcept;
    std::vector<std::string> languages_;
};

}  // namespace quillport::tags
