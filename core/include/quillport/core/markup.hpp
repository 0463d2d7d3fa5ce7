#pragma once
#include <string>
#include <string_view>

namespace quillport {

/// Text as character data of XML or HTML: & < > become references. For what stands between tags, not for attributes.
/// Source: XML 1.0 §2.4.
[[nodiscard]] std::string escaped_markup(std::string_view text);

/// Text as it may stand in a quoted attribute too: also " and ' become references. Source: XML 1.0 §2.4.
[[nodiscard]] std::string escaped_attribute(std::string_view text);

}  // namespace quillport
