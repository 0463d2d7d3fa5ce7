#pragma once
#include <qpdf/QPDF.hh>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace quillport::pdf {

/// Takes every copy of `erased` (UTF-8, white space does not count) out of `text`. \returns false when there was none.
bool cut_copies(std::string& text, const std::vector<std::string_view>& erased);

/// Takes copies of erased text out of what only repeats the content: structure elements and property lists (ActualText, Alt,
/// E, T), bookmarks, the document's title and metadata. Source: ISO 32000-1 §12.3.3, §14.3, §14.7, §14.9.
/// \returns which of `erased` also stand elsewhere: form values, comments, names of places.
[[nodiscard]] std::set<std::size_t> remove_copies(QPDF& qpdf, const std::vector<std::string_view>& erased);

}  // namespace quillport::pdf
