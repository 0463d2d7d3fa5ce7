#include <array>
#include <string>

#include "build.hpp"
#include "keyed.hpp"

namespace quillport::tags {
namespace {

constexpr auto kTypes = std::to_array<TypeWord>({
    {"signature", FieldType::Signature},
    {"free_signature", FieldType::Signature, Support::Near},
    {"initials", FieldType::Initials},
    {"name", FieldType::Name},
    {"email", FieldType::Email},
    {"date", FieldType::Date},
    {"text", FieldType::Text},
    {"number", FieldType::Number},
    {"radio", FieldType::Radio},
    {"checkbox", FieldType::Checkbox},
    {"dropdown", FieldType::Dropdown},
});

constexpr auto kKeys = std::to_array<KeyWord>({
    {"required", Meaning::Required},
    {"readonly", Meaning::YesNo, "readonly"},
    {"fontsize", Meaning::Points, "size"},
    {"textalign", Meaning::Word, "align"},
    {"label", Meaning::Text, "label"},
    {"placeholder", Meaning::Text, "tooltip"},
    {"text", Meaning::Text, "default"},
    {"value", Meaning::Default, "default"},
    {"defaultvalue", Meaning::Default, "default"},
    {"characterlimit", Meaning::Count, "maxlength"},
    {"minvalue", Meaning::Text, "min"},
    {"maxvalue", Meaning::Text, "max"},
    {"numberformat", Meaning::Text, "format"},
    {"values", Meaning::Options, "options"},
    {"options", Meaning::Options, "options"},
    {"width", Meaning::Pixels, "width"},
    {"height", Meaning::Pixels, "height"},
});

constexpr KeyedGrammar kGrammar{
    "documenso", U',', U'=', Opening::TypeRole, FieldType::Text, {}, kTypes, kKeys, "r", "text number radio checkbox dropdown"};

/// One field of it may hold several boxes or buttons; a tag of the tag language is one.
std::optional<ParseFault> single(ParsedTag& tag) {
    if (tag.type != FieldType::Checkbox && tag.type != FieldType::Radio) return std::nullopt;
    auto options = tag.attributes.extract("options");
    if (options.empty()) return std::nullopt;
    if (tag.type == FieldType::Radio || options.mapped().find('|') != std::string::npos) {
        return fault("unsupported_key", "Several boxes or buttons in one field cannot be made: write a tag for each.");
    }
    tag.attributes.emplace("label", std::move(options.mapped()));
    return std::nullopt;
}

bool is_recipient(Units units) {
    std::string number;
    return is_numbered(folded(units), "r", number);
}

ParseOutcome parse_documenso(Units inner, TagForm, const Vocabulary& words) {
    const auto parts = split_parts(inner, U',');
    if (parts.size() < 2) return NoTag{};  // without a recipient it leaves the text alone, too
    if (find_type(kTypes, folded(parts[0])) == nullptr && !is_recipient(parts[1])) return NoTag{};
    ParseOutcome outcome = read_keyed(kGrammar, inner, words);
    auto* tag = std::get_if<ParsedTag>(&outcome);
    if (tag == nullptr) {
        const auto* wrong = std::get_if<ParseFault>(&outcome);
        // It needs values for the buttons and has no way to say them one by one.
        if (wrong != nullptr && wrong->code == "missing_key" && folded(parts[0]) == "radio") {
            return fault("unsupported_type", "Radio buttons need a tag for each option, which this dialect cannot say.");
        }
        return outcome;
    }
    if (auto wrong = single(*tag)) return std::move(*wrong);
    return outcome;
}

bool meant(Units rest, TagForm, const Vocabulary&) {
    const auto parts = split_parts(rest, U',');
    return parts.size() > 1 && find_type(kTypes, folded(parts[0])) != nullptr && parts[1].size() > 1 && parts[1][0].c < 0x80 &&
           (parts[1][0].c | 0x20U) == U'r' && parts[1][1].c >= U'0' && parts[1][1].c <= U'9';
}

}  // namespace

const Dialect kDocumensoDialect{"documenso", {.braces = true}, parse_documenso, meant};

}  // namespace quillport::tags
