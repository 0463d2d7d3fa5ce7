#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "quillport/core/result.hpp"

namespace quillport::tags {

/// Two kinds of text that mean a field because the configuration says so.
enum class MarkKind : std::uint8_t {
    Custom,  ///< the organisation's own tags, a pattern with named parts: "##SIGN{role}##"; erased like any tag
    Anchor   ///< words of the document; they stay there and the field is placed by them
};

/// One of them. A value; travels to the worker as it is.
struct TextMark {
    std::string text;  ///< UTF-8; in a pattern {role}, {n}, {type}, {name}, {label} or another key of the tag language
    std::map<std::string, std::string> keys;  ///< type, role and keys of the tag language, as in a tag
    double dx = 0, dy = 0;                    ///< points from the left end of its baseline: along the text, and up
    bool whole_word = false;                  ///< no letter or digit may touch it
    bool match_case = false;
    bool spaces = true;     ///< white space inside it does not count
    bool erase = true;      ///< it leaves the document
    bool expected = false;  ///< a document without it has a problem

    friend bool operator==(const TextMark&, const TextMark&) = default;
};

/// Reads one setting: the text, then key=value separated by blanks. The text may stand in quotes; a value that holds blanks must.
///     ##SIGN{role}## type=signature width=60mm
///     "\s1\" type=signature role=1 dx=5mm dy=-2mm whole_word=yes case=no spaces=yes
/// Errors: InvalidInput with a sentence that says what was expected.
[[nodiscard]] Result<TextMark> parse_mark(MarkKind kind, std::string_view setting);

}  // namespace quillport::tags
