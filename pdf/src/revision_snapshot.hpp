#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFXRefEntry.hh>
#include <string>
#include <vector>

#include "quillport/core/bytes.hpp"
#include "quillport/core/result.hpp"

namespace quillport::pdf::revision {

/// A node of the form's tree: a field, or one of several widgets of a field (then with the field's name).
struct FieldNode {
    std::string name;
    std::string type;  ///< /FT, inherited, with slash
    QPDFObjectHandle object;
};

/// What an object is to the document. Such an object is compared once by rules of its own; elsewhere only its identity counts.
enum class Role : std::uint8_t { Catalog, Form, Page, Field, Annotation };

/// The beginning of a file up to the end of one revision, opened as a document of its own.
struct Snapshot {
    std::int64_t size = 0;
    std::int64_t last_xref = 0;  ///< the number behind the last "startxref"
    QPDF qpdf;
    std::map<QPDFObjGen, QPDFXRefEntry> xref;
    std::vector<QPDFObjectHandle> pages;
    std::vector<FieldNode> fields;
    std::map<QPDFObjGen, Role> roles;
    std::string confusion;  ///< a sentence when one object plays two roles, or a tree is no tree

    [[nodiscard]] const FieldNode* field(QPDFObjGen id) const;
};

/// Errors: Unsupported with detail "damaged" (no repairs are tried) or "encrypted". `pdf` must outlive the snapshot.
Result<std::unique_ptr<Snapshot>> open_snapshot(BytesView pdf);

}  // namespace quillport::pdf::revision
