#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

#include "flow.hpp"

namespace quillport::tags {

/// What stands around a tag: {{...}}, ##...##, [...|...], {...:...}; or a mark or an anchor of the configuration.
enum class TagForm : std::uint8_t { Braces, Hashes, Brackets, Brace, Configured };
enum class MarkFault : std::uint8_t { None, NoClosing, NoOpening };

/// A stretch of the flow that may be a tag, marks included; all are indices of units.
struct Candidate {
    TagForm form = TagForm::Braces;
    MarkFault fault = MarkFault::None;
    std::size_t begin = 0, end = 0;
    std::size_t inner_begin = 0, inner_end = 0;

    /// What stands at a named part of a configured mark.
    struct Part {
        std::uint32_t token = 0;
        std::size_t begin = 0, end = 0;
    };
    int mark = -1;  ///< of those of the configuration
    std::vector<Part> parts;
};

class Language;

/// Finds in the flow what stands between marks of the language, and what looks like it with a mark missing. Measures the gaps of
/// what it finds. Candidates never overlap, but for anchors that stand at one place.
[[nodiscard]] std::vector<Candidate> scan(const pdf::PageContent& page, Flow& flow, const Language& language);

}  // namespace quillport::tags
