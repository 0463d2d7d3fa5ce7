#pragma once
#include <cstdint>
#include <vector>

#include "fold.hpp"
#include "quillport/pdf/content.hpp"

namespace quillport::tags {

/// A character of the page as the matcher sees it: folded, without white space, with the glyph that it came from.
struct Unit {
    char32_t c = 0;      ///< what it counts as
    char32_t shown = 0;  ///< as written
    std::uint32_t glyph = 0;
    bool space_before = false;  ///< a white-space character stood before it
    bool gap_before = false;    ///< or empty room wider than a blank; after measure_gaps
    bool line_before = false;   ///< or it begins a new line (or goes on elsewhere on the page); after measure_gaps

    [[nodiscard]] bool apart() const noexcept { return space_before || gap_before || line_before; }
};

/// The characters of a page in the order of its content. A character painted over itself (bold by overprinting) counts once.
using Flow = std::vector<Unit>;

/// True when the page can hold a tag at all: a brace or a number sign stands on it.
[[nodiscard]] bool may_hold_tags(const pdf::PageContent& page) noexcept;

void build_flow(const pdf::PageContent& page, Folder& folder, Flow& out);

/// Looks where the glyphs of the units from `begin` to `end` stand. Only the few that may be tags are worth it.
void measure_gaps(const pdf::PageContent& page, Flow& flow, std::size_t begin, std::size_t end);

}  // namespace quillport::tags
