#pragma once
#include <string>
#include <vector>

#include "found.hpp"

namespace quillport::tags {

/// A tag and the page that its problems belong to.
struct Member {
    FoundTag* found = nullptr;
    PageFindings* page = nullptr;
};

/// Tells a problem of a tag that stays.
void tell(const Member& member, std::string code, const std::string& sentence);
/// Tells why a tag cannot be used and drops it.
void refuse(const Member& member, std::string code, const std::string& sentence);

/// What fields of one document say of each other: names, conditions, roles and groups. Roles are settled; in reading order.
void settle_fields(std::vector<Member>& fields, const Vocabulary& words);

}  // namespace quillport::tags
