#pragma once
#include <algorithm>
#include <string>
#include <vector>

#include "quillport/pdf/revisions.hpp"
#include "revision_snapshot.hpp"

namespace quillport::pdf::revision {

/// Fields that a signature locks (ISO 32000-1 table 233 for the field, table 256 for the transform).
struct Lock {
    enum class Action : std::uint8_t { All, Include, Exclude } action = Action::All;
    std::vector<std::string> fields;  ///< full names

    [[nodiscard]] bool covers(const std::string& field) const;
};

/// What may still happen to a document after a signature.
struct Policy {
    bool certified = false;
    int level = 2;  ///< /P of DocMDP: 1 nothing, 2 filling in and signing, 3 annotations too
    std::vector<Lock> locks;

    /// Adds what the signature in `field` asks for; the strictest of all counts. Returns its own level when it certifies, else 0.
    int tighten(Snapshot& snapshot, const FieldNode& field);
    /// Validation data and document time-stamps are always allowed (EN 319 142-1 §5.4).
    [[nodiscard]] bool allows(const LaterChange& change) const;
};

}  // namespace quillport::pdf::revision
