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

/// What a field dictionary says about its place in the tree.
struct FieldFacts {
    std::string partial_name;
    bool has_name = false;
    std::string type;  ///< /FT of its own; empty when it has none
    std::vector<QPDFObjGen> kids;
    bool has_kids = false;
};

/// What was read at an offset of the file, kept over its revisions: they share their beginnings, so the same offset is the same
/// object. Thirty signatures would else mean reading everything sixty times. One for each file; not thread-safe.
struct KnownObjects {
    std::string password;  ///< opens every revision
    std::map<qpdf_offset_t, std::vector<QPDFObjGen>> references;
    std::map<qpdf_offset_t, FieldFacts> fields;
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
    std::map<QPDFObjGen, std::size_t> field_index;  ///< into `fields`
    std::map<QPDFObjGen, Role> roles;
    std::string confusion;  ///< a sentence when one object plays two roles, or a tree is no tree

    [[nodiscard]] const FieldNode* field(QPDFObjGen id) const;
    /// Where the object stands as bytes of its own; -1 when it does not, or lies in an object stream.
    [[nodiscard]] qpdf_offset_t offset_of(QPDFObjGen id) const;
};

/// The number behind the last "startxref"; -1 when there is none.
std::int64_t last_startxref(std::string_view pdf);

/// Errors: Unsupported with detail "damaged" (no repairs are tried) or "encrypted". `pdf` must outlive the snapshot.
Result<std::unique_ptr<Snapshot>> open_snapshot(BytesView pdf, KnownObjects& known);

}  // namespace quillport::pdf::revision
