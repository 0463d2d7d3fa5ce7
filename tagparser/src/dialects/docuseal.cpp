#include <algorithm>
#include <array>

#include "build.hpp"
#include "keyed.hpp"

namespace quillport::tags {
namespace {

constexpr auto kTypes = std::to_array<TypeWord>({
    {"text", FieldType::Text},
    {"signature", FieldType::Signature},
    {"initials", FieldType::Initials},
    {"date", FieldType::DateInput},  // typed in: what is filled on signing is "datenow"
    {"datenow", FieldType::Date},
    {"number", FieldType::Number},
    {"checkbox", FieldType::Checkbox},
    {"radio", FieldType::Radio},
    {"select", FieldType::Dropdown},
    {"image", FieldType::Image},
    {"file", FieldType::Attachment},
    {"stamp", FieldType::Stamp},
    {"phone", FieldType::Text, Support::Near},
    {"cells", FieldType::Text, Support::Near},
    {"multiple", FieldType::Text, Support::Refused},
    {"payment", FieldType::Text, Support::Refused},
    {"verification", FieldType::Text, Support::Refused},
    {"kba", FieldType::Text, Support::Refused},
    {"heading", FieldType::Text, Support::Refused},
    {"strikethrough", FieldType::Text, Support::Refused},
});

constexpr auto kKeys = std::to_array<KeyWord>({
    {"name", Meaning::Name},
    {"type", Meaning::Type},
    {"role", Meaning::Role},
    {"required", Meaning::Required},
    {"readonly", Meaning::YesNo, "readonly"},
    {"default", Meaning::Default, "default"},
    {"title", Meaning::Text, "label"},
    {"description", Meaning::Text, "tooltip"},
    {"options", Meaning::Options, "options"},
    {"option", Meaning::Text, "option"},
    {"condition", Meaning::Condition, "if"},
    {"width", Meaning::Pixels, "width"},
    {"height", Meaning::Pixels, "height"},
    {"format", Meaning::Text, "format"},
    {"min", Meaning::Text, "min"},
    {"max", Meaning::Text, "max"},
    {"font_size", Meaning::Points, "size"},
    {"align", Meaning::Word, "align"},
    {"font", Meaning::Kept},
    {"font_type", Meaning::Kept},
    {"color", Meaning::Kept},
    {"valign", Meaning::Kept},
    {"method", Meaning::Kept},
    {"mask", Meaning::Refused},
    {"hidden", Meaning::Refused},
});

/// A tag without a role belongs to the first party; what is not said to be optional must be filled, a checkbox too.
constexpr KeyedGrammar kGrammar{"docuseal", U';', U'=', Opening::Name, FieldType::Text, "1", kTypes, kKeys, {}};

/// Whether one of the parts is a key of the dialect with its value.
bool has_key(const std::vector<Units>& parts) {
    return std::any_of(parts.begin(), parts.end(), [](Units part) {
        const auto equals = position_of(part, U'=');
        return equals && find_key(kKeys, folded(part.first(*equals))) != nullptr;
    });
}

/// The way in which a signature is made is "format" here and "method" in the tag language.
void settle_format(ParsedTag& tag) {
    auto format = tag.attributes.extract("format");
    if (format.empty()) return;
    if (tag.type == FieldType::Signature || tag.type == FieldType::Initials) {
        const std::string& way = format.mapped();
        if (way == "drawn") tag.attributes.emplace("method", "draw");
        if (way == "typed") tag.attributes.emplace("method", "type");
        if (way == "upload") tag.attributes.emplace("method", "image");
        if (!tag.attributes.contains("method")) tag.attributes.emplace("docuseal.format", way);
        return;
    }
    const bool known = tag.type == FieldType::Date || tag.type == FieldType::DateInput || tag.type == FieldType::Number;
    tag.attributes.emplace(known ? "format" : "docuseal.format", std::move(format.mapped()));
}

/// Its own names for the parties are the numbers of those that bear none.
void join_party(ParsedTag& tag) {
    constexpr std::array<std::string_view, 5> kParties{"firstparty", "secondparty", "thirdparty", "fourthparty", "fifthparty"};
    const auto party = std::find(kParties.begin(), kParties.end(), tag.role_key);
    if (party != kParties.end()) tag.role_key = std::to_string(party - kParties.begin() + 1);
}

ParseOutcome parse_docuseal(Units inner, TagForm, const Vocabulary& words) {
    const auto parts = split_parts(inner, U';');
    const bool bare = parts.size() == 1 && is_name(inner) && !position_of(inner, U'.');
    if (!bare && !has_key(parts)) return NoTag{};
    ParseOutcome outcome = read_keyed(kGrammar, inner, words);
    if (auto* tag = std::get_if<ParsedTag>(&outcome)) {
        settle_format(*tag);
        join_party(*tag);
    }
    return outcome;
}

bool meant(Units rest, TagForm, const Vocabulary&) {
    const auto parts = split_parts(rest, U';');
    return parts.size() > 1 && has_key(parts);
}

}  // namespace

const Dialect kDocusealDialect{"docuseal", {.braces = true}, parse_docuseal, meant};

}  // namespace quillport::tags
