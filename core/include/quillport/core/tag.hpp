#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "quillport/core/field.hpp"
#include "quillport/core/geometry.hpp"

namespace quillport {

/// What a tag is for. Only the first makes a field; all of them are erased.
enum class TagKind : std::uint8_t {
    Field,
    Document,   ///< {{doc;ref=...}}: `attributes` speak for the whole document
    Split,      ///< {{split}}: a new document starts on this page
    Definition  ///< {{#a=...}}: says what {{$a}} means, makes nothing itself
};

/// Where a tag was read.
enum class TagSource : std::uint8_t {
    Text,
    Form,  ///< a form field of the document (AcroForm): nothing to erase, `name` is its full name
    Ocr,   ///< letters of a page image
    Qr     ///< a QR code on the page
};

/// The words of the tag language, the API and the database: "field", "document", "split", "definition"; "text", "form", "ocr",
/// "qr".
[[nodiscard]] std::string_view name_of(TagKind kind) noexcept;
[[nodiscard]] std::string_view name_of(TagSource source) noexcept;
[[nodiscard]] std::optional<TagKind> tag_kind_named(std::string_view name) noexcept;
[[nodiscard]] std::optional<TagSource> tag_source_named(std::string_view name) noexcept;

/// A placeholder that was found in a document (shared/tags.md). All boxes lie on the displayed page.
struct Tag {
    TagKind kind = TagKind::Field;
    TagSource source = TagSource::Text;
    double confidence = 1;  ///< 0 to 1; below 1 only for what was read from an image
    int page = 1;
    std::string text;                       ///< as it stands in the document, without the white space that does not count
    std::string dialect;                    ///< "quillport", ...
    FieldType type = FieldType::Signature;  ///< of the field; means nothing for other kinds
    std::string role;                       ///< as written, or the number that the positional rule gives; empty: none
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
    std::vector<Tag> tags;  ///< of every kind, in reading order
    std::vector<TagProblem> problems;
};

}  // namespace quillport
