#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

#include "flow.hpp"
#include "words.hpp"

namespace quillport::tags {

enum class TagForm : std::uint8_t { Braces, Hashes };
enum class MarkFault : std::uint8_t { None, NoClosing, NoOpening };

/// A stretch of the flow that may be a tag, marks included; all are indices of units.
struct Candidate {
    TagForm form = TagForm::Braces;
    MarkFault fault = MarkFault::None;
    std::size_t begin = 0, end = 0;
    std::size_t inner_begin = 0, inner_end = 0;
};

/// Finds {{...}} and ##...## in the flow, and what looks like one of them with a mark missing. Measures the gaps of what it
/// finds.
[[nodiscard]] std::vector<Candidate> scan(const pdf::PageContent& page, Flow& flow, const Vocabulary& words);

}  // namespace quillport::tags
