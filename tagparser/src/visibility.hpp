#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "found.hpp"
#include "quillport/pdf/visible.hpp"

namespace quillport::tags {

/// True when the tag proposes a person: by a key of its own, or by an address anywhere in it.
[[nodiscard]] bool names_person(const Tag& tag);

/// What a reader must see of the tag. Its glyphs are those of `content`.
[[nodiscard]] pdf::InkQuestion ink_question(const FoundTag& found, const pdf::PageContent& content);

/// The tags that name a person, and whether a reader of the page sees them (docs/adr/0115). Costs nothing while there are none.
class PersonTags {
  public:
    /// Takes the question of a tag that names a person. `index`: where the tag stands in Detection::tags.
    void note(FoundTag& found, std::size_t index);

    /// Sets `visible` of the noted tags by what changes in the page's picture when exactly that tag is erased. Each one that no
    /// person can see is a problem "invisible_person"; so is a place whose person only a definition names that nobody can see.
    void settle(pdf::Document& document, Detection& found) const;

  private:
    struct Noted {
        std::size_t index = 0;
        std::size_t question = 0;
        bool asked = false;
        std::string place;  ///< as in FoundTag
    };
    /// Whether a reader can see a definition that gives the place these persons.
    [[nodiscard]] bool is_defined(const Noted& place, const std::vector<Tag>& tags) const;

    std::vector<Noted> noted_;
    std::vector<pdf::InkQuestion> questions_;
};

}  // namespace quillport::tags
