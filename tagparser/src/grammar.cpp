#include "quillport/tags/grammar.hpp"

#include <array>

#include "words.hpp"

namespace quillport::tags {
namespace {

constexpr auto kTypes = std::to_array<TypeRow>({
    {FieldType::Signature, "signature", "sig s", "signature of the recipient"},
    {FieldType::Initials, "initials", "ini paraph", "short signature"},
    {FieldType::Date, "date", "", "date of signing, filled by the portal"},
    {FieldType::Name, "name", "", "name of the recipient"},
    {FieldType::Email, "email", "", "e-mail address of the recipient"},
    {FieldType::Company, "company", "", "company of the recipient"},
    {FieldType::Title, "title", "", "title or function of the recipient"},
    {FieldType::Text, "text", "", "typed in, one line"},
    {FieldType::Multiline, "multiline", "", "typed in, several lines"},
    {FieldType::Number, "number", "", "typed in, a number"},
    {FieldType::DateInput, "dateinput", "", "typed in, a date"},
    {FieldType::Checkbox, "checkbox", "check", "ticked or not"},
    {FieldType::Radio, "radio", "", "one of several, a tag for each"},
    {FieldType::Dropdown, "dropdown", "select", "one of several out of a list"},
    {FieldType::Stamp, "stamp", "", "a predefined stamp"},
    {FieldType::Seal, "seal", "", "seal of the organisation"},
    {FieldType::Image, "image", "", "picture uploaded by the recipient"},
    {FieldType::Attachment, "attachment", "", "file uploaded by the recipient"},
    {FieldType::Approve, "approve", "", "button of an approver"},
    {FieldType::Qr, "qr", "", "link to the verification page"},
});

constexpr std::string_view kTyped = "name email company title text multiline number dateinput date dropdown";
constexpr std::string_view kFilled = "name email company title text multiline number dateinput checkbox radio dropdown";

constexpr auto kKeys = std::to_array<KeyRow>({
    {"name", ValueKind::Identifier, "", "", "generated", "identifier of the field; equal names share one value"},
    {"label", ValueKind::Text, "", "", "the type", "text shown to the recipient"},
    {"tooltip", ValueKind::Text, "", "", "the label", "longer text shown to the recipient"},
    {"required", ValueKind::YesNo, "", "", "yes (no for checkbox)", "must be filled before signing"},
    {"readonly", ValueKind::YesNo, "", kFilled, "no", "shown, not editable"},
    {"default", ValueKind::Text, "", kFilled, "empty", "value that stands there from the start"},
    {"width", ValueKind::Length, "", "", "of the tag", "width of the field"},
    {"height", ValueKind::Length, "", "", "of the font", "height of the field"},
    {"size", ValueKind::FontSize, "", "", "the tag's own; 10 below 6 pt", "font size"},
    {"align", ValueKind::Choice, "left center right", kTyped, "left", "where the text stands in the field"},
    {"format", ValueKind::Text, "", "date dateinput number", "d. m. yyyy", "how date or number are written"},
    {"pattern", ValueKind::Text, "", "text multiline number", "none", "what may be typed in, RE2 syntax"},
    {"min", ValueKind::Text, "", "number dateinput", "none", "smallest value"},
    {"max", ValueKind::Text, "", "number dateinput", "none", "largest value"},
    {"maxlength", ValueKind::Count, "", "name email company title text multiline", "none", "characters at most"},
    {"options", ValueKind::Text, "", "dropdown", "", "what can be chosen, separated by |"},
    {"option", ValueKind::Text, "", "radio", "", "what this one means"},
    {"if", ValueKind::Text, "", "", "always", "field=value or field!=value: shown and required only then"},
    {"order", ValueKind::Count, "", "", "order of appearance", "place of the role in the routing"},
    {"group", ValueKind::Identifier, "", "", "none", "role group: any one of them"},
    {"method", ValueKind::Choice, "click draw type image certificate remote any", "signature initials", "any", "how to sign"},
    {"auth", ValueKind::Choices, "link email sms pin passkey certificate", "", "policy", "checks of the recipient"},
    {"person", ValueKind::Text, "", "", "none", "key of the directory"},
    {"email", ValueKind::Text, "", "", "none", "proposes a person, by policy of the queue"},
    {"phone", ValueKind::Text, "", "", "none", "proposes a person, by policy of the queue"},
});

constexpr auto kReserved = std::to_array<std::string_view>({"doc", "split"});

/// True when `list`, words separated by blanks, holds `word`.
constexpr bool holds(std::string_view list, std::string_view word) {
    for (std::size_t at = 0; at <= list.size();) {
        const std::size_t end = std::min(list.find(' ', at), list.size());
        if (list.substr(at, end - at) == word) return true;
        at = end + 1;
    }
    return false;
}

}  // namespace

std::span<const TypeRow> type_table() noexcept { return kTypes; }
std::span<const KeyRow> key_table() noexcept { return kKeys; }
std::span<const std::string_view> reserved_words() noexcept { return kReserved; }

const KeyRow* find_key(std::string_view folded) noexcept {
    for (const KeyRow& key : kKeys) {
        if (key.word == folded) return &key;
    }
    return nullptr;
}

bool allows(const KeyRow& key, FieldType type) noexcept { return key.types.empty() || holds(key.types, name_of(type)); }

bool is_word_of(std::string_view list, std::string_view word) noexcept { return !word.empty() && holds(list, word); }

}  // namespace quillport::tags
