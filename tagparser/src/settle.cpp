#include "settle.hpp"

#include "roles.hpp"

namespace quillport::tags {

void settle(std::vector<PageFindings>& pages, const Vocabulary& /*words*/) {
    std::vector<FoundTag*> fields;
    for (PageFindings& page : pages) {
        for (FoundTag& found : page.tags) {
            if (found.tag.kind == TagKind::Field) fields.push_back(&found);
        }
    }
    settle_roles(fields);
}

}  // namespace quillport::tags
