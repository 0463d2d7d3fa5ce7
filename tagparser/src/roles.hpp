#pragma once
#include <vector>

#include "found.hpp"

namespace quillport::tags {

/// One spelling for a role, the positional rule for tags without one. Fields of one document in reading order.
void settle_roles(const std::vector<FoundTag*>& fields);

}  // namespace quillport::tags
