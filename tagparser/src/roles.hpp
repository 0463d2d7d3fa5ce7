#pragma once
#include <string>
#include <vector>

#include "quillport/core/tag.hpp"

namespace quillport::tags {

/// One tag and how its role is compared.
struct RoleEntry {
    Tag* tag = nullptr;
    std::string key;  ///< folded role; empty: none
};

/// Rules over the whole document: one spelling for a role, the positional rule for tags without one. Tags in reading order.
void settle_roles(std::vector<RoleEntry>& entries);

}  // namespace quillport::tags
