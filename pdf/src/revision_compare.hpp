#pragma once
#include <vector>

#include "quillport/pdf/revisions.hpp"
#include "revision_snapshot.hpp"

namespace quillport::pdf::revision {

/// Everything by which `after` differs from `before`, as far as the document reaches it; `allowed` is left false. Objects that
/// nothing refers to do not count: they mean nothing to any reader.
std::vector<LaterChange> compare(Snapshot& before, Snapshot& after, KnownObjects& known);

}  // namespace quillport::pdf::revision
