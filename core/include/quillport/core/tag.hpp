#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "quillport/core/field.hpp"
#include "quillport/core/geometry.hpp"

namespace quillport {

/// A placeholder that was found in a document (shared/tags.md). All boxes lie on the displayed page.
struct Tag {
    int page = 1;
    std::string text;     ///< as it stands in the document, without the white space that does not count
    std::string dialect;  ///< "quillport", ...
    FieldType type = FieldType::Signature;
    std::string role;  ///< as written, or the number that the positional rule gives; empty: none
    std::optional<std::string> name;
    bool required = true;
    Rect box;                  ///< the first piece
    std::vector<Rect> pieces;  ///< one a line that the tag covers
    Rect field;                ///< where the field will stand
    int rotation = 0;
    double font_size = 0;
    bool visible = true;
    std::map<std::string, std::string> attributes;
};

/// A place where a tag was meant and cannot be taken, in words for its author.
struct TagProblem {
    int page = 1;
    Rect box;
    std::string code;     ///< stable: "unknown_type", "missing_brace", ...
    std::string message;  ///< what was expected
    std::string text;     ///< as read
    std::string guess;    ///< the nearest type that would be right; empty: none
};

/// What was found in one document.
struct Detection {
    std::vector<PageSize> pages;
    std::vector<Tag> tags;
    std::vector<TagProblem> problems;
};

}  // namespace quillport
