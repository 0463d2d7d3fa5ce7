#pragma once
#include <chrono>
#include <span>
#include <vector>

#include "quillport/core/result.hpp"
#include "quillport/core/split.hpp"
#include "quillport/pdf/document.hpp"
#include "quillport/tags/page_reader.hpp"

namespace quillport::splitter {

/// What a print falls into.
struct SplitPlan {
    std::vector<PrintPart> parts;  ///< in order, without gaps but the separators; at least one
    std::vector<int> separators;   ///< pages that belong to no document: empty ones, separator sheets
};

struct PlanOptions {
    tags::PageReader* reader = nullptr;  ///< reads codes; null: SplitBy::Code finds none
    std::size_t most_parts = 2000;
    std::chrono::milliseconds drawing_until{15'000};  ///< how long pages are drawn, for the rules that look at pictures
};

/// Where `document` is taken apart: as `rule` says, and on the pages of `tag_pages`, where {{split}} stands, whatever the rule.
/// Errors: InvalidInput with detail "split_rule" and a sentence (an expression that cannot be read), TooLarge "too_many_parts",
/// Timeout (too many pictures), Unavailable (no reader of codes), as pdf::text_lines. Parses foreign data: confined only.
[[nodiscard]] Result<SplitPlan> plan(pdf::Document& document, const SplitRule& rule, std::span<const int> tag_pages,
                                     const PlanOptions& options = {});

/// Whether the rule can be followed at all. Errors: InvalidInput as `plan`.
[[nodiscard]] Result<void> check(const SplitRule& rule);

}  // namespace quillport::splitter
