#include <array>
#include <optional>
#include <string>
#include <utility>

#include "build.hpp"
#include "keyed.hpp"

namespace quillport::tags {
namespace {

constexpr auto kTypes = std::to_array<TypeWord>({
    {"signature", FieldType::Signature},
    {"s", FieldType::Signature},
    {"initials", FieldType::Initials},
    {"i", FieldType::Initials},
    {"textfield", FieldType::Text},
    {"text", FieldType::Text},
    {"t", FieldType::Text},
    {"date", FieldType::DateInput},  // chosen by the recipient
    {"d", FieldType::DateInput},
    {"checkbox", FieldType::Checkbox},
    {"c", FieldType::Checkbox},
    {"dropdown", FieldType::Dropdown, Support::Refused},  // its options come by PandaDoc's interface, not with the tag
    {"radio", FieldType::Radio, Support::Refused},
    {"collectfile", FieldType::Attachment},
});

/// "[Signature: Jane Doe]" is a note in a text: the parts of a tag touch their colon.
bool touches(Units part) { return !part.empty() && !part.front().space_before; }

Units without_underscores(Units units) {
    while (!units.empty() && units.back().c == U'_') units = units.first(units.size() - 1);
    return units;
}

ParseOutcome parse_pandadoc(Units inner, TagForm, const Vocabulary& words) {
    auto parts = split_parts(without_underscores(inner), U':');
    if (parts.size() < 2 || parts.size() > 3 || parts[0].empty()) return NoTag{};
    const bool optional = parts[0].back().c == U'*';
    if (optional) parts[0] = parts[0].first(parts[0].size() - 1);
    const bool known = find_type(kTypes, folded(parts[0])) != nullptr;
    const bool marked = optional || inner.back().c == U'_';  // no other text looks so
    if (!known && (!marked || words.nearest_type(folded(parts[0])).empty())) return NoTag{};
    if (!touches(parts[1]) || (parts.size() == 3 && !touches(parts[2]))) {
        if (!marked) return NoTag{};
        return fault("bad_role", "A role is expected behind the colon, and no colon at the end.");
    }
    ParsedTag tag;
    if (auto wrong = set_type(tag, kTypes, parts[0], "pandadoc", words)) return std::move(*wrong);
    if (!is_name(parts[1]) && !marked) return NoTag{};
    if (auto wrong = set_role(tag, parts[1])) return std::move(*wrong);
    if (parts.size() == 3) tag.name = name_of_field(parts[2]);
    tag.required = !optional;
    return tag;
}

bool meant(Units, TagForm, const Vocabulary&) { return false; }

}  // namespace

const Dialect kPandadocDialect{"pandadoc", {.brackets = true, .brace = true}, parse_pandadoc, meant};

}  // namespace quillport::tags
