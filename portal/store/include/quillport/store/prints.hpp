#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "quillport/core/id.hpp"
#include "quillport/core/result.hpp"
#include "quillport/core/split.hpp"
#include "quillport/store/blobs.hpp"
#include "quillport/store/store.hpp"

namespace quillport::store {

/// Where the draft of one part of a print comes from.
struct PrintPartRow {
    DraftId draft;
    OrganisationId organisation;
    DraftId print;  ///< the draft of the print's first part
    int number = 1, total = 1;
    PrintPart pages;  ///< without the title, which is the draft's
    BlobRef source;   ///< the delivered file, which is not kept
};
[[nodiscard]] Result<void> add_print_part(Tx& tx, const PrintPartRow& part);
/// Nothing: the draft is a delivery of its own.
[[nodiscard]] Result<std::optional<PrintPartRow>> find_print_part(Reader& reader, const OrganisationId& organisation,
                                                                  const DraftId& draft);
/// A part of a print and what its draft is called now.
struct TitledPart {
    DraftId draft;
    std::string title;
};
/// All parts of the print by number; empty when it is none.
[[nodiscard]] Result<std::vector<TitledPart>> list_print_parts(Reader& reader, const OrganisationId& organisation,
                                                               const DraftId& print);

}  // namespace quillport::store
