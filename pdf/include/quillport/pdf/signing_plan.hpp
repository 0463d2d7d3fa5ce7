#pragma once
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "quillport/core/bytes.hpp"
#include "quillport/core/field.hpp"
#include "quillport/core/result.hpp"

namespace quillport::pdf {

/// Source text of a dictionary: key with '/' -> value. Strings in it are plain, also in an encrypted file.
using Entries = std::map<std::string, std::string>;

/// A field as it stands in the file: all that an increment needs to write it again without parsing anything.
struct PlannedField {
    std::string name;  ///< full name
    FieldType type = FieldType::Text;
    std::string owner;               ///< key of the recipient's role; empty: the certification field
    int object = 0;                  ///< object number of the merged field and widget dictionary
    int widget = 0;                  ///< object number of its widget where that is a dictionary of its own; else 0
    Rect box;                        ///< /Rect: user space of the unrotated page
    int rotation = 0;                ///< by which the appearance is turned to stand upright on the displayed page
    double font_size = 11;           ///< in units of user space
    bool carries_signature = false;  ///< the one /Sig field of its owner; his other signature and initials places are pictures
    int certify = 0;                 ///< /P of the DocMDP that its signature sets: 1, 2 or 3; 0: an approval (table 254)
    std::string lock;                ///< what its signature locks: entries of FieldMDP's parameters (table 256); empty: nothing
    std::string mirrors;  ///< a picture field that shows the state of the checkbox of this name, for readers that do not draw
                          ///< checkboxes whose states are an indirect dictionary (docs/adr/0031); else empty
    std::string value;    ///< default: written when the act says nothing
    std::map<std::string, std::string> attributes;  ///< the other keys of the tag: format, align, option, name, ...
    Entries entries;                                ///< the dictionary as last written
    Entries widget_entries;                         ///< the same of `widget`
};

/// How the last section of a file tells where its objects are; an increment goes on in the same way (ISO 32000-1 §7.5.4, §7.5.8).
enum class XrefFlavour : std::uint8_t { Table, Stream };

/// Crypt filters that increments are written with (ISO 32000-1 §7.6.5: AESV2; ISO 32000-2 §7.6.4: AESV3). RC4 is not among them.
enum class Cipher : std::uint8_t { None, Aes128, Aes256 };
struct PlannedEncryption {
    Cipher strings = Cipher::None;
    Cipher streams = Cipher::None;
    std::string key;  ///< the file's key as hexadecimal digits: whoever has it can read the document
};

/// A dictionary or an array that increments change. `object` 0: it stands directly in its parent.
struct PlannedDictionary {
    int object = 0;
    Entries entries;
};
struct PlannedArray {
    int object = 0;
    std::string items;  ///< source text between the brackets
};

enum class ValidationKind : std::uint8_t { Certificate, OcspResponse, Crl };
/// A stream that the /DSS lists.
struct PlannedValidation {
    ValidationKind kind = ValidationKind::Certificate;
    std::string sha256;     ///< of its data, hexadecimal
    std::string reference;  ///< "12 0 R"
};

/// What the key process knows of a document so that it can append an increment without parsing it: object numbers, the
/// dictionaries that change, the last cross-reference, the size. It comes from `prepare` or, for a document that we did not
/// write, from `plan_foreign`; every increment gives a new plan. A value.
struct SigningPlan {
    std::int64_t file_size = 0;  ///< bytes that the plan speaks of
    bool ends_with_newline = true;
    std::int64_t last_xref = 0;  ///< offset for /Prev
    XrefFlavour flavour = XrefFlavour::Table;
    PlannedEncryption encryption;
    int next_object = 1;             ///< /Size
    std::map<int, int> generations;  ///< of the objects below that have one other than 0
    Entries trailer;                 ///< what every trailer repeats besides /Size, /Prev, /Root and /ID: /Info, /Encrypt
    std::string first_id;            ///< ID[0] as source text; empty: the file has no /ID

    int catalog_object = 0;
    Entries catalog;           ///< as last written
    PlannedDictionary form;    ///< /AcroForm; without entries: there is none yet
    PlannedArray form_fields;  ///< its /Fields
    PlannedDictionary page;    ///< where invisible fields are added, those of time-stamps; always an object of its own
    PlannedArray annotations;  ///< its /Annots
    PlannedDictionary dss;  ///< validation data (ISO 32000-2 §12.8.4.3), the lists left out; without entries: there is none yet
    std::vector<PlannedValidation> validation;
    std::set<int> unwritten;  ///< objects that are in the plan but not yet so in the file: the next increment writes them

    std::map<int, std::string> ready;  ///< objects that the next increment writes as they stand; strings in them are plain

    std::string certification_field;  ///< name of the invisible field of the server's certification signature
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
