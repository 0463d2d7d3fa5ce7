#pragma once
#include <string>
#include <vector>

#include "quillport/core/result.hpp"
#include "quillport/pdf/join.hpp"
#include "quillport/services/context.hpp"
#include "quillport/store/drafts.hpp"

/// Drafts whose pages come from several documents. What was found and settled on a page stays with the page wherever it goes.
/// Pure but for `join_documents`.
namespace quillport::services {

/// The documents of a draft in their order; one that came alone is its own only part.
[[nodiscard]] std::vector<store::DraftPart> parts_of(const store::DraftRow& row);

/// Puts the pages of `other` behind those of `row`. Roles of one key are one role; persons that `row` lacks are `other`'s.
void append_pages(store::DraftRow& row, const store::DraftRow& other);
/// Puts the documents into another order: `order` names each of them once, from 1. False: it does not.
[[nodiscard]] bool arrange_pages(store::DraftRow& row, const std::vector<int>& order);
/// Takes a document out again, with what was found on its pages. `number` from 1; not the last one that is left.
void take_out_pages(store::DraftRow& row, int number);

/// Leaves the draft only the document that it began with.
void keep_own_pages(store::DraftRow& row);

/// Makes the file of the draft out of its documents and keeps it; a single document is itself again. Errors: as documents::Tools,
/// TooLarge "too_large" | "too_many_pages".
[[nodiscard]] Result<void> join_documents(Context& context, store::DraftRow& row);

}  // namespace quillport::services
