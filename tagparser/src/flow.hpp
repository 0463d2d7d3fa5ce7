#pragma once
#include <cstdint>
#include <vector>

#include "fold.hpp"
#include "quillport/pdf/content.hpp"

namespace quillport::tags {

/// A character of the page as the matcher sees it: folded, without white space, with the glyph that it came from.
struct Unit {
    char32_t c = 0;             ///< what it counts as
    char32_t shown = 0;         ///< as written
    std::uint32_t glyph = 0;    ///< in the page's content
    std::uint32_t place = 0;    ///< of that glyph in the order in which the flow was built
    bool space_before = false;  ///< a white-space character stood before it
    bool gap_before = false;    ///< or empty room wider than a blank; after measure_gaps
    bool line_before = false;   ///< or it begins a new line (or goes on elsewhere on the page); after measure_gaps
    bool inserted = false;      ///< a hyphen at the end of a line that belongs to the line and not to the word (hyphens.hpp)

    [[nodiscard]] bool apart() const noexcept { return space_before || gap_before || line_before; }
};

/// Glyphs of a page in some order.
using Order = std::vector<std::uint32_t>;

/// The characters of a page in one order. A character painted over itself (bold by overprinting) counts once.
using Flow = std::vector<Unit>;

[[nodiscard]] Order content_order(const pdf::PageContent& page);

/// The glyphs that are not `taken`, as they stand on the page: each block of lines below each other in the order of reading, a
/// column or a table's cell a block of its own.
[[nodiscard]] std::vector<Order> line_blocks(const pdf::PageContent& page, const std::vector<bool>& taken);

void build_flow(const pdf::PageContent& page, const Order& order, Folder& folder, Flow& out);

/// Looks where the glyphs of the units from `begin` to `end` stand. Only the few that may be tags are worth it.
void measure_gaps(const pdf::PageContent& page, Flow& flow, std::size_t begin, std::size_t end);

}  // namespace quillport::tags
