#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "adobe.hpp"
#include "build.hpp"

namespace quillport::tags {
namespace {

enum class Effect : std::uint8_t {
    Type,
    OptionalType,  ///< a type whose field may stay empty
    NearType,      ///< kept as "adobe.type", too
    Dimension,
    Options,
    Option,
    Multiline,
    Value,      ///< a text for `key`
    Condition,  ///< shown only if
    Font,
    Number,   ///< a number, with bounds
    Date,     ///< a date that is typed in, with its format and bounds
    Length,   ///< a text of so many characters
    Pattern,  ///< a pattern of one's own
    Email,    ///< an address, typed in
    Kept,     ///< under "adobe.<word>"
    Refused
};

struct Row {
    std::string_view word;
    Effect effect;
    FieldType type = FieldType::Text;
    std::string_view key{};
};

// Words of the old guide and of the pages that follow it; where they differ, both.
constexpr auto kRows = std::to_array<Row>({
    {"signature", Effect::Type, FieldType::Signature},
    {"optsignature", Effect::OptionalType, FieldType::Signature},
    {"signatureblock", Effect::NearType, FieldType::Signature},
    {"digitalsignature", Effect::NearType, FieldType::Signature},
    {"initials", Effect::Type, FieldType::Initials},
    {"optinitials", Effect::OptionalType, FieldType::Initials},
    {"stampimage", Effect::Type, FieldType::Stamp},
    {"stamp", Effect::Type, FieldType::Stamp},
    {"date", Effect::Type, FieldType::Date},
    {"text", Effect::Type, FieldType::Text},
    {"fullname", Effect::Type, FieldType::Name},
    {"email", Effect::Type, FieldType::Email},
    {"company", Effect::Type, FieldType::Company},
    {"title", Effect::Type, FieldType::Title},
    {"checkbox", Effect::Type, FieldType::Checkbox},
    {"dropdown", Effect::Options, FieldType::Dropdown},
    {"options", Effect::Options, FieldType::Dropdown},
    {"radio", Effect::Option, FieldType::Radio},
    {"multiline", Effect::Multiline, FieldType::Multiline},
    {"attachment", Effect::Type, FieldType::Attachment},
    {"image", Effect::Type, FieldType::Image},
    {"inlineimage", Effect::Type, FieldType::Image},
    {"dimension", Effect::Dimension},
    {"label", Effect::Value, FieldType::Text, "label"},
    {"tooltip", Effect::Value, FieldType::Text, "tooltip"},
    {"default", Effect::Value, FieldType::Text, "default"},
    {"align", Effect::Value, FieldType::Text, "align"},
    {"format", Effect::Value, FieldType::Text, "format"},
    {"maxlen", Effect::Value, FieldType::Text, "maxlength"},
    {"font", Effect::Font},
    {"showif", Effect::Condition},
    {"number", Effect::Number, FieldType::Number},
    {"isnumber", Effect::Number, FieldType::Number},
    {"isdate", Effect::Date, FieldType::DateInput},
    {"string", Effect::Length},
    {"isstring", Effect::Length},
    {"custom", Effect::Pattern},
    {"isemail", Effect::Email},
    {"phone", Effect::Kept},
    {"isphone", Effect::Kept},
    {"zip", Effect::Kept},
    {"iszip", Effect::Kept},
    {"ssn", Effect::Kept},
    {"isssn", Effect::Kept},
    {"currency", Effect::Kept},
    {"iscurrency", Effect::Kept},
    {"percent", Effect::Kept},
    {"ispercent", Effect::Kept},
    {"time", Effect::Kept},
    {"istime", Effect::Kept},
    {"calc", Effect::Refused},
    {"hideif", Effect::Refused},
    {"disableif", Effect::Refused},
    {"enableif", Effect::Refused},
    {"mask", Effect::Refused},
    {"password", Effect::Refused},
    {"hyperlink", Effect::Refused},
    {"link", Effect::Refused},
    {"payment", Effect::Refused},
    {"firstname", Effect::Refused},
    {"lastname", Effect::Refused},
    {"transactionid", Effect::Refused},
    {"participationstamp", Effect::Refused},
});

/// A part with its arguments: "dimension(width=50mm, height=12mm)".
struct Call {
    std::string word;
    Units arguments;
};

Call call_of(Units part) {
    const auto open = position_of(part, U'(');
    if (!open) return {folded(part), {}};
    Units inside = part.subspan(*open + 1);
    if (!inside.empty() && inside.back().c == U')') inside = inside.first(inside.size() - 1);
    return {folded(part.first(*open)), inside};
}

const Row* find_row(std::string_view word) {
    const auto found = std::find_if(kRows.begin(), kRows.end(), [&](const Row& row) { return row.word == word; });
    return found == kRows.end() ? nullptr : &*found;
}

struct Argument {
    std::string key;  ///< folded; empty: none
    Units value;
};

std::vector<Argument> arguments_of(Units inside) {
    std::vector<Argument> out;
    if (inside.empty()) return out;
    for (const Units part : split_parts(inside, U',')) {
        const auto equals = position_of(part, U'=');
        const bool quoted = !part.empty() && part.front().c == U'"';
        if (equals && !quoted) {
            out.push_back({folded(part.first(*equals)), part.subspan(*equals + 1)});
        } else {
            out.push_back({{}, part});
        }
    }
    return out;
}

ParseFault bad_argument(const Call& call, const char* expected) {
    return fault("bad_value",
                 "\"" + call.word + "\" expects " + expected + ", not \"" + to_utf8(words_of(call.arguments)) + "\".");
}

std::optional<ParseFault> dimension(const Call& call, ParsedTag& tag) {
    constexpr const char* kExpected = "lengths such as width=50mm, height=12mm";
    const auto arguments = arguments_of(call.arguments);
    if (arguments.empty()) return bad_argument(call, kExpected);
    for (const Argument& argument : arguments) {
        auto length = length_in_points(value_of(argument.value), "pt");
        if ((argument.key != "width" && argument.key != "height") || !length) return bad_argument(call, kExpected);
        tag.attributes.insert_or_assign(argument.key, std::move(*length));
    }
    return std::nullopt;
}

/// options="A,B", or the options one by one. Values that differ from what is shown are kept.
std::optional<ParseFault> options(const Call& call, ParsedTag& tag) {
    if (call.arguments.empty()) return std::nullopt;
    Units shown = call.arguments;
    for (const Argument& argument : arguments_of(call.arguments)) {
        if (argument.key == "options") shown = argument.value;
        if (argument.key == "values" || argument.key == "exportvalues")
            tag.attributes.insert_or_assign("adobe.values", value_of(argument.value));
    }
    auto list = options_of(shown, U',');
    if (!list || list->empty()) return bad_argument(call, "options such as \"A,B,C\", without |");
    tag.attributes.insert_or_assign("options", std::move(*list));
    return std::nullopt;
}

std::optional<ParseFault> font(const Call& call, ParsedTag& tag) {
    for (const Argument& argument : arguments_of(call.arguments)) {
        const std::string value = value_of(argument.value);
        if (argument.key != "size") {
            tag.attributes.insert_or_assign("adobe.font." + (argument.key.empty() ? "name" : argument.key), value);
        } else if (fold_word(words_of(argument.value)) != "auto") {
            auto size = length_in_points(value, "pt");
            if (!size) return bad_argument(call, "a size in points");
            tag.attributes.insert_or_assign("size", std::move(*size));
        }
    }
    return std::nullopt;
}

/// One comparison; what joins several has no equal in the tag language.
std::optional<ParseFault> condition(const Call& call, ParsedTag& tag) {
    const Units inside = call.arguments;
    const auto equals = position_of(inside, U'=');
    if (!equals || *equals == 0) return bad_argument(call, "field=value");
    const bool differs = inside[*equals - 1].c == U'!';
    Units name = inside.first(*equals - (differs ? 1 : 0));
    Units value = inside.subspan(*equals + 1);
    if (!value.empty() && value.front().c == U'=') value = value.subspan(1);
    if (name.size() > 2 && name.front().c == U'[' && name.back().c == U']') name = name.subspan(1, name.size() - 2);
    const std::u32string text = words_of(value);
    const bool single = is_name(name) && text.find(U'=') == std::u32string::npos && text.find(U" and ") == std::u32string::npos &&
                        text.find(U" or ") == std::u32string::npos && text.find(U'&') == std::u32string::npos;
    if (!single) return fault("unsupported_key", "\"showif\" with several comparisons cannot be done by this product.");
    tag.attributes.insert_or_assign("if", name_of_field(name) + (differs ? "!=" : "=") + value_of(value));
    return std::nullopt;
}

/// min, max, format: what bounds a typed value.
std::optional<ParseFault> bounds(const Call& call, ParsedTag& tag) {
    for (const Argument& argument : arguments_of(call.arguments)) {
        const std::string value = value_of(argument.value);
        if (argument.key == "min" || argument.key == "max" || argument.key == "format") {
            tag.attributes.insert_or_assign(argument.key, value);
        } else if (argument.key.empty() && tag.type == FieldType::DateInput) {
            tag.attributes.insert_or_assign("format", value);
        } else {
            tag.attributes.insert_or_assign("adobe." + call.word + (argument.key.empty() ? "" : "." + argument.key), value);
        }
    }
    return std::nullopt;
}

std::optional<ParseFault> length_or_pattern(const Call& call, ParsedTag& tag) {
    for (const Argument& argument : arguments_of(call.arguments)) {
        const std::string value = value_of(argument.value);
        if (argument.key == "maxlen" || argument.key == "max") {
            tag.attributes.insert_or_assign("maxlength", value);
        } else if (argument.key == "regexp" || argument.key == "regex") {
            tag.attributes.insert_or_assign("pattern", value);
        } else {
            tag.attributes.insert_or_assign("adobe." + call.word + (argument.key.empty() ? "" : "." + argument.key), value);
        }
    }
    return std::nullopt;
}

std::optional<ParseFault> value(const Row& row, const Call& call, ParsedTag& tag) {
    Units text = call.arguments;
    if (const auto equals = position_of(text, U'='); equals && folded(text.first(*equals)) == "value")
        text = text.subspan(*equals + 1);
    if (text.empty()) return bad_argument(call, "a value in round brackets");
    std::string said = value_of(text);
    if (row.key == "align") {
        said = folded(unquoted(text));
        if (!is_word_of("left center right", said)) return bad_argument(call, "left, center or right");
    }
    tag.attributes.insert_or_assign(std::string(row.key), std::move(said));
    return std::nullopt;
}

void take_type(const Row& row, const Call& call, ParsedTag& tag, AdobeDirectives& directives) {
    tag.type = row.type;
    directives.typed = true;
    directives.optional = row.effect == Effect::OptionalType;
    if (row.effect == Effect::NearType) tag.attributes.insert_or_assign("adobe.type", std::string(row.word));
    if (row.type == FieldType::Signature && row.word == "digitalsignature")
        tag.attributes.insert_or_assign("method", "certificate");
    for (const Argument& argument : arguments_of(call.arguments)) {
        const std::string kept = "adobe." + call.word + (argument.key.empty() ? "" : "." + argument.key);
        tag.attributes.insert_or_assign(argument.key == "label" ? "label" : kept, value_of(argument.value));
    }
}

std::optional<ParseFault> take(const Row& row, const Call& call, ParsedTag& tag, AdobeDirectives& directives) {
    switch (row.effect) {
        case Effect::Type:
        case Effect::OptionalType:
        case Effect::NearType:
            take_type(row, call, tag, directives);
            return std::nullopt;
        case Effect::Dimension:
            return dimension(call, tag);
        case Effect::Options:
            if (row.word == "dropdown") take_type(row, {call.word, {}}, tag, directives);
            return options(call, tag);
        case Effect::Option:
            take_type(row, {call.word, {}}, tag, directives);
            if (!call.arguments.empty()) tag.attributes.insert_or_assign("option", value_of(call.arguments));
            return std::nullopt;
        case Effect::Multiline:
            take_type(row, call, tag, directives);
            return std::nullopt;
        case Effect::Value:
            return value(row, call, tag);
        case Effect::Condition:
            return condition(call, tag);
        case Effect::Font:
            return font(call, tag);
        case Effect::Number:
        case Effect::Date:
            take_type(row, {call.word, {}}, tag, directives);
            return bounds(call, tag);
        case Effect::Length:
        case Effect::Pattern:
            return length_or_pattern(call, tag);
        case Effect::Email:
            tag.attributes.insert_or_assign("pattern", kAddressPattern);
            return std::nullopt;
        case Effect::Kept:
            tag.attributes.insert_or_assign("adobe." + call.word, call.arguments.empty() ? "yes" : value_of(call.arguments));
            return std::nullopt;
        case Effect::Refused:
            return fault("unsupported_key", "\"" + call.word + "\" cannot be done by this product.");
    }
    return std::nullopt;
}

}  // namespace

bool is_adobe_directive(Units part) { return find_row(call_of(part).word) != nullptr; }

std::optional<ParseFault> take_adobe_directive(Units part, ParsedTag& tag, AdobeDirectives& directives, const Vocabulary& words) {
    const Call call = call_of(part);
    const Row* row = find_row(call.word);
    if (row != nullptr) return take(*row, call, tag, directives);
    if (directives.typed) return fault("unknown_key", "\"" + call.word + "\" is no directive of the dialect adobe.");
    return fault("unknown_type", "\"" + call.word + "\" is no type of field of the dialect adobe.",
                 words.nearest_type(call.word));
}

}  // namespace quillport::tags
