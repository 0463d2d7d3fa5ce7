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

std::vector<std::string> split_options(std::string_view options) {
    std::vector<std::string> out(1);
    std::size_t solid = 0;  // length up to the last character that is no blank around the option
    const auto close = [&] { out.back().resize(solid); };
    for (std::size_t i = 0; i < options.size(); ++i) {
        const char c = options[i];
        if (c == '|') {
            close();
            out.emplace_back();
            solid = 0;
            continue;
        }
        const bool escape = c == '\\' && i + 1 < options.size() && (options[i + 1] == '|' || options[i + 1] == '\\');
        if (c == ' ' && out.back().empty()) continue;
        out.back() += escape ? options[++i] : c;
        if (c != ' ') solid = out.back().size();
    }
    close();
    return out;
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
