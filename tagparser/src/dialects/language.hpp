#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "../words.hpp"
#include "dialect.hpp"
#include "marks.hpp"
#include "quillport/core/result.hpp"
#include "quillport/pdf/content.hpp"
#include "quillport/tags/detect.hpp"

namespace quillport::tags {

/// What a detection reads: the words of its languages and its dialects in their order. Built once a document.
class Language {
  public:
    /// Errors: InvalidInput for an unknown dialect or language, and for a mark that is none.
    [[nodiscard]] static Result<Language> of(const DetectOptions& options);

    [[nodiscard]] const Vocabulary& words() const noexcept { return words_; }
    /// Forms that any of the dialects reads.
    [[nodiscard]] const Forms& forms() const noexcept { return forms_; }
    /// True when a mark of one of the forms stands on the page.
    [[nodiscard]] bool may_stand_on(const pdf::PageContent& page) const noexcept;

    /// Whether a tag may be made of these characters in some order. `words`: configured marks that are words count too.
    [[nodiscard]] bool may_be_made_of(const CharacterCounts& counts, bool words) const noexcept;

    struct Verdict {
        ParseOutcome outcome;
        std::string_view dialect;  ///< that says so
    };
    [[nodiscard]] Verdict read(const Candidate& candidate, const Flow& flow) const;
    /// Place of the dialect in the order of the settings.
    [[nodiscard]] std::size_t rank(std::string_view dialect) const noexcept;

    [[nodiscard]] const MarkFinder& marks() const noexcept { return marks_; }
    /// The setting behind a configured mark; nullptr for what is none.
    [[nodiscard]] const TextMark* mark(int index) const {
        return index < 0 ? nullptr : &marks_.at(static_cast<std::size_t>(index)).mark();
    }
    [[nodiscard]] bool is_anchor(int index) const {
        return index >= 0 && marks_.at(static_cast<std::size_t>(index)).kind() == MarkKind::Anchor;
    }

    /// Whether text behind an opening mark that is never closed was meant as a tag.
    [[nodiscard]] bool meant(Units rest, TagForm form) const;

  private:
    /// The first dialect that takes the text wins. When none does: the fault of the first that knows it for its own, else that of
    /// the first that has one.
    [[nodiscard]] Verdict read(Units inner, TagForm form) const;
    [[nodiscard]] Result<void> add(const std::string& dialect);
    [[nodiscard]] Result<void> add(MarkKind kind, const std::vector<TextMark>& marks);
    explicit Language(Vocabulary words) : words_(std::move(words)) {}

    Vocabulary words_;
    std::vector<const Dialect*> dialects_;
    MarkFinder marks_;
    Forms forms_;
};

/// Of candidates that overlap, what the dialect named first takes. In the order of the flow.
[[nodiscard]] std::vector<Candidate> settle_overlaps(std::vector<Candidate> candidates, const Flow& flow,
                                                     const Language& language);

}  // namespace quillport::tags
