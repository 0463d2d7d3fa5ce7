#pragma once
#include <string>
#include <string_view>

namespace quillport {

/// Why a document was not taken, in words for the person who sent it; "It" in them is the document. `key` is the detail of the
/// error, `language` "en", "sl" or "de" (English for any other). Empty when there is no sentence for the key. Thread-safe.
/// Source: `refused.*` in portal/web/i18n, from which contract/generate.py makes the table.
[[nodiscard]] std::string_view why_refused(std::string_view key, std::string_view language = "en") noexcept;

/// The English sentence with the document's title as its subject, for a line of its own. Empty when there is no sentence.
[[nodiscard]] std::string why_refused_of(const std::string& title, std::string_view key);

}  // namespace quillport
