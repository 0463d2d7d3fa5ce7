#include "quillport/core/draft.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <iterator>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace quillport {
namespace {

constexpr int kLastTurn = 1000;

/// The number that `text` is as a whole, when it is one above zero.
std::optional<int> number_in(const std::string& text) {
    int n = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), n);
    if (failed != std::errc{} || end != text.data() + text.size() || n < 1) return std::nullopt;
    return n;
}

/// The role of each tag. The nth tag without one belongs to party n; signatures and initials are counted together, every other
/// type for itself, so that {{sig}} {{date}} {{sig}} {{date}} gives each party a signature and a date. A form's field without one
/// is nobody's.
std::vector<std::string> roles_of(const std::vector<Tag>& tags) {
    std::vector<std::string> roles;
    roles.reserve(tags.size());
    std::map<FieldType, int> counted;
    for (const Tag& tag : tags) {
        const FieldType counter = is_signed(tag.type) ? FieldType::Signature : tag.type;
        const bool counts = tag.role.empty() && tag.source != TagSource::Form;
        roles.push_back(counts ? std::to_string(++counted[counter]) : tag.role);
    }
    return roles;
}

/// Numbered roles first and by number, named ones in order of appearance behind them.
std::vector<std::string> ordered_roles(const std::vector<std::string>& roles) {
    std::vector<std::string> numbered;
    std::vector<std::string> named;
    for (const std::string& role : roles) {
        if (role.empty()) continue;
        auto& list = number_in(role) ? numbered : named;
        if (std::find(list.begin(), list.end(), role) == list.end()) list.push_back(role);
    }
    std::stable_sort(numbered.begin(), numbered.end(),
                     [](const std::string& a, const std::string& b) { return *number_in(a) < *number_in(b); });
    numbered.insert(numbered.end(), named.begin(), named.end());
    return numbered;
}

/// A partial field name holds no '.' (ISO 32000-1 §12.7.3.2); what is not plain ASCII becomes '_'.
std::string plain(std::string text) {
    for (char& c : text) {
        const bool fine = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
        if (!fine) c = '_';
    }
    return text;
}

std::string unique_name(const std::string& wish, std::set<std::string>& taken) {
    std::string name = wish;
    for (int n = 2; !taken.insert(name).second; ++n) name = wish + "_" + std::to_string(n);
    return name;
}

/// The turn that a tag of the role asks for, else `place` among the roles.
int turn_of(const std::string& role, int place, const std::vector<Tag>& tags, const std::vector<std::string>& roles) {
    for (std::size_t i = 0; i < tags.size(); ++i) {
        const auto wish = tags[i].attributes.find("order");
        if (roles[i] != role || wish == tags[i].attributes.end()) continue;
        if (const auto turn = number_in(wish->second)) return std::min(*turn, kLastTurn);
    }
    return std::min(place, kLastTurn);
}

Field field_of(const Tag& tag, const std::string& role, const DocumentId& document, std::set<std::string>& taken) {
    Field field;
    const std::string wish = tag.name.value_or(std::string());
    field.name =
        unique_name(plain(wish.empty() ? std::string(name_of(tag.type)) + (role.empty() ? "" : "_" + role) : wish), taken);
    field.id = {field.name};
    field.type = tag.type;
    field.role = role;
    field.document = document;
    field.page = tag.page;
    field.box = tag.field;
    field.rotation = tag.rotation;
    field.font_size = tag.font_size;
    field.required = tag.required;
    field.attributes = tag.attributes;
    // What no reader of the page can see brings nobody into the envelope; nobody reads a QR code.
    if (!tag.visible || tag.source == TagSource::Qr) {
        for (const char* const key : {"email", "phone", "person"}) field.attributes.erase(key);
    }
    // Fields of equal given names share one value; the unique name does not tell them from fields that were named here.
    if (!wish.empty()) field.attributes["name"] = wish;
    if (tag.source == TagSource::Form) field.attributes[std::string(kFormName)] = tag.text;
    const auto text_at = [&](const char* key) {
        const auto at = tag.attributes.find(key);
        return at == tag.attributes.end() ? std::string() : at->second;
    };
    field.label = text_at("label");
    field.value = text_at("default");
    field.readonly = text_at("readonly") == "yes";
    return field;
}

/// A header that every page repeats at its place: one name for its fields where the tag gives none. No author can
/// give it: it holds a '/'.
class Headers {
  public:
    explicit Headers(const std::vector<Tag>& tags) {
        for (const Tag& tag : tags) pages_[place_of(tag)].insert(tag.page);
    }

    /// Empty: the field stands alone or has a name.
    std::string shared_name(const Tag& tag, const Field& field) {
        const Place place = place_of(tag);
        if (tag.name || !is_filled_by_hand(tag.type) || pages_[place].size() < 2) return {};
        return names_.try_emplace(place, field.name + "/header").first->second;
    }

  private:
    using Place = std::tuple<std::string, long, long>;
    static Place place_of(const Tag& tag) { return {tag.text, std::lround(tag.box.x0), std::lround(tag.box.y0)}; }

    std::map<Place, std::set<int>> pages_;
    std::map<Place, std::string> names_;
};

}  // namespace

std::vector<Tag> field_tags(const std::vector<Tag>& tags) {
    std::vector<Tag> out;
    std::copy_if(tags.begin(), tags.end(), std::back_inserter(out),
                 [](const Tag& tag) { return tag.kind == TagKind::Field && (tag.visible || tag.source != TagSource::Form); });
    return out;
}

EnvelopeDraft draft_of(const Detection& found, const JobIdentity& job, const DocumentId& document) {
    EnvelopeDraft draft;
    draft.title = job.title;
    for (const Tag& tag : found.tags) {
        const auto subject = tag.attributes.find("subject");
        if (tag.kind == TagKind::Document && subject != tag.attributes.end() && !subject->second.empty())
            draft.title = subject->second;
    }
    draft.problems = found.problems;
    draft.pages = found.pages;
    draft.job = job;
    const std::vector<Tag> tags = field_tags(found.tags);
    const std::vector<std::string> roles = roles_of(tags);
    int place = 0;
    for (const std::string& key : ordered_roles(roles)) {
        DraftRole role;
        role.key = key;
        role.routing_order = turn_of(key, ++place, tags, roles);
        draft.roles.push_back(std::move(role));
    }
    std::set<std::string> taken;
    Headers headers(tags);
    for (std::size_t i = 0; i < tags.size(); ++i) {
        Field& field = draft.fields.emplace_back(field_of(tags[i], roles[i], document, taken));
        if (std::string name = headers.shared_name(tags[i], field); !name.empty()) field.attributes["name"] = std::move(name);
    }
    return draft;
}

std::vector<Missing> missing_in(const EnvelopeDraft& draft) {
    std::vector<Missing> missing;
    for (std::size_t i = 0; i < draft.problems.size(); ++i) missing.push_back({Missing::Kind::Problem, {}});
    for (const DraftRole& role : draft.roles)
        if (role.name.empty() || role.email.empty()) missing.push_back({Missing::Kind::Person, role.key});
    if (draft.roles.empty()) missing.push_back({Missing::Kind::NoSigner, {}});
    return missing;
}

}  // namespace quillport
