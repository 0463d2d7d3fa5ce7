#pragma once
#include <array>
#include <cstdint>
#include <vector>

#include "flow.hpp"
#include "quillport/pdf/content.hpp"

namespace quillport::tags {

/// How often each ASCII character stands somewhere. A capital counts as the small letter too, a letter with a diacritic as the
/// plain one: what marks ask for may be there, what does not reach is not.
using CharacterCounts = std::array<std::uint32_t, 128>;

void count(char32_t c, CharacterCounts& counts);

/// What no tag has taken.
[[nodiscard]] CharacterCounts count_left(const Flow& flow, const std::vector<bool>& taken);

/// Where the order of the content does not follow the lines of the page.
struct Disorder {
    std::size_t back = 0;   ///< steps against the direction of writing, or up
    std::size_t jumps = 0;  ///< steps over room that parts columns
};
[[nodiscard]] Disorder disorder_of(const pdf::PageContent& page, const std::vector<bool>& taken);

}  // namespace quillport::tags
