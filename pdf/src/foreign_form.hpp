#pragma once
#include <map>
#include <qpdf/QPDF.hh>
#include <string>
#include <vector>

namespace quillport::pdf {

/// A terminal field of a document's form.
struct ForeignField {
    std::string type;  ///< /FT with slash, inherited
    QPDFObjectHandle object;
    QPDFObjectHandle widget;  ///< the field itself, or its only widget; null when it has none or several
    std::vector<QPDFObjectHandle> widgets;
};

/// What signatures of the document allow (ISO 32000-1 §12.8.2.2, §12.8.2.4; table 233, and /P of ISO 32000-2 table 236).
struct Permissions {
    bool certified = false;
    int level = 3;  ///< 1 nothing, 2 filling in and signing, 3 annotations too
    std::vector<QPDFObjectHandle> locks;

    [[nodiscard]] bool locks_field(const std::string& name) const;
};

/// Whether a dictionary like that of /Lock (table 233) locks the field of this full name.
[[nodiscard]] bool lock_covers(QPDFObjectHandle lock, const std::string& name);

/// The document's form as its catalog reaches it.
struct ForeignForm {
    std::map<std::string, ForeignField> fields;  ///< by full name
    Permissions permissions;
};

[[nodiscard]] ForeignForm read_foreign_form(QPDF& qpdf);

}  // namespace quillport::pdf
