#include "settle_fields.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "problem.hpp"
#include "value.hpp"

namespace quillport::tags {
namespace {

constexpr std::size_t kGuessedNames = 200;  ///< documents with more named fields get no guess at a name
constexpr std::array kOfRole{"order", "person", "email", "phone", "group"};  ///< keys that a role can have only once

std::string quoted(std::string_view text) { return "\"" + std::string(text) + "\""; }
std::string page_of(const FoundTag& found) { return "page " + std::to_string(found.tag.page); }

const std::string* attribute(const FoundTag& found, const char* key) {
    const auto at = found.tag.attributes.find(key);
    return at == found.tag.attributes.end() ? nullptr : &at->second;
}

std::string value_or_empty(const FoundTag& found, const char* key) {
    const std::string* value = attribute(found, key);
    return value == nullptr ? std::string() : *value;
}

/// A header repeats a tag on other pages.
bool repeats(const FoundTag& a, const FoundTag& b) { return a.tag.text == b.tag.text && a.tag.page != b.tag.page; }

/// Fields of one name.
struct Shared {
    FoundTag* first = nullptr;
    std::map<std::string, FoundTag*> options;  ///< of a radio, folded
    bool written = false;                      ///< one of them takes a value or has one
};

class Fields {
  public:
    Fields(std::vector<Member>& members, const Vocabulary& words) : members_(members), words_(words) {}

    void settle() {
        each(&Fields::name);
        each(&Fields::radio_default);
        each(&Fields::read_only);
        each(&Fields::condition);
        circles();
        each(&Fields::facts_of_role);
        each(&Fields::collect_group);
        each(&Fields::group);
    }

  private:
    void each(void (Fields::*rule)(const Member&)) {
        for (const Member& member : members_) {
            if (!member.found->dropped) (this->*rule)(member);
        }
    }
    void name(const Member& member);
    void radio_default(const Member& member);
    void read_only(const Member& member);
    void condition(const Member& member);
    bool fits(const Member& member, const Shared& asked, ConditionParts& parts);
    void circles();
    void facts_of_role(const Member& member);
    void collect_group(const Member& member);
    void group(const Member& member);
    [[nodiscard]] std::string guess_name(const std::string& key) const;

    struct Group {
        std::string name;
        std::set<std::string> roles;
        int count = 0;  ///< 0: nobody says
    };

