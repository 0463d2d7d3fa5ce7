#pragma once
#include <chrono>
#include <string>
#include <vector>

#include "quillport/core/result.hpp"
#include "quillport/core/tag.hpp"
#include "quillport/core/tag_settings.hpp"
#include "quillport/pdf/content.hpp"
#include "quillport/pdf/document.hpp"
#include "quillport/tags/marks.hpp"
#include "quillport/tags/page_reader.hpp"

namespace quillport::tags {

struct DetectOptions {
    /// Dialects that are read, the first named wins: "quillport", "adobe", "docuseal", "documenso", "dropbox-sign", "signnow",
    /// "pandadoc"; "custom" and "anchor" for the marks below, which come last unless they are named.
    std::vector<std::string> dialects = {"quillport"};
    std::vector<TextMark> marks;    ///< the organisation's own
    std::vector<TextMark> anchors;  ///< words of the documents that stand for fields
    /// Languages whose words for types, keys and yes/no are read beside the English ones.
    std::vector<std::string> languages = {"sl", "cs", "sk", "pl", "hr", "de", "it"};
    pdf::ContentLimits limits;
    /// Reads pages whose text cannot be used from their pictures, and QR codes; null: nobody does (`ocr = off`). It must outlive
    /// the call. Such tags have `source` Ocr or Qr.
    PageReader* reader = nullptr;
    /// How long after the start of the detection pictures are still read; pages that are left then are told (`ocr_limit`).
    std::chrono::milliseconds reading_until{10'000};
};

/// The options that an operator's settings ask for; an empty list keeps the default. Errors: InvalidInput, with what was
/// expected.
[[nodiscard]] Result<DetectOptions> options_from(const TagSettings& settings);

/// Finds the tags of a document (docs: tag language). What was meant as a tag and cannot be taken is a problem in the result.
/// Errors: InvalidInput for a dialect or language that is not known, or a mark that is none. Parses foreign data: confined
/// processes only.
[[nodiscard]] Result<Detection> detect(pdf::Document& document, const DetectOptions& options = {});

}  // namespace quillport::tags
