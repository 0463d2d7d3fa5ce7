#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "quillport/core/bytes.hpp"
#include "quillport/core/result.hpp"

namespace quillport::pdf {

/// What a revision did to the document before it.
enum class ChangeKind : std::uint8_t {
    ValidationData,  ///< certificates and revocation data in /DSS (ISO 32000-2 §12.8.4.3)
    Properties,      ///< /Info, /Metadata, /Version, /Extensions
    TimeStamp,       ///< a document time-stamp
    Signature,       ///< an empty signature field was signed
    SignatureField,  ///< a signature field was added
    FormFill,        ///< the value of a form field
    Annotation,      ///< added, removed or changed
    Other            ///< anything else: never allowed after a signature
};

struct LaterChange {
    ChangeKind kind = ChangeKind::Other;
    std::string field;     ///< full name of the form field; empty when it is about none
    std::string sentence;  ///< for people
    bool allowed = false;  ///< by the certification (DocMDP) and the locks (FieldMDP) in force when the signature was made
    /// An annotation that can lie over what was signed and look like it: free text, a stamp, a filled shape.
    bool may_cover = false;
    std::int64_t revision_end = 0;  ///< offset where the revision ends that made it
};

/// A revision after the first signed one.
struct Revision {
    std::int64_t end = 0;              ///< offset where it ends
    std::string field;                 ///< of the signature or document time-stamp that covers it; empty: covered by none
    std::vector<LaterChange> changes;  ///< what it did to the one before; who allowed it is told with each signature
};

/// A signature or document time-stamp as it lies in the file. Nothing here is cryptography.
struct EmbeddedSignature {
    std::string field;         ///< full name of its form field, UTF-8
    bool time_stamp = false;   ///< /Type /DocTimeStamp
    std::string sub_filter;    ///< without the slash
    std::string claimed_time;  ///< /M as written
    std::string name, reason;  ///< /Name and /Reason, UTF-8
    int certifies = 0;         ///< 1 to 3: it certifies the document and allows this much (table 254); 0: it does not
    std::array<std::int64_t, 4> byte_range{};
    Bytes contents;  ///< /Contents decoded, with the zeros that fill the hole
    /// Why its place in the file is not what a signature's must be, one sentence; empty when it is sound: four numbers from 0,
    /// whose gap is exactly the /Contents string of this object, whose end is the end of a revision in which this signature
    /// stands.
    std::string defect;
    std::int64_t revision_end = 0;  ///< offset where its revision ends; 0 when it has a defect
    std::vector<LaterChange> later_changes;
};

/// What a document security store holds, of every signed revision and of the newest: nothing vanishes by a later update.
/// ISO 32000-2 §12.8.4.3, EN 319 142-1 §5.4.2.
struct ValidationItem {
    enum class Kind : std::uint8_t { Certificate, OcspResponse, Crl } kind = Kind::Certificate;
    Bytes data;            ///< DER
    std::int64_t end = 0;  ///< offset behind its last byte: what covers the file up to here covers it
};

struct SignedRevisions {
    std::vector<EmbeddedSignature> signatures;  ///< in the order of their revisions, those with a defect last
    std::vector<Revision> revisions;            ///< in their order
    std::vector<ValidationItem> validation;
    bool certified = false;  ///< a signature of the file certifies it (DocMDP)
    bool encrypted = false;
};

/// Finds every signature of the file and compares its revision with all that came later, one revision after the other, object by
/// object as the document reaches them from its catalog. Each revision is the beginning of the file and parsed as a document of
/// its own, so what a signature means is read from what it signed. A file whose end cannot be read is judged by the last revision
/// that can; the rest is a change. Source: ISO 32000-1 §12.8.1, §12.8.2.2 (DocMDP), §12.8.2.4 (FieldMDP), §7.5.6 (incremental
/// updates). `password`: of the user or the owner, in the encoding of the file; most encrypted files open with the empty one.
/// Errors: Unsupported with detail "not_pdf", "damaged" or "encrypted" (another password is needed). Parses foreign data: call it
/// confined. Thread-safe.
[[nodiscard]] Result<SignedRevisions> read_signatures(BytesView pdf, std::string_view password = {});

}  // namespace quillport::pdf
