#pragma once
#include <string>

#include "quillport/core/bytes.hpp"
#include "quillport/core/result.hpp"

namespace quillport::formats {

/// A plain text as pages of A4 with a text layer: fixed width, tabs at every eighth column, form feeds begin pages, 66 lines a
/// page. Lines of more than 85 columns turn the pages to landscape and make the letters smaller; what is longer still goes on in
/// the next line. `charset`: as charset_of names it. Looks at foreign data: call it confined. Thread-safe. Errors: InvalidInput
/// (a character set that nobody knows), TooLarge "too_many_pages", Internal.
[[nodiscard]] Result<Bytes> text_pages(BytesView text, const std::string& charset);

}  // namespace quillport::formats
