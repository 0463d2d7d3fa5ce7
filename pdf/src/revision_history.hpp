#pragma once
#include <memory>
#include <vector>

#include "revision_snapshot.hpp"

namespace quillport::pdf::revision {

/// The revisions that end between two others, in order, as the cross-reference sections name each other (/Prev, ISO 32000-1
/// §7.5.6). One that cannot be read ends the search: what it did then counts to the next one that can.
std::vector<std::unique_ptr<Snapshot>> revisions_between(BytesView pdf, const Snapshot& before, Snapshot& after,
                                                         KnownObjects& known);

}  // namespace quillport::pdf::revision
