#pragma once
#include <map>
#include <optional>
#include <span>
#include <string>
#include <variant>

#include "quillport/core/tag.hpp"
#include "scan.hpp"
#include "text.hpp"
#include "words.hpp"

namespace quillport::tags {

/// What a tag says.
struct ParsedTag {
    TagKind kind = TagKind::Field;
    FieldType type = FieldType::Signature;
    std::string place;     ///< folded name that {{$a}} asks for or that {{#a=...}} gives; empty: neither
    std::string role;      ///< as written; empty: none
    std::string role_key;  ///< folded: roles with equal keys are one
    std::optional<std::string> name;
    bool required = true;
    std::map<std::string, std::string> attributes;
    bool weak = false;  ///< a place that means nothing when nobody defines it
    bool fits = false;  ///< where it says no size, the field is as wide as the tag and as high as its first letter
};

/// Why it says nothing that can be taken.
struct ParseFault {
    std::string code;
    std::string explanation;  ///< a sentence or two for the author, without the tag's text
    std::string guess;
    std::string place;  ///< of a definition that cannot be read: its name, so that its places are not told as well
};

/// Not meant as a tag at all ("## Heading ... ##").
struct NoTag {};

using ParseOutcome = std::variant<ParsedTag, ParseFault, NoTag>;

/// Reads what stands between the marks.
[[nodiscard]] ParseOutcome parse(Units inner, TagForm form, const Vocabulary& words);

/// A length of the language ("60mm", "20%") in points; `page_width` for percentages. Empty when it is none.
[[nodiscard]] std::optional<double> parse_length(std::string_view text, double page_width);

}  // namespace quillport::tags
