#include "quillport/core/draft.hpp"

#include <algorithm>
#include <charconv>
#include <set>

namespace quillport {
namespace {

std::optional<int> number_in(const std::string& role) {
    int n = 0;
    const auto [end, failed] = std::from_chars(role.data(), role.data() + role.size(), n);
    if (failed != std::errc{} || end != role.data() + role.size()) return std::nullopt;
    return n;
}

/// Numbered roles first and by number, named ones in order of appearance behind them.
std::vector<std::string> ordered_roles(const std::vector<Tag>& tags) {
    std::vector<std::string> numbered;
    std::vector<std::string> named;
    for (const Tag& tag : tags) {
        auto& list = number_in(tag.role) ? numbered : named;
        if (std::find(list.begin(), list.end(), tag.role) == list.end()) list.push_back(tag.role);
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

Field field_of(const Tag& tag, const DocumentId& document, std::set<std::string>& taken) {
    Field field;
    field.name = unique_name(plain(tag.name.value_or(std::string(name_of(tag.type)) + "_" + tag.role)), taken);
    field.id = {field.name};
    field.type = tag.type;
    field.role = tag.role;
    field.document = document;
    field.page = tag.page;
    field.box = tag.field;
    field.rotation = tag.rotation;
    field.font_size = tag.font_size;
    field.required = tag.required;
    field.attributes = tag.attributes;
    const auto text_at = [&](const char* key) {
        const auto at = tag.attributes.find(key);
        return at == tag.attributes.end() ? std::string() : at->second;
    };
    field.label = text_at("label");
    field.value = text_at("default");
    field.readonly = text_at("readonly") == "yes";
    return field;
}

}  // namespace

EnvelopeDraft draft_of(const Detection& found, const JobIdentity& job, const DocumentId& document) {
    EnvelopeDraft draft;
    draft.title = job.title;
    draft.problems = found.problems;
    draft.pages = found.pages;
    draft.job = job;
    int order = 0;
    for (const std::string& key : ordered_roles(found.tags)) {
        DraftRole role;
        role.key = key;
        role.routing_order = ++order;
        draft.roles.push_back(std::move(role));
    }
    std::set<std::string> taken;
    for (const Tag& tag : found.tags) draft.fields.push_back(field_of(tag, document, taken));
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
