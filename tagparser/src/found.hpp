#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "dialects/language.hpp"
#include "quillport/core/result.hpp"
#include "quillport/core/tag.hpp"
#include "quillport/pdf/content.hpp"
#include "quillport/pdf/visible.hpp"
#include "quillport/tags/detect.hpp"

namespace quillport::tags {

/// A tag with the glyphs that it is made of.
struct FoundTag {
    Tag tag;
    std::string role_key;
    std::vector<std::string> role_variants;  ///< as in ParsedTag, and so is `insists`
    bool insists = false;
    bool dropped = false;               ///< a rule over the whole document refused it
    std::string place;                  ///< folded name that a place asks for or a definition gives; empty: neither
    pdf::InkQuestion ink;               ///< of a tag that names a person: what a reader must see of it
    bool weak = false;                  ///< a place that means nothing when nobody defines it
    bool fits = false;                  ///< it is as large as its text where it says no size
    int mark = -1;                      ///< of the configuration's
    bool stays = false;                 ///< an anchor: its words are the document's own
    double dx = 0, dy = 0;              ///< from its baseline to its field's, along and up
    std::vector<std::uint32_t> glyphs;  ///< indices in the page's content, copies painted over it included
};

/// True for {{$a}}: what it is stands elsewhere in the document.
[[nodiscard]] inline bool is_place(const FoundTag& found) noexcept {
    return found.tag.kind == TagKind::Field && !found.place.empty();
}

/// The beginning of a tag that has no end on its page.
struct CutHead {
    std::size_t problem = 0;  ///< that tells it, among those of the page
    Flow units;
};
/// The end of a tag that has no beginning on its page.
struct CutTail {
    Flow units;
    TagProblem problem;  ///< its place; told when the page before holds a beginning
};

/// What one page gives, before the rules that look at the whole document.
struct PageFindings {
    std::vector<FoundTag> tags;
    std::vector<TagProblem> problems;
    std::vector<std::string> broken_definitions;  ///< folded names of those that are among the problems
    std::vector<FoundTag> misread;  ///< what the problems of reading speak of: page, text, pieces and glyphs; erased when its
                                    ///< author says what he meant
    std::vector<CutHead> heads;
    std::optional<CutTail> tail;
};

/// Finds the tags of one page. Roles stay as written, `field` is empty until `place_fields`.
[[nodiscard]] PageFindings find_on_page(const pdf::PageContent& page, PageSize size, Folder& folder, const Language& language);

/// Gives every tag of the page the place of its field; what has no room is a problem.
void place_fields(const pdf::PageContent& page, PageSize size, PageFindings& findings);

}  // namespace quillport::tags
