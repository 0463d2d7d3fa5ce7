#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "../words.hpp"
#include "dialect.hpp"
#include "quillport/core/result.hpp"
#include "quillport/pdf/content.hpp"
#include "quillport/tags/detect.hpp"

namespace quillport::tags {

/// What a detection reads: the words of its languages and its dialects in their order. Built once a document.
class Language {
  public:
    /// Errors: InvalidInput for an unknown dialect or language.
    [[nodiscard]] static Result<Language> of(const DetectOptions& options);

    [[nodiscard]] const Vocabulary& words() const noexcept { return words_; }
    /// Forms that any of the dialects reads.
    [[nodiscard]] const Forms& forms() const noexcept { return forms_; }
    /// True when a mark of one of the forms stands on the page.
    [[nodiscard]] bool may_stand_on(const pdf::PageContent& page) const noexcept;

    struct Verdict {
        ParseOutcome outcome;
        std::string_view dialect;  ///< that says so
    };
    /// The first dialect that takes the text wins. When none does: the fault of the first that knows it for its own, else that of
    /// the first that has one.
    [[nodiscard]] Verdict read(Units inner, TagForm form) const;
    /// Whether text behind an opening mark that is never closed was meant as a tag.
    [[nodiscard]] bool meant(Units rest, TagForm form) const;

  private:
    explicit Language(Vocabulary words) : words_(std::move(words)) {}

    Vocabulary words_;
    std::vector<const Dialect*> dialects_;
    Forms forms_;
};

}  // namespace quillport::tags
