#include "roles.hpp"

#include <cmath>
#include <map>
#include <set>
#include <tuple>

namespace quillport::tags {
namespace {

/// Signatures and initials are counted together: each is an act of one party. Every other type is counted for itself, so that
/// {{sig}} {{date}} {{sig}} {{date}} gives each party a signature and a date.
int counter_of(FieldType type) { return is_signed(type) ? -1 : static_cast<int>(type); }

/// A header that every page repeats at its place is one tag to the positional rule.
using Place = std::tuple<std::string, long, long>;
Place place_of(const Tag& tag) { return {tag.text, std::lround(tag.box.x0), std::lround(tag.box.y0)}; }

/// The text of the tag says what was understood.
void tell_role(Tag& tag, const std::string& role) {
    if (const std::size_t at = tag.text.find(tag.role); at != std::string::npos) tag.text.replace(at, tag.role.size(), role);
    tag.role = role;
}

/// The hyphen at the end of a line was one when no other tag names the role without it (docs: tag language, Form).
void settle_hyphens(const std::vector<FoundTag*>& fields) {
    std::set<std::string> known;
    for (const FoundTag* const found : fields) {
        if (found->role_variants.empty()) known.insert(found->role_key);
    }
    for (FoundTag* const found : fields) {
        for (const std::string& variant : found->role_variants) {
            const std::string key = folded_name(variant);
            if (!known.contains(key)) continue;
            if (variant != found->tag.role) tell_role(found->tag, variant);
            found->role_key = key;
            break;
        }
    }
}

}  // namespace

void settle_roles(const std::vector<FoundTag*>& fields) {
    settle_hyphens(fields);
    std::map<std::string, std::string> spelling;
    std::map<int, std::map<Place, std::size_t>> counted;
    for (FoundTag* const found : fields) {
        Tag& tag = found->tag;
        if (!found->role_key.empty()) {
            tag.role = spelling.try_emplace(found->role_key, tag.role).first->second;
            continue;
        }
        auto& parties = counted[counter_of(tag.type)];
        tag.role = std::to_string(parties.try_emplace(place_of(tag), parties.size() + 1).first->second);
    }
}

}  // namespace quillport::tags
