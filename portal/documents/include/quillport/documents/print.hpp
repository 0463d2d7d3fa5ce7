#pragma once
#include <optional>
#include <vector>

#include "quillport/core/split.hpp"
#include "quillport/documents/intake.hpp"

namespace quillport::documents {

/// One document of a print.
struct PrintedDocument {
    PrintPart pages;  ///< of the delivered file
    Bytes pdf;        ///< of a part; empty: the delivery is this one document
    Intake intake;    ///< format and lock are those of the delivered file
};

/// First look at a delivered file of any format that may hold many documents: the PDF of it (take_in) is taken apart where
/// {{split}} stands and where `rule` says, and each document is inspected for itself. `known` are the tags of the whole file, a
/// plain PDF, where somebody found them already. A file that is signed or needs a password stays one document; a signed one has a
/// problem "not_split" that says into how many it would have fallen; what is lost in splitting is told too ("split_left_out").
/// Errors: as take_in; TooLarge "too_many_parts".
[[nodiscard]] Result<std::vector<PrintedDocument>> take_in_print(Tools& tools, BytesView document, const TagSettings& settings,
                                                                 const SplitRule& rule, const std::optional<Detection>& known,
                                                                 const IntakeLimits& limits = {},
                                                                 const std::string& charset = {});

}  // namespace quillport::documents
