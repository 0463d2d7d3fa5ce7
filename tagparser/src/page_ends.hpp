#pragma once
#include <optional>

#include "flow.hpp"
#include "found.hpp"

namespace quillport::tags {

/// What belongs together from the opening mark at `begin` to the end of its block: of a tag without an end, for it may go on at
/// the top of the next page.
[[nodiscard]] Flow head_of_cut_tag(const pdf::PageContent& page, const Flow& flow, std::size_t begin);

/// The end of a tag that does not begin on this page: the block that holds the first "}}", when no "{{" stands before it.
[[nodiscard]] std::optional<CutTail> tail_of_cut_tag(const pdf::PageContent& page, const Flow& flow);

/// Tells of a tag that begins on the one page and ends on the next, on both, in words that say so.
void join_over_page_end(PageFindings& first, PageFindings& second);

}  // namespace quillport::tags
