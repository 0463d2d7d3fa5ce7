#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

#include "flow.hpp"

namespace quillport::tags {

/// What stands around a tag: {{...}}, ##...##, [...|...], {...:...}.
enum class TagForm : std::uint8_t { Braces, Hashes, Brackets, Brace };
enum class MarkFault : std::uint8_t { None, NoClosing, NoOpening };

/// A stretch of the flow that may be a tag, marks included; all are indices of units.
struct Candidate {
    TagForm form = TagForm::Braces;
    MarkFault fault = MarkFault::None;
    std::size_t begin = 0, end = 0;
    std::size_t inner_begin = 0, inner_end = 0;
};

class Language;

/// Finds in the flow what stands between marks of the language, and what looks like it with a mark missing. Measures the gaps of
/// what it finds. Candidates never overlap.
[[nodiscard]] std::vector<Candidate> scan(const pdf::PageContent& page, Flow& flow, const Language& language);

}  // namespace quillport::tags
