#include "quillport/core/field.hpp"

#include <algorithm>
#include <array>

namespace quillport {
namespace {

// In the order of FieldType.
constexpr std::array<std::string_view, 20> kNames = {
    "signature", "initials", "date",  "name",     "email", "company", "title", "text",       "multiline", "number",
    "dateinput", "checkbox", "radio", "dropdown", "stamp", "seal",    "image", "attachment", "approve",   "qr"};

}  // namespace

std::string_view name_of(FieldType type) noexcept { return kNames[static_cast<std::size_t>(type)]; }

std::optional<FieldType> field_type_named(std::string_view name) noexcept {
    const auto* at = std::find(kNames.begin(), kNames.end(), name);
    if (at == kNames.end()) return std::nullopt;
    return static_cast<FieldType>(at - kNames.begin());
}

bool is_filled_by_hand(FieldType type) noexcept {
    switch (type) {
        case FieldType::Name:
        case FieldType::Email:
        case FieldType::Company:
        case FieldType::Title:
        case FieldType::Text:
        case FieldType::Multiline:
        case FieldType::Number:
        case FieldType::DateInput:
        case FieldType::Checkbox:
        case FieldType::Radio:
        case FieldType::Dropdown:
            return true;
        default:
            return false;
    }
}

bool is_signed(FieldType type) noexcept { return type == FieldType::Signature || type == FieldType::Initials; }

}  // namespace quillport