    std::vector<Member>& members_;
    const Vocabulary& words_;
    std::map<std::string, Shared> names_;
    std::map<std::string, std::map<std::string, FoundTag*>> facts_;  ///< role, key -> the first that says
    std::map<std::string, Group> groups_;
};

bool is_read_only(const FoundTag& found) { return value_or_empty(found, "readonly") == "yes"; }

void Fields::name(const Member& member) {
    FoundTag& found = *member.found;
    if (!found.tag.name) return;
    Shared& shared = names_[folded_name(*found.tag.name)];
    if (shared.first == nullptr) shared.first = &found;
    const FoundTag& first = *shared.first;
    if (first.tag.type != found.tag.type) {
        return refuse(member, "name_conflict",
                      "The name " + quoted(*first.tag.name) + " belongs to a field of type " +
                          std::string(name_of(first.tag.type)) + " on " + page_of(first) + "; one of type " +
                          std::string(name_of(found.tag.type)) + " cannot share its value.");
    }
    if (value_or_empty(first, "options") != value_or_empty(found, "options")) {
        return refuse(member, "name_conflict",
                      "The field of the same name on " + page_of(first) +
                          " has other options; fields that share a value have the "
                          "same ones.");
    }
    if (const std::string* option = attribute(found, "option")) {
        const auto [at, added] = shared.options.try_emplace(folded_name(*option), &found);
        if (!added && !repeats(*at->second, found)) {
            return refuse(member, "name_conflict",
                          "The option " + quoted(*option) + " of " + quoted(*first.tag.name) + " stands already on " +
                              page_of(*at->second) + ".");
        }
    }
    found.tag.name = first.tag.name;
    shared.written = shared.written || !is_read_only(found) || !value_or_empty(found, "default").empty();
}

/// The default of a radio may be written to each of its tags: it ticks the one that it names.
void Fields::radio_default(const Member& member) {
    FoundTag& found = *member.found;
    const std::string chosen = value_or_empty(found, "default");
    if (found.tag.type != FieldType::Radio || chosen.empty() || chosen == "yes" || chosen == "no") return;
    if (names_[folded_name(*found.tag.name)].options.contains(folded_name(chosen))) {
        found.tag.attributes["default"] = "no";
    } else {
        refuse(member, "bad_value",
               "\"default\" expects yes, no or an option of " + quoted(*found.tag.name) + ", not " + quoted(chosen) + ".");
    }
}

/// A field that nobody can fill cannot be asked for.
void Fields::read_only(const Member& member) {
    FoundTag& found = *member.found;
    const bool filled_for_him = found.tag.type == FieldType::Name || found.tag.type == FieldType::Email ||
                                found.tag.type == FieldType::Company || found.tag.type == FieldType::Title;
    // Other products fill such fields from their interface (merge fields).
    if (found.tag.dialect != "quillport" || !is_read_only(found) || filled_for_him || !value_or_empty(found, "default").empty())
        return;
    if (found.tag.name && names_[folded_name(*found.tag.name)].written) return;
    if (found.insists && found.tag.required) {
        return refuse(member, "impossible", "It is required and read-only, and no \"default\" fills it.");
    }
    found.tag.required = false;
}

std::string Fields::guess_name(const std::string& key) const {
    if (names_.size() > kGuessedNames) return {};
    std::vector<std::string> known;
    for (const auto& [name, shared] : names_) known.push_back(name);
    const std::string near = Vocabulary::nearest_of(known, key);
    return near.empty() ? near : " Did you mean " + *names_.at(near).first->tag.name + "?";
}

/// True when the field that is asked for can have the value; brings it into its spelling.
bool Fields::fits(const Member& member, const Shared& asked, ConditionParts& parts) {
    std::vector<std::string> options;
    if (asked.first->tag.type == FieldType::Checkbox) {
        const auto ticked = words_.yes_no(fold_word(from_utf8(parts.value)));
        if (ticked) parts.value = *ticked ? "yes" : "no";
        if (!ticked) options = {"yes", "no"};
    } else if (asked.first->tag.type == FieldType::Dropdown) {
        options = split_options(value_or_empty(*asked.first, "options"));
    } else if (asked.first->tag.type == FieldType::Radio) {
        for (const auto& [key, found] : asked.options) options.push_back(value_or_empty(*found, "option"));
    }
    if (options.empty()) return true;
    std::string list;
    for (const std::string& option : options) {
        if (folded_name(option) == folded_name(parts.value)) {
            parts.value = option;
            return true;
        }
        if (list.size() < 200) list += (list.empty() ? "" : ", ") + option;
    }
    refuse(member, "bad_value",
           "\"if\" asks for " + quoted(parts.value) + ", and " + quoted(*asked.first->tag.name) + " can only be one of: " + list +
               ".");
    return false;
}

void Fields::condition(const Member& member) {
    FoundTag& found = *member.found;
    const std::string* written = attribute(found, "if");
    // Other products' conditions may name what they know beside the document.
    if (written == nullptr || found.tag.dialect != "quillport") return;
    ConditionParts parts = condition_in(*written);
    const std::string key = folded_name(parts.name);
    const auto asked = names_.find(key);
    if (asked == names_.end()) {
        return refuse(member, "unknown_field",
                      "\"if\" asks for " + quoted(parts.name) + ", and no field has this name." + guess_name(key));
    }
    if (!fits(member, asked->second, parts)) return;
    found.tag.attributes["if"] = *asked->second.first->tag.name + (parts.negated ? "!=" : "=") + parts.value;
}

/// Takes away, again and again, the names that wait for none; what is left waits in a circle, or for one.
std::set<std::string> waiting_in_circles(std::map<std::string, std::set<std::string>> waits_for) {
    std::map<std::string, std::vector<std::string>> asked_by;
    std::vector<std::string> ready;
    for (const auto& [name, asked] : waits_for) {
        for (const std::string& other : asked) {
            asked_by[other].push_back(name);
            if (!waits_for.contains(other)) ready.push_back(other);
        }
    }
    std::set<std::string> done;
    while (!ready.empty()) {
        const std::string name = std::move(ready.back());
        ready.pop_back();
        if (!done.insert(name).second) continue;
        for (const std::string& other : asked_by[name]) {
            waits_for[other].erase(name);
            if (waits_for[other].empty()) ready.push_back(other);
        }
    }
    std::set<std::string> out;
    for (const auto& [name, asked] : waits_for) {
        if (!asked.empty()) out.insert(name);
    }
    return out;
}

void Fields::circles() {
    std::map<std::string, std::set<std::string>> waits_for;
    for (const Member& member : members_) {
        const std::string* condition = attribute(*member.found, "if");
        if (member.found->dropped || condition == nullptr || !member.found->tag.name) continue;
        waits_for[folded_name(*member.found->tag.name)].insert(folded_name(condition_in(*condition).name));
    }
    const auto circle = waiting_in_circles(std::move(waits_for));
    for (const Member& member : members_) {
        const std::string* condition = attribute(*member.found, "if");
        if (member.found->dropped || condition == nullptr || !member.found->tag.name) continue;
        if (!circle.contains(folded_name(*member.found->tag.name))) continue;
        refuse(member, "circular_condition",
               "It waits for " + quoted(condition_in(*condition).name) +
                   ", which in the end waits for it: no one of them would ever be shown.");
    }
}

void Fields::facts_of_role(const Member& member) {
    for (const char* const key : kOfRole) {
        const std::string* value = attribute(*member.found, key);
        if (value == nullptr) continue;
        const FoundTag& first = *facts_[member.found->tag.role].try_emplace(key, member.found).first->second;
        const std::string known = value_or_empty(first, key);
        const bool same = std::string_view(key) == "group"
                              ? folded_name(group_in(known).name) == folded_name(group_in(*value).name)
                              : known == *value;
        if (same) continue;
        return refuse(member, "impossible",
                      quoted(key) + " of role " + member.found->tag.role + " is " + quoted(known) + " on " + page_of(first) +
                          " and " + quoted(*value) + " here; a role has only one.");
    }
}

void Fields::collect_group(const Member& member) {
    const std::string* value = attribute(*member.found, "group");
    if (value == nullptr) return;
    const GroupWish wish = group_in(*value);
    Group& group = groups_[folded_name(wish.name)];
    if (group.name.empty()) group.name = wish.name;
    const bool says = wish.name != *value;
    if (says && group.count != 0 && group.count != wish.count) {
        return refuse(member, "impossible",
                      "The group " + quoted(group.name) + " needs " + std::to_string(group.count) + " elsewhere and " +
                          std::to_string(wish.count) + " here.");
    }
    if (says) group.count = wish.count;
    group.roles.insert(member.found->tag.role);
}

void Fields::group(const Member& member) {
    const std::string* value = attribute(*member.found, "group");
    if (value == nullptr) return;
    const GroupWish wish = group_in(*value);
    const Group& group = groups_.at(folded_name(wish.name));
    const auto members = static_cast<int>(group.roles.size());
    if (wish.name != *value && wish.count > members) {
        return refuse(member, "impossible",
                      std::to_string(wish.count) + " of the group " + quoted(group.name) + " are needed, and only " +
                          std::to_string(members) + (members == 1 ? " role names it." : " roles name it."));
    }
    member.found->tag.attributes["group"] = group.count > 1 ? std::to_string(group.count) + " of " + group.name : group.name;
}

}  // namespace

void tell(const Member& member, std::string code, const std::string& sentence) {
    const Tag& tag = member.found->tag;
    member.page->problems.push_back(problem_of(
        tag, std::move(code), "Tag on page " + std::to_string(tag.page) + " cannot be used: " + tag.text + ". " + sentence));
}

void refuse(const Member& member, std::string code, const std::string& sentence) {
    tell(member, std::move(code), sentence);
    member.found->dropped = true;
}

void settle_fields(std::vector<Member>& fields, const Vocabulary& words) { Fields(fields, words).settle(); }

}  // namespace quillport::tags
