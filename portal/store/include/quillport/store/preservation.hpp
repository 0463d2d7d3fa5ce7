#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "quillport/core/id.hpp"
#include "quillport/core/result.hpp"
#include "quillport/core/time.hpp"
#include "quillport/store/store.hpp"

namespace quillport::store {

/// The two files of an envelope that carry signatures.
enum class Subject : std::uint8_t { Document, Certificate };

/// How far the signatures of one file have come, and when it is looked at again.
struct Preservation {
    OrganisationId organisation;
    EnvelopeId envelope;
    Subject subject = Subject::Document;
    std::string level = "B-B";      ///< of its weakest signature: "B-B", "B-T", "B-LT", "B-LTA"
    bool pending = false;           ///< short of what was asked for, and asking again can help
    std::string plan;               ///< signing plan of the certificate; empty for the document, which keeps its own
    int tries = 0;                  ///< in vain, one after the other
    std::optional<TimePoint> next;  ///< when it is tried again or renewed; nothing: never
};
/// Writes or replaces what is known of this file.
[[nodiscard]] Result<void> save_preservation(Tx& tx, const Preservation& preservation);
/// Nothing: the file was never signed under a release that keeps this.
[[nodiscard]] Result<std::optional<Preservation>> find_preservation(Reader& reader, const EnvelopeId& envelope, Subject subject);
/// Whether any file of the envelope still waits for an authority.
[[nodiscard]] Result<bool> is_preservation_pending(Reader& reader, const EnvelopeId& envelope);
/// What is due at `now`, the longest overdue first.
[[nodiscard]] Result<std::vector<Preservation>> list_preservation_due(Reader& reader, TimePoint now, int limit);

}  // namespace quillport::store
