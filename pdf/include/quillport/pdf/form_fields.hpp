#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "quillport/core/geometry.hpp"
#include "quillport/pdf/document.hpp"

namespace quillport::pdf {

enum class FormFieldType : std::uint8_t { Text, Checkbox, Radio, Choice, Signature };

/// One entry of a choice field: what the form hands on and what a reader shows; often equal.
struct FormOption {
    std::string exported, shown;
};

/// One place (widget) of a field of the document's own form. A field with several widgets gives several of equal name. Texts are
/// UTF-8 without control characters but the line feed.
struct FormField {
    std::string name;  ///< full: partial names from the root, joined by '.'; empty when nobody named it
    FormFieldType type = FormFieldType::Text;
    int page = 1;
    int annotation = 0;   ///< from 0, in the page's /Annots
    Rect box;             ///< on the displayed page; may be empty
    int rotation = 0;     ///< direction of its text on the displayed page, degrees counter-clockwise: 0, 90, 180, 270
    bool visible = true;  ///< false: hidden, not for the screen, on a layer that is off, or without a place on the page
    bool read_only = false, required = false;
    bool multiline = false, password = false, comb = false;  ///< of a text
    bool editable = false;                                   ///< of a choice: other text may be typed
    bool has_signature = false;                              ///< of a signature field: it carries a value
    bool ticked = false;                                     ///< of a box
    std::string state;                                       ///< of a box: what it means when ticked, as the form hands it on
    std::vector<std::string> values;                         ///< of a text or choice, as handed on
    std::vector<FormOption> options;
    std::string tooltip;   ///< /TU
    std::string format;    ///< "number", "date", "date dd.mm.yyyy" as its script says; else empty. Scripts are never run
    double font_size = 0;  ///< points on the displayed page; 0: as large as fits
    int max_length = 0;    ///< characters; 0: any
    int align = 0;         ///< 0 left, 1 centre, 2 right
};

/// Bounds on what a hostile form may cost. Reaching one ends the reading.
struct FormLimits {
    int depth = 32;                                ///< of the field tree
    int nodes = 20'000;                            ///< fields and annotations that are looked at
    int options = 1000;                            ///< of one field
    std::uint64_t text = std::uint64_t{4} << 20U;  ///< bytes of all strings
};

struct FormFields {
    std::vector<FormField> fields;  ///< by page, then as the page lists its annotations
    bool complete = true;           ///< false: a limit was reached
};

/// The widgets of the document's interactive form, with what they inherit from their fields. Widgets that the field tree does not
/// list are read too; push buttons are no fields. Throws nothing; a widget that cannot be read is left out. Parses foreign data:
/// in the worker only. Source: ISO 32000-1 §12.7.2 to §12.7.4, §12.5.6.19.
[[nodiscard]] FormFields read_form_fields(Document& document, const FormLimits& limits = {});

}  // namespace quillport::pdf
