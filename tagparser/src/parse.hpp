#pragma once
#include <map>
#include <optional>
#include <span>
#include <string>
#include <variant>

#include "quillport/core/tag.hpp"
#include "scan.hpp"
#include "text.hpp"
#include "value.hpp"
#include "words.hpp"

namespace quillport::tags {

/// What a tag says.
struct ParsedTag {
    TagKind kind = TagKind::Field;
    FieldType type = FieldType::Signature;
    std::string place;     ///< folded name that {{$a}} asks for or that {{#a=...}} gives; empty: neither
    std::string role;      ///< as written; empty: none
    std::string role_key;  ///< folded: roles with equal keys are one
    /// What the role is where another tag names it so, the first that is known; empty when there is no doubt about its hyphens.
    std::vector<std::string> role_variants;
    std::optional<std::string> name;
    bool required = true;
    bool insists = false;  ///< `required` was written down
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

}  // namespace quillport::tags
