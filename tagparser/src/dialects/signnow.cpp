#include <algorithm>
#include <array>

#include "build.hpp"
#include "keyed.hpp"

namespace quillport::tags {
namespace {

constexpr auto kTypes = std::to_array<TypeWord>({
    {"s", FieldType::Signature},
    {"i", FieldType::Initials},
    {"t", FieldType::Text},
    {"d", FieldType::Dropdown},
    {"c", FieldType::Checkbox},
    {"f", FieldType::Attachment},
});

constexpr auto kKeys = std::to_array<KeyWord>({
    {"t", Meaning::Type},
    {"r", Meaning::Required},
    {"o", Meaning::Role},
    {"l", Meaning::Text, "label"},
    {"p", Meaning::Default, "default"},
    {"dd", Meaning::Options, "options"},
    {"w", Meaning::Pixels, "width"},
    {"h", Meaning::Pixels, "height"},
    {"f", Meaning::Kept},
    {"v", Meaning::Kept},
});

constexpr KeyedGrammar kGrammar{"signnow", U';', U':', Opening::Nothing, FieldType::Text, "1", kTypes, kKeys, {}};

/// "t:s;" and a second key of the dialect: nothing else begins so.
bool meant(Units rest, TagForm, const Vocabulary&) {
    if (rest.size() < 4 || (rest[0].c | 0x20U) != U't' || rest[1].c != U':') return false;
    const auto parts = split_parts(rest, U';');
    return std::any_of(parts.begin() + 1, parts.end(), [](Units part) {
        const auto colon = position_of(part, U':');
        return colon && find_key(kKeys, folded(part.first(*colon))) != nullptr;
    });
}

ParseOutcome parse_signnow(Units inner, TagForm form, const Vocabulary& words) {
    if (!meant(inner, form, words)) return NoTag{};
    return read_keyed(kGrammar, inner, words);
}

}  // namespace

const Dialect kSignnowDialect{"signnow", {.braces = true, .brace = true}, parse_signnow, meant};

}  // namespace quillport::tags
