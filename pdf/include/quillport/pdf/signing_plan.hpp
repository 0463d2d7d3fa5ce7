#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "quillport/core/bytes.hpp"
#include "quillport/core/field.hpp"
#include "quillport/core/result.hpp"

namespace quillport::pdf {

/// A field as it stands in the prepared file: all that an increment needs to write it again without parsing anything.
struct PlannedField {
    std::string name;
    FieldType type = FieldType::Text;
    std::string owner;               ///< key of the recipient's role; empty: the certification field
    int object = 0;                  ///< object number of the merged field and widget dictionary, generation 0
    Rect box;                        ///< /Rect: user space of the unrotated page
    int rotation = 0;                ///< by which the appearance is turned to stand upright on the displayed page
    double font_size = 11;           ///< in units of user space
    bool carries_signature = false;  ///< the one /Sig field of its owner; his other signature and initials places are pictures
    std::string mirrors;  ///< a picture field that shows the state of the checkbox of this name, for readers that do not draw
                          ///< checkboxes whose states are an indirect dictionary (docs/adr/0031); else empty
    std::string value;    ///< default: written when the act says nothing
    std::map<std::string, std::string>
        attributes;                              ///< the other keys of the tag: format, align, option, name (a shared value), ...
    std::map<std::string, std::string> entries;  ///< the dictionary as last written: key with '/' -> source text
};

/// What the key process knows of a document so that it can append an increment without parsing it: object numbers, the
/// dictionaries that change, the last cross-reference, the size. Every increment gives a new plan. A value.
/// Only for documents that `prepare` wrote: one classic cross-reference table, no object streams, not encrypted.
struct SigningPlan {
    std::int64_t file_size = 0;  ///< bytes that the plan speaks of
    std::int64_t last_xref = 0;  ///< offset for /Prev
    int next_object = 1;         ///< /Size
    int catalog_object = 0;
    std::map<std::string, std::string> catalog;  ///< as last written
    std::string info_reference;                  ///< "5 0 R" or empty
    std::string first_id;                        ///< ID[0] as source text
    std::string font_resources;                  ///< reference of the /DR /Font dictionary
    std::string certification_field;             ///< name of the invisible field of the server's certification signature
    std::vector<PlannedField> fields;
    bool certified = false;

    [[nodiscard]] const PlannedField* find(const std::string& name) const noexcept;
    [[nodiscard]] PlannedField* find(const std::string& name) noexcept;
    /// The field that carries the owner's signature; for the empty owner the certification field. Null: no such owner.
    [[nodiscard]] const PlannedField* signature_of(const std::string& owner) const noexcept;
    [[nodiscard]] bool has_signed(const std::string& owner) const noexcept;
    /// Text form for storage beside the document; `parse` reads exactly what `to_text` wrote, else InvalidInput.
    [[nodiscard]] std::string to_text() const;
    [[nodiscard]] static Result<SigningPlan> parse(std::string_view text);
};

}  // namespace quillport::pdf
