#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "quillport/core/geometry.hpp"
#include "quillport/core/id.hpp"

namespace quillport {

/// What a field asks of its recipient (shared/tags.md, table of types).
enum class FieldType : std::uint8_t {
    Signature,
    Initials,
    Date,
    Name,
    Email,
    Company,
    Title,
    Text,
    Multiline,
    Number,
    DateInput,
    Checkbox,
    Radio,
    Dropdown,
    Stamp,
    Seal,
    Image,
    Attachment,
    Approve,
    Qr
};

/// The word of the tag language, the API and the database ("signature", "dateinput").
[[nodiscard]] std::string_view name_of(FieldType type) noexcept;
[[nodiscard]] std::optional<FieldType> field_type_named(std::string_view name) noexcept;

/// True for what the recipient writes or ticks himself; false for what the portal or the act of signing fills.
[[nodiscard]] bool is_filled_by_hand(FieldType type) noexcept;
/// True where the recipient puts a picture of his hand: signature and initials.
[[nodiscard]] bool is_signed(FieldType type) noexcept;

/// What a field's `options` offers: its parts between '|', without blanks around them; "\|" and "\\" are these characters.
[[nodiscard]] std::vector<std::string> split_options(std::string_view options);

/// Attribute of a field that the document's own form brought along: its full name there, '.' included.
inline constexpr std::string_view kFormName = "form_name";

/// A place on a document that belongs to one role, or to nobody when its role is empty.
struct Field {
    FieldId id;
    std::string name;  ///< name of the AcroForm field; unique in the document, no '.'
    FieldType type = FieldType::Text;
    std::string role;  ///< key of the role in the draft ("1", "buyer")
    DocumentId document;
    int page = 1;           ///< from 1
    Rect box;               ///< on the displayed page
    int rotation = 0;       ///< direction of the text in degrees counter-clockwise on the displayed page: 0, 90, 180, 270
    double font_size = 11;  ///< points
    bool required = true;
    bool readonly = false;
    std::string label;
    std::string value;                              ///< default in a draft, what stands there afterwards
    std::map<std::string, std::string> attributes;  ///< the other keys of the tag, as written
};

}  // namespace quillport
