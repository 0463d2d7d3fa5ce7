#pragma once
#include <qpdf/QPDF.hh>

#include <map>
#include <string>
#include <vector>

#include "document_parts.hpp"
#include "quillport/core/field.hpp"
#include "quillport/pdf/signing_plan.hpp"

namespace quillport::pdf {

/// Makes the AcroForm fields of one document: merged field and widget dictionaries, indirect, listed in /Fields and in the page's
/// /Annots. Remembers what it made, so that a signing plan can be written once the file has its final object numbers.
class FieldBuilder {
  public:
    struct Made {
        PlannedField plan;  ///< still without object number and entries
        QPDFObjectHandle handle;
    };

    explicit FieldBuilder(DocumentParts& document);

    /// A field at its place. `carries_signature` makes it the owner's /Sig field. `old`, a widget of the document that it
    /// replaces: the field takes over its object, so that the structure of a tagged document still finds it. May be null.
    void add(const Field& field, bool carries_signature, QPDFObjectHandle old);
    /// A picture under a checkbox or radio button that shows the same state. Call it before `add` for the box itself.
    void add_mark(const Field& field, const std::string& name);
    /// A signature field without a place, on the first page.
    void add_invisible(const std::string& name, const std::string& owner, const std::string& label);
    /// Gives every signature field of a role the /Lock over the role's other fields.
    void lock_owners();
    /// Writes /AcroForm and the pages' /Annots. \returns the fonts of /DR.
    QPDFObjectHandle finish();

    [[nodiscard]] const std::vector<Made>& made() const noexcept { return made_; }

  private:
    PlannedField planned(const Field& field) const;
    std::string widget_entries(const Field& field, const PlannedField& plan, bool carries_signature);
    std::string typed_entries(const Field& field, const PlannedField& plan);
    std::string box_states(const PlannedField& plan, bool round);
    QPDFObjectHandle form_object(const std::string& dictionary, const std::string& content);
    QPDFObjectHandle parsed(const std::string& source);
    void make_fonts();
    void place(std::size_t page, QPDFObjectHandle widget, PlannedField plan);

    QPDF& pdf_;
    std::vector<PageFrame>& pages_;
    QPDFObjectHandle form_, fonts_, empty_;
    std::vector<Made> made_;
    std::map<std::size_t, std::vector<QPDFObjectHandle>> annotations_;
};

}  // namespace quillport::pdf
