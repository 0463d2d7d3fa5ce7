#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "quillport/core/field.hpp"

namespace quillport::tags {

/// True when `list`, words separated by blanks, holds the word.
[[nodiscard]] bool is_word_of(std::string_view list, std::string_view word) noexcept;

/// The words of the active languages, looked up by their folded form.
class Vocabulary {
  public:
    explicit Vocabulary(std::vector<std::string> languages);

    struct TypeAnswer {
        std::optional<FieldType> type;
        std::string ambiguous;  ///< not empty: two languages disagree, in words for the author
    };
    [[nodiscard]] TypeAnswer type(std::string_view folded) const;
    [[nodiscard]] bool knows_type(std::string_view folded) const {
        const TypeAnswer answer = type(folded);
        return answer.type.has_value() || !answer.ambiguous.empty();
    }
    [[nodiscard]] bool is_reserved(std::string_view folded) const noexcept;
    [[nodiscard]] std::optional<bool> yes_no(std::string_view folded) const;

    /// The nearest type word or key by edit distance (exchange of neighbours counts one); empty when none is near.
    [[nodiscard]] std::string nearest_type(std::string_view folded) const;
    [[nodiscard]] std::string nearest_key(std::string_view folded) const;

  private:
    [[nodiscard]] bool active(std::string_view language) const noexcept;
    std::vector<std::string> languages_;
};

}  // namespace quillport::tags
