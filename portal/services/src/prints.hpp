#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "quillport/core/result.hpp"
#include "quillport/documents/print.hpp"
#include "quillport/services/drafts.hpp"
#include "quillport/store/drafts.hpp"
#include "quillport/store/prints.hpp"

namespace quillport::services {

/// A draft that one document of a delivery becomes.
struct NewDraft {
    store::DraftRow row;
    std::optional<store::PrintPartRow> part;  ///< missing: the delivery is one document
};

/// The title of a part's draft: its own words, or the print's title with the key, or with its number: "Invoice 2024-17",
/// "November 2024-17", "November (2 of 5)".
[[nodiscard]] std::string title_of_part(const std::string& print, const PrintPart& part, int number, int total);

/// Makes `fresh`, the drafts of the documents of one delivery, parts of `source`. One document stays what it is.
void make_parts_of(std::vector<NewDraft>& fresh, const std::vector<documents::PrintedDocument>& documents,
                   const store::BlobRef& source);

/// Keeps what says that the draft is part of a print.
[[nodiscard]] Result<void> keep_part(store::Tx& tx, const NewDraft& fresh);

/// The idempotency key of a further document of the delivery with this key; none of none.
[[nodiscard]] std::string key_of_part(const std::string& delivery, int number);

/// What a delivery was, as the receipt names it.
struct DeliveredPrint {
    std::string sha256;                    ///< of the delivered file
    std::vector<store::TitledPart> parts;  ///< empty: it is one document
};
/// `first`: the draft that the delivery's key names.
[[nodiscard]] Result<DeliveredPrint> delivered_print(store::Reader& reader, const store::DraftRow& first);

/// Where the document comes from, for the envelope's trail; empty when it is a delivery of its own.
[[nodiscard]] std::map<std::string, std::string> details_of_part(const std::optional<store::PrintPartRow>& part);

}  // namespace quillport::services
