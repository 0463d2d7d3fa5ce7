#pragma once
#include <vector>

#include "../found.hpp"

namespace quillport::tags {

/// What other products' tags mean in a whole document, before the rules of the native language judge it: places that nobody
/// defines are text where the dialect says so, and names that do not share a value become different ones.
void settle_foreign(std::vector<PageFindings>& pages);

/// Says the size of its text for a field that is as large as it.
void fit_fields(PageFindings& findings);

}  // namespace quillport::tags
