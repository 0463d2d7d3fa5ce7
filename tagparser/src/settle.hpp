#pragma once
#include <vector>

#include "found.hpp"

namespace quillport::tags {

/// The rules that look at the whole document (docs: tag language): what {{$a}} stands for, roles, shared values, conditions,
/// groups, what is said of the document. Pages in their order. A tag that breaks a rule leaves the tags of its page and becomes
/// a problem of it. A {{split}} begins a document of its own: nothing before it binds what comes after.
void settle(std::vector<PageFindings>& pages, const Vocabulary& words);

}  // namespace quillport::tags
