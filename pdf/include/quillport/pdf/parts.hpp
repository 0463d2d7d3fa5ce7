#pragma once
#include <span>
#include <string>
#include <vector>

#include "quillport/core/bytes.hpp"
#include "quillport/core/result.hpp"
#include "quillport/pdf/document.hpp"

namespace quillport::pdf {

/// A bookmark of the first level.
struct Bookmark {
    std::string title;  ///< UTF-8
    int page = 1;       ///< where it leads, from 1
};

/// Bookmarks of the first level that lead to a page of the document, in their order. What cannot be read is left out.
/// Source: ISO 32000-1 §12.3.3.
[[nodiscard]] std::vector<Bookmark> first_level_bookmarks(Document& document);

/// True when the file carries attachments that belong to no page (ISO 32000-1 §7.11.4): they are in none of its parts.
[[nodiscard]] bool has_attachments(Document& document);

/// Consecutive pages, from 1.
struct PageRange {
    int first = 1, last = 1;
};

/// Writes each range of pages as a document of its own: pages, resources that they use, form fields, page labels, bookmarks and
/// links that stay inside, layers, output intents, metadata and language. Links and bookmarks to other parts, the logical
/// structure, attachments and actions of the whole file are left out. The same input gives the same bytes.
/// `document` is used up. No page may stand in two ranges. Errors: InvalidInput (a range that is none), TooLarge (over `limit`
/// bytes together), Unsupported with detail "damaged". A signed file must not come here. Parses foreign data: confined only.
[[nodiscard]] Result<std::vector<Bytes>> make_parts(Document& document, std::span<const PageRange> ranges,
                                                    std::uint64_t limit = std::uint64_t{400} << 20U);

}  // namespace quillport::pdf
