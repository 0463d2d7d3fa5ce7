#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "build.hpp"
#include "keyed.hpp"

namespace quillport::tags {
namespace {

constexpr std::string_view kName = "dropbox-sign";

constexpr auto kTypes = std::to_array<TypeWord>({
    {"sig", FieldType::Signature},
    {"initial", FieldType::Initials},
    {"date", FieldType::Date},
    {"text", FieldType::Text},
    {"check", FieldType::Checkbox},
    {"text-merge", FieldType::Text, Support::Near},
    {"checkbox-merge", FieldType::Checkbox, Support::Near},
    {"hyperlink", FieldType::Text, Support::Refused},
});

/// The dialect's checks of what is typed in, where they are a pattern. The others are kept as an attribute.
struct Check {
    std::string_view word, pattern;
};
constexpr auto kChecks = std::to_array<Check>({
    {"numbers_only", "[0-9]*"},
    {"letters_only", "\\pL*"},
    {"email_address", kAddressPattern},
});

enum Position : std::size_t { Type, Requirement, Signer, Label, Id, Validation, AutoFill };

bool is_group(std::string_view requirement) {
    return requirement.size() > 3 && requirement.starts_with("req") && requirement[3] >= '0' && requirement[3] <= '9';
}

/// "signer1", "sender": what no other text between bars has.
bool is_signer(Units units) {
    std::string number;
    const std::string word = folded(units);
    return word == "sender" || word == "signer" || is_numbered(word, "signer", number);
}

std::optional<ParseFault> take_signer(ParsedTag& tag, Units units) {
    std::string number;
    const std::string word = folded(units);
    if (word == "sender") {
        set_role(tag, "sender");
    } else if (is_numbered(word, "signer", number) && number != "0") {
        set_role(tag, number);
    } else {
        return fault("bad_role",
                     "signer1, signer2, ... or sender is expected in the third part, not \"" + value_of(units) + "\".");
    }
    return std::nullopt;
}

/// What is not "noreq" must be filled, as Dropbox Sign has it. "req0-1", "req1": so many of the boxes of a group; what
/// that means for one box is settled when all are known.
void take_requirement(ParsedTag& tag, Units units) {
    const std::string word = folded(units);
    tag.required = word != "noreq";
    if (!is_group(word)) return;
    tag.required = word[3] != '0';
    tag.attributes.emplace(std::string(kName) + ".group", word);
}

void take_check(ParsedTag& tag, Units units) {
    const std::string word = folded(units);
    if (word.empty()) return;
    const auto check = std::find_if(kChecks.begin(), kChecks.end(), [&](const Check& row) { return row.word == word; });
    if (check != kChecks.end() && tag.type == FieldType::Text) {
        tag.attributes.emplace("pattern", check->pattern);
    } else {
        tag.attributes.emplace(std::string(kName) + ".validation", word);
    }
}

ParseOutcome read(const std::vector<Units>& parts, const Vocabulary& words) {
    ParsedTag tag;
    if (auto wrong = set_type(tag, kTypes, parts[Type], kName, words)) return std::move(*wrong);
    if (parts.size() <= Signer) return fault("bad_role", "The third part is missing: signer1, signer2, ... or sender.");
    take_requirement(tag, parts[Requirement]);
    if (auto wrong = take_signer(tag, parts[Signer])) return std::move(*wrong);
    if (tag.role == "sender") tag.attributes.emplace("readonly", "yes");
    if (parts.size() > Label && !parts[Label].empty()) tag.attributes.emplace("label", value_of(parts[Label]));
    if (parts.size() > Id && !parts[Id].empty()) tag.name = name_of_field(parts[Id]);
    if (parts.size() > Validation) take_check(tag, parts[Validation]);
    if (parts.size() > AutoFill && !parts[AutoFill].empty())
        tag.attributes.emplace(std::string(kName) + ".autofill", folded(parts[AutoFill]));
    if (parts.size() > AutoFill + 1) return fault("bad_value", "It has more parts than the dialect knows.");
    return tag;
}

/// "def:$name" begins a definition.
std::optional<std::string> defined_name(Units part) {
    const auto dollar = position_of(part, U'$');
    if (!dollar || folded(part.first(*dollar)) != "def:") return std::nullopt;
    return folded(part.subspan(*dollar + 1));
}

ParseOutcome read_definition(std::string name, std::vector<Units> parts, const Vocabulary& words) {
    parts.erase(parts.begin());
    return as_definition(
        parts.empty() ? ParseOutcome(fault("bad_value", "It defines nothing: a type is expected.")) : read(parts, words),
        std::move(name));
}

bool is_requirement(Units units) {
    const std::string word = folded(units);
    return word == "req" || word == "noreq" || is_group(word);
}

ParseOutcome parse_dropbox_sign(Units inner, TagForm, const Vocabulary& words) {
    if (inner.empty()) return NoTag{};
    if (inner.front().c == U'$') {
        const Units name = inner.subspan(1);
        if (!is_name(name)) return NoTag{};
        ParsedTag tag;
        tag.place = folded(name);
        tag.weak = true;  // "[$100]" stands in many texts
        return tag;
    }
    const auto parts = split_parts(inner, U'|');
    if (parts.size() < 2) return NoTag{};
    if (auto name = defined_name(parts[0])) return read_definition(std::move(*name), parts, words);
    // A table in brackets has bars, too: two of the three first parts must be the dialect's own.
    const int own = int{find_type(kTypes, folded(parts[0])) != nullptr} + int{is_requirement(parts[1])} +
                    int{parts.size() > 2 && is_signer(parts[2])};
    if (own < 2) return NoTag{};
    return read(parts, words);
}

bool meant(Units, TagForm, const Vocabulary&) { return false; }

}  // namespace

const Dialect kDropboxSignDialect{kName, {.brackets = true}, parse_dropbox_sign, meant};

}  // namespace quillport::tags
