#include "roles.hpp"

#include <cmath>
#include <map>

namespace quillport::tags {
namespace {

/// Signatures and initials are counted together: each is an act of one party. Every other type is counted for itself, so that
/// {{sig}} {{date}} {{sig}} {{date}} gives each party a signature and a date.
int counter_of(FieldType type) { return is_signed(type) ? -1 : static_cast<int>(type); }

/// A header that every page repeats is one tag to the positional rule.
bool repeats_on_other_page(const Tag& a, const Tag& b) {
    return a.page != b.page && a.text == b.text && std::fabs(a.box.x0 - b.box.x0) < 1 && std::fabs(a.box.y0 - b.box.y0) < 1;
}

}  // namespace

void settle_roles(std::vector<RoleEntry>& entries) {
    std::map<std::string, std::string> spelling;
    std::map<int, std::vector<const Tag*>> counted;
    for (RoleEntry& entry : entries) {
        Tag& tag = *entry.tag;
        if (!entry.key.empty()) {
            tag.role = spelling.try_emplace(entry.key, tag.role).first->second;
            continue;
        }
        auto& before = counted[counter_of(tag.type)];
        std::size_t place = before.size();
        for (std::size_t i = 0; i < before.size(); ++i) {
            if (repeats_on_other_page(*before[i], tag)) place = i;
        }
        if (place == before.size()) before.push_back(&tag);
        tag.role = std::to_string(place + 1);
    }
}

}  // namespace quillport::tags
