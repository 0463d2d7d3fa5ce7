#include "mapping.hpp"

namespace quillport::http {

contract::Box to_contract(const Rect& box) { return {box.x0, box.y0, box.x1, box.y1}; }
Rect from_contract(const contract::Box& box) { return {box[0], box[1], box[2], box[3]}; }

std::vector<contract::PageSize> to_contract(const std::vector<PageSize>& pages) {
    std::vector<contract::PageSize> out;
    for (const PageSize& page : pages) out.push_back({.width = page.width, .height = page.height});
    return out;
}

contract::FieldType to_contract(FieldType type) {
    // Both sides take their words from the tag language; a test walks all of them.
    contract::FieldType out{};
    return contract::named(name_of(type), out) ? out : contract::FieldType::Text;
}

FieldType from_contract(contract::FieldType type) { return field_type_named(contract::name_of(type)).value_or(FieldType::Text); }

std::optional<std::string> unless_empty(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional<std::string>(text);
}

std::optional<std::vector<std::string>> unless_empty(const std::vector<std::string>& list) {
    return list.empty() ? std::nullopt : std::optional<std::vector<std::string>>(list);
}

contract::User to_contract(const services::User& user) {
    return {.id = user.id.value,
            .name = user.name,
            .email = user.email,
            .organisation = user.organisation_name,
            .administrator = user.administrator};
}

contract::TagSettings to_contract(const TagSettings& settings) {
    return {.dialects = unless_empty(settings.dialects),
            .languages = unless_empty(settings.languages),
            .marks = unless_empty(settings.marks),
            .anchors = unless_empty(settings.anchors),
            .split = unless_empty(settings.split)};
}

TagSettings from_contract(const contract::TagSettings& settings) {
    return {settings.dialects.value_or(std::vector<std::string>{}), settings.languages.value_or(std::vector<std::string>{}),
            settings.marks.value_or(std::vector<std::string>{}), settings.anchors.value_or(std::vector<std::string>{}),
            settings.split.value_or("")};
}

}  // namespace quillport::http
