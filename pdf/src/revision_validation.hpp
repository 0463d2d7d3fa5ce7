#pragma once
#include <set>
#include <vector>

#include "quillport/pdf/revisions.hpp"
#include "revision_snapshot.hpp"

namespace quillport::pdf::revision {

/// Collects what the document security stores of several revisions hold, each stream once.
class ValidationReader {
  public:
    void read(Snapshot& snapshot);
    [[nodiscard]] std::vector<ValidationItem> take() { return std::move(items_); }

  private:
    using Kind = ValidationItem::Kind;

    void read_list(Snapshot& snapshot, QPDFObjectHandle list, Kind kind);

    std::vector<ValidationItem> items_;
    std::set<qpdf_offset_t> seen_;
};

}  // namespace quillport::pdf::revision
